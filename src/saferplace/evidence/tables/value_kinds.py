"""How well the values of a column fit a kind of field: by their form alone, on a sample."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

from saferplace.evidence.sources.field import Field, FieldKind
from saferplace.evidence.tables.headings import normalised

_MONTH_NAME = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})"
    rf"|(?:[a-z]{{3,9}},? )?\d{{1,2}}(?:st|nd|rd|th)?[ -]{_MONTH_NAME}[ -,]*(?:\d{{4}}|\d{{2}}))"
)
_CLOCK = r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?|\d{4} ?(?:hrs|hours)?)"
_ZONE = r"(?:z|[+-]\d{2}:?\d{2})?"
_FORMS = {
    FieldKind.DATE: rf"{_DAY}(?:[t ,]+{_CLOCK}{_ZONE})?",
    FieldKind.DATE_TIME: rf"{_DAY}[t ,]+{_CLOCK}{_ZONE}",
    FieldKind.TIME: _CLOCK,
    FieldKind.MONTH: rf"\d{{4}}-\d{{2}}|\d{{1,2}}/\d{{4}}|{_MONTH_NAME}[ -]*(?:\d{{4}}|\d{{2}})",
    FieldKind.PERIOD: (
        rf"\d{{4}}-\d{{2}}|{_MONTH_NAME}[ -]*(?:\d{{4}}|\d{{2}})|(?:19|20)\d\d(?:[-/]\d{{2,4}})?(?:[ -]*q[1-4])?"
        r"|q(?:uarter)? ?[1-4][ -]*(?:19|20)\d\d(?:[-/]\d{2,4})?"
    ),
    FieldKind.COUNT: r"\d{1,3}(?:,\d{3})*|\d+",
    FieldKind.FIGURE: r"[-£]*\d[\d,]*(?:\.\d+)? ?%?|<\d+|[-–:.*]{1,2}|n/?a|\[[a-z]\]",
    FieldKind.YES_NO: r"y|n|yes|no|true|false|not known|unknown",
    FieldKind.POSTCODE: r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|[a-z]{1,2}\d[a-z\d]?(?: \d)?",
    FieldKind.OUTWARD_POSTCODE: r"[a-z]{1,2}\d[a-z\d]?(?: \d)?",
    FieldKind.UPRN: r"\d{8,12}",
    FieldKind.GRID_REFERENCE: r"[hjnost][a-hj-z] ?(?:\d{2} ?\d{2}|\d{3} ?\d{3}|\d{4} ?\d{4}|\d{5} ?\d{5})",
    FieldKind.AREA: r"[ewsn]\d{8}",
}
_FORM = {kind: re.compile(form, re.IGNORECASE) for kind, form in _FORMS.items()}
_RANGES = {
    FieldKind.EASTING: (1_000, 700_000),
    FieldKind.NORTHING: (1_000, 1_300_000),
    FieldKind.LONGITUDE: (-9.0, 3.0),
    FieldKind.LATITUDE: (49.0, 61.0),
}
_MOST_WORDS_OF_A_CATEGORY = 60
_ANY_TEXT = 0.6  # it could be, whatever it is, which says little
# Kinds that their values give away even under a heading that says nothing.
TELLING = frozenset(
    {
        FieldKind.DATE,
        FieldKind.DATE_TIME,
        FieldKind.MONTH,
        FieldKind.POSTCODE,
        FieldKind.GRID_REFERENCE,
        FieldKind.LATITUDE,
        FieldKind.LONGITUDE,
        FieldKind.AREA,
    }
)


def how_well_they_fit(field: Field, values: Sequence[str]) -> float:
    """The share of the values that the field could take, from 0 to 1. values: filled ones only; none at all gives 0."""
    if not values:
        return 0.0
    if field.kind is FieldKind.CATEGORY:
        return _category(field, values)
    if field.kind is FieldKind.TEXT:
        return _ANY_TEXT
    test = _test(field.kind)
    return sum(map(test, values)) / len(values)


def _test(kind: FieldKind) -> Callable[[str], bool]:
    if kind in _FORM:
        return lambda value: bool(_FORM[kind].fullmatch(value))
    if kind in _RANGES:
        low, high = _RANGES[kind]
        return lambda value: _is_between(value, low, high)
    return lambda value: any(letter.isalpha() for letter in value)


def _is_between(value: str, low: float, high: float) -> bool:
    try:
        return low <= float(value) <= high
    except ValueError:
        return False


def _category(field: Field, values: Sequence[str]) -> float:
    """By the standard words that are among them; without standard words, by how much the values repeat themselves."""
    distinct = set(values)
    if not field.words:
        return 1.0 if len(distinct) <= max(3, len(values) // 3) else 0.4
    share = share_of_words(field.words, values)
    if share:
        return 0.5 + 0.5 * share
    return 0.4 if len(distinct) <= _MOST_WORDS_OF_A_CATEGORY and len(distinct) <= len(values) // 2 + 1 else 0.1


def share_of_words(standard: Sequence[str], values: Sequence[str]) -> float:
    """The share of the values that are a standard word, or have all its words among theirs or the other way about."""
    distinct = Counter(values)
    if len(distinct) > _MOST_WORDS_OF_A_CATEGORY:
        return 0.0
    words = [frozenset(plain(word).split()) for word in standard]
    of_words = sum(
        times
        for value, times in distinct.items()
        if (said := frozenset(plain(value).split())) and any(word <= said or said <= word for word in words)
    )
    return of_words / len(values)


@lru_cache(maxsize=10_000)
def plain(word: str) -> str:
    """Without the order of words, plurals and “and”.

    >>> plain("Bags, black") == plain("Black bag")
    True
    """
    return " ".join(sorted(part.removesuffix("s") for part in normalised(word).split() if part != "and"))
