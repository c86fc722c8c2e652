"""What kind of personal data a whole column holds, by its heading and the shape of most of its values."""

from __future__ import annotations

import re

import polars as pl

from saferplace.evidence.tables.headings import normalised
from saferplace.evidence.tables.person_names import is_like_a_persons_name
from saferplace.evidence.tables.personal_headings import kinds_said, may_name_people
from saferplace.evidence.tables.personal_text import PersonalData, is_nhs_number

_HALF = 0.5
_NEARLY_ALL = 0.8
_FEW = 3  # so many different values before their shape alone says anything
_NOTHING_TO_SEE = (
    r"(?i)^\W*(?:removed|redacted|withheld|masked|anonymi[sz]ed|anonymous|anon|n/?a|not applicable|none|unknown"
    r"|not known|x+|yes|no|y|n)?\W*$"
)
_TEN_DIGITS = r"^\d{3}[ -]?\d{3}[ -]?\d{4}$"
_MOBILE_WITHOUT_ITS_ZERO = r"^7[1-9]\d{8}$"
_YEARS_BETWEEN_PEOPLE = 20
_FEWEST_DATES = 8
_NUMBERS_OF_THINGS = re.compile(r"\b(?:uprn|usrn|ref|reference|id|identifier|urn|code|easting|northing|x|y|crime)\b")
_HAPPENINGS = re.compile(
    r"\b(?:occurred|incident|offence|crime|report|reported|start|started|end|ended|from|to|created|opened|closed|received"
    r"|committed|registered|issued|issue|built|installed|tenancy|licence|granted|event|collision|record|recorded)\b"
)
_FULL_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE)


def visible(distinct: pl.Series) -> pl.Series:
    """Without blanks and the words that stand where something was taken out."""
    return distinct.filter(~distinct.str.contains(_NOTHING_TO_SEE))


def kind_by_shape(heading: str, distinct: pl.Series) -> tuple[PersonalData, ...]:
    """distinct: the visible values of a column. A heading only counts where a value bears it out."""
    said = [kind for kind in sorted(kinds_said(heading)) if of_kind(kind, heading, distinct)]
    found = [kind for kind in _by_values_alone(heading, distinct) if kind not in said]
    return (*said, *found)


def of_kind(kind: PersonalData, heading: str, distinct: pl.Series) -> dict[str, str]:
    """Those of the values that a column of this kind and heading would hold, each as its own personal part."""
    match kind:
        case PersonalData.NAME if PersonalData.NAME in kinds_said(heading):
            held = distinct.filter(distinct.str.contains(r"\p{L}{2}"))
        case PersonalData.NAME:
            held = distinct.filter(distinct.map_elements(is_like_a_persons_name, return_dtype=pl.Boolean))
        case PersonalData.HOME_ADDRESS if "postcode" in normalised(heading).replace("post code", "postcode"):
            held = pl.Series([value for value in distinct if _FULL_POSTCODE.search(value)], dtype=pl.String)
        case PersonalData.HOME_ADDRESS:
            held = distinct.filter(distinct.str.contains(r"\p{L}{2}"))
        case PersonalData.PHONE:
            held = distinct.filter(distinct.str.contains(r"(?:\d\D{0,2}){9}"))
        case PersonalData.NHS_NUMBER:
            held = distinct.filter(distinct.str.contains(r"(?:\d\D?){10}"))
        case PersonalData.NATIONAL_INSURANCE_NUMBER:
            held = distinct.filter(distinct.str.contains(r"(?:\d ?){6}"))
        case _:
            held = distinct.filter(distinct.str.contains(r"\d"))
    return {value: value for value in held}


def _by_values_alone(heading: str, distinct: pl.Series) -> list[PersonalData]:
    if distinct.is_empty():
        return []
    found = []
    if may_name_people(heading) and len(of_kind(PersonalData.NAME, heading, distinct)) >= _HALF * len(distinct):
        found.append(PersonalData.NAME)
    if len(distinct) >= _FEW:
        if _share(distinct, _TEN_DIGITS) >= _NEARLY_ALL and _share_of_nhs_numbers(distinct) >= _NEARLY_ALL:
            found.append(PersonalData.NHS_NUMBER)
        elif _share(distinct, _MOBILE_WITHOUT_ITS_ZERO) >= _NEARLY_ALL and not _numbers_things(heading):
            found.append(PersonalData.PHONE)
        elif are_like_dates_of_birth(distinct) and not _HAPPENINGS.search(normalised(heading)):
            found.append(PersonalData.DATE_OF_BIRTH)
    return found


def are_like_dates_of_birth(distinct: pl.Series) -> bool:
    """Whether nearly all are dates, and those in the middle lie so far apart as births do and happenings do not."""
    day = pl.coalesce(
        pl.col("text").str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False),
        pl.col("text").str.slice(0, 10).str.to_date("%d/%m/%Y", strict=False),
    )
    days = distinct.rename("text").to_frame().select(day.alias("day"))["day"].drop_nulls()
    if len(days) < max(_FEWEST_DATES, _NEARLY_ALL * len(distinct)):
        return False
    ordered = days.sort()
    middle = ordered[len(ordered) * 9 // 10] - ordered[len(ordered) // 10]
    return bool(middle.days >= _YEARS_BETWEEN_PEOPLE * 365)


def _share(distinct: pl.Series, pattern: str) -> float:
    return int(distinct.str.contains(pattern).sum()) / len(distinct)


def _share_of_nhs_numbers(distinct: pl.Series) -> float:
    return sum(is_nhs_number(re.sub(r"\D", "", value)) for value in distinct) / len(distinct)


def _numbers_things(heading: str) -> bool:
    return bool(_NUMBERS_OF_THINGS.search(normalised(heading)))
