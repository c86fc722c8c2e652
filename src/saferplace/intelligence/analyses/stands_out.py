"""What stands out in the newest month or quarter: every crime type in every ward looked at, the few named."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saferplace.analysis.months import Month, Period, runs_in_words
from saferplace.analysis.scan import FALSE_SHARE, Found, Scan, Standing, scan
from saferplace.evidence.areas import Area, find_area, uncertain_lsoa_codes
from saferplace.evidence.as_of import Standing as AsItStood
from saferplace.evidence.queries import WardTypeMonths, recorded_crime_by_ward_type_and_month
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.standing import standing_of
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.answer import Answer, receipted
from saferplace.intelligence.analyses.known_breaks import breaks_of, used_in_words
from saferplace.intelligence.analyses.page_analysis import PageAnalysis

_METHOD = "scan_of_types_and_wards"
_MONTHS_BACK = 36  # what data.police.uk keeps; older months describe another time
_NEAREST = 8  # of those that do not stand out, shown so that a quiet page can be judged
_NAMED = 4

Counts = npt.NDArray[np.float64]


@dataclass(frozen=True)
class StandsOutQuestion:
    """judged: the month, or months, that are looked at. first: of the months that may set what is usual."""

    store: EvidenceStore
    area: Area
    judged: Period
    first: Month
    pandemic: str
    at: dt.datetime
    version: AsItStood = None

    @property
    def settings(self) -> dict[str, str]:
        return {"judged": str(self.judged), "march_2020_to_july_2021": self.pandemic}


@dataclass(frozen=True)
class Series:
    """One crime type in one place. year_before: of the same months; None where they are not held."""

    crime_type: str
    place: str
    code: str
    found: Found
    chance: float | None
    adjusted: float | None
    year_before: int | None

    @property
    def name(self) -> str:
        return f"{self.place}: {self.crime_type}"

    @property
    def usual(self) -> str:
        return f"{self.found.low:,} to {self.found.high:,}"

    @property
    def year_before_in_words(self) -> str:
        return "not held" if self.year_before is None else f"{self.year_before:,}"


@dataclass(frozen=True)
class StandsOutPage:
    """exceptional: the least likely first. nearest: the next, which could be chance. series: all looked at."""

    asked: StandsOutQuestion
    scan: Scan
    exceptional: tuple[Series, ...]
    nearest: tuple[Series, ...]
    series: tuple[Series, ...]
    answer: Answer

    @property
    def tally(self) -> list[tuple[str, int]]:
        """How many stand so, in words; those that nobody does are left out."""
        return [(standing.value, self.scan.number(standing)) for standing in Standing if self.scan.number(standing)]


def months_to_judge(last: Month, months: int) -> Period:
    """The month, or the quarter that ends with it."""
    return Period.ending(last, months)


def stands_out_page(question: StandsOutQuestion) -> StandsOutPage:
    """Raises NothingLoaded, and ValueError, in a sentence, where the judged months cannot be judged."""
    panel = recorded_crime_by_ward_type_and_month(
        question.store,
        area=question.area,
        crime_types=None,
        period=Period(question.first, question.judged.last),
        version=question.version,
        at=question.at,
    )
    counts = _counts(panel)
    days = np.array([((month + 1).first_day - month.first_day).days for month in panel.months], dtype=float)
    found = scan(counts, panel.months, question.judged, weights=days, breaks=breaks_of(question.pandemic))
    if found.number(Standing.NOT_JUDGED) == len(found):
        raise ValueError(_why_nothing_is_judged(question, found))
    places = [(f"all of {question.area.name}", ""), *zip(panel.names, panel.codes, strict=True)]
    year_before = _year_before(counts, panel.months, question.judged)
    every = found.every()
    series = tuple(
        Series(
            crime_type=crime_type,
            place=place,
            code=code,
            found=every[at],
            chance=_known(found.chance[at]),
            adjusted=_known(found.adjusted[at]),
            year_before=None if np.isnan(year_before[at]) else int(year_before[at]),
        )
        for at, (place, code, crime_type) in enumerate(
            (place, code, crime_type) for place, code in places for crime_type in panel.crime_types
        )
    )
    exceptional = tuple(series[at] for at in found.exceptional)
    rest = [
        one for one in series if one.found.standing in (Standing.ODD_AMONG_SO_MANY, Standing.UNREMARKABLE)
    ]  # fmt: skip
    nearest = tuple(sorted(rest, key=lambda one: (one.chance or 0.0, -one.found.count, one.name))[:_NEAREST])
    return StandsOutPage(question, found, exceptional, nearest, series, _answer(question, panel, found, exceptional))


def _why_nothing_is_judged(question: StandsOutQuestion, found: Scan) -> str:
    left_out = "".join(f" {one.period.in_words()} ({one.reason}) is left out." for one in found.left_out)
    return (
        f"What is usual cannot be told for {question.judged.in_words()}: {len(found.baseline)} earlier months can be "
        f"used, and 6 or more are needed.{left_out}"
    )


def _counts(panel: WardTypeMonths) -> Counts:
    """A row for each type in the whole area, then in each ward. NaN where a figure is in doubt or of other ground."""
    wards = panel.counts.astype(float)
    whole = wards.sum(axis=0) + panel.not_certain
    for row, code in enumerate(panel.codes):
        if uncertain_lsoa_codes(find_area(code)):
            wards[row][:, panel.not_certain.sum(axis=0) > 0] = np.nan
    every = np.concatenate((whole[None], wards))
    every[:, ~panel.is_known] = np.nan
    rows: Counts = every.reshape(-1, len(panel.months))
    return rows


def _year_before(counts: Counts, months: tuple[Month, ...], judged: Period) -> Counts:
    """Counts of the same months a year earlier; NaN where any is not held."""
    twins = [month + -12 for month in judged]
    if not set(twins) <= set(months):
        return np.full(len(counts), np.nan)
    ours: Counts = counts[:, [months.index(twin) for twin in twins]].sum(axis=1)
    return ours


def _answer(question: StandsOutQuestion, panel: WardTypeMonths, found: Scan, exceptional: tuple[Series, ...]) -> Answer:
    result = {
        "series": len(found),
        "standing": {standing.value: found.number(standing) for standing in Standing},
        "baseline": [str(month) for month in found.baseline],
        "exceptional": [
            [
                one.crime_type,
                one.code or one.place,
                one.found.count,
                round(one.found.expected, 2),
                one.found.standing.value,
            ]
            for one in exceptional
        ],
    }
    receipt = receipted(panel.receipt, _METHOD, question.settings, result)
    wards, types = len(panel.codes), len(panel.crime_types)
    method = (
        f"Each of {types} crime types in {wards} wards and in the whole area ({len(found)} in all) is set beside its "
        f"own earlier months ({runs_in_words(found.baseline)}), allowing for the days of each month. What is usual "
        "allows for crimes that come in clusters: the spread is that of its own months, and never less than such "
        "series have together (negative binomial). With so many looked at, some look odd by luck: at most about "
        f"{FALSE_SHARE:.0%} of those named should be luck (Benjamini-Hochberg). Fewer than 5, found and expected, are "
        "too few to tell."
    )
    return Answer(_finding(question, found, exceptional), method, _caveats(question, panel, found), receipt)


def _finding(question: StandsOutQuestion, found: Scan, exceptional: tuple[Series, ...]) -> str:
    when, looked = question.judged.in_words(), len(found)
    if not exceptional:
        none = f"{when}: of {looked} combinations of crime type and place, none stands out from its own past."
        return f"{none} {_rest(found)}"
    named = "; ".join(
        f"{one.crime_type} in {one.place} ({one.found.count:,}, usually {one.usual})" for one in exceptional[:_NAMED]
    )
    more = f"; and {len(exceptional) - _NAMED} more" if len(exceptional) > _NAMED else ""
    verb = "stands" if len(exceptional) == 1 else "stand"
    out = f"{when}: {len(exceptional)} of {looked} combinations of crime type and place {verb} out."
    return f"{out} {named}{more}. {_rest(found)}"


def _rest(found: Scan) -> str:
    could_be_chance = found.number(Standing.ODD_AMONG_SO_MANY) + found.number(Standing.UNREMARKABLE)
    said = f"Of the rest, {could_be_chance} could be chance and {found.number(Standing.TOO_FEW)} are too few to tell"
    unknown = found.number(Standing.NOT_JUDGED)
    return f"{said}; {unknown} could not be judged." if unknown else f"{said}."


def _caveats(question: StandsOutQuestion, panel: WardTypeMonths, found: Scan) -> tuple[str, ...]:
    said = ["Season is not allowed for: look at the same months a year before, where they are held."]
    if len(found.baseline) < 12:
        said.append(f"Only {len(found.baseline)} earlier months are held, so what is usual is known roughly.")
    if panel.held.not_held:
        said.append(f"No file is held for {runs_in_words(panel.held.not_held)}: that is no data, not zero.")
    said += [f"Left out: {one.period.in_words()} ({one.reason})." for one in found.left_out]
    said += used_in_words(question.pandemic, (*found.baseline, *question.judged))
    if panel.not_certain.any():
        said.append("Wards whose small areas were redrawn are set beside the months since then only.")
    return tuple(said)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def first_month_back(judged: Period, held_from: Month) -> Month:
    """Where the months that set what is usual begin: three years back, or with the first month held."""
    return max(held_from, judged.first + -_MONTHS_BACK)


def _again(store: EvidenceStore, receipt: Receipt) -> Receipt:
    said = receipt.parameters["settings"]
    first, last = (Month.parse(month) for month in said["judged"].split("/"))
    question = StandsOutQuestion(
        store=store,
        area=find_area(receipt.parameters["area"]),
        judged=Period(first, last),
        first=Month.parse(receipt.parameters["period"].split("/")[0]),
        pandemic=said["march_2020_to_july_2021"],
        at=receipt.computed_at,
        version=standing_of(receipt.version, receipt.parameters),
    )
    return stands_out_page(question).answer.receipt


STANDS_OUT = PageAnalysis(
    text="What stands out",
    address="intelligence:stands-out",
    asks="Which crime types, and where, are far from their own past in the newest month or quarter?",
    methods={_METHOD: "Every crime type in every ward set beside its own earlier months, with allowance for how many"},
    again=_again,
)
