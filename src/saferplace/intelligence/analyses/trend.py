"""Trend and forecast: which way a monthly count goes, since when, whether the latest month is unusual, what comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from saferplace.analysis.change_points import ChangePoints, change_points
from saferplace.analysis.forecast import Expectation, Expected, Forecast, expectation, forecast
from saferplace.analysis.missing import Figure
from saferplace.analysis.monthly_counts import MonthlyCounts, monthly_counts
from saferplace.analysis.months import Month, Period
from saferplace.analysis.season import SeasonalPattern, Trend, seasonal_pattern, trend
from saferplace.analysis.xmr import Break
from saferplace.evidence.queries import recorded_crime_by_month, records_by_month
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.answer import Answer, receipted
from saferplace.intelligence.analyses.page_analysis import PageAnalysis
from saferplace.intelligence.analyses.question import LayerQuestion, Setting, question_of

AHEAD = Setting("ahead", "Look ahead", (("6", "6 months"), ("3", "3 months")))
PANDEMIC = Setting("pandemic", "Months of the pandemic", (("used", "Used"), ("left-out", "Left out")))
SETTINGS = (AHEAD, PANDEMIC)

_PANDEMIC = Period(Month(2020, 3), Month(2021, 7))
_METHOD = "trend_and_forecast"
_SEED = 1
_TREND_OVER = 60  # months: a direction of more years hides the latest


@dataclass(frozen=True, eq=False)
class TrendAnswer:
    """counts: every month of the question to its figure. series: those that are used.

    expectation, direction: None where too few months allow one; the sentence of each says why.
    """

    counts: Mapping[Month, Figure]
    series: MonthlyCounts
    season: SeasonalPattern
    changes: ChangePoints
    direction: Trend | None
    direction_in_words: str
    expectation: Expectation | None
    expectation_in_words: str
    forecast: Forecast
    answer: Answer


def trend_and_forecast(question: LayerQuestion) -> TrendAnswer:
    """Raises NothingLoaded, and ValueError where there are too few months or nothing in them."""
    counts, without_place, counted = _counted(question)
    breaks = (
        [Break(_PANDEMIC, "the pandemic, left out as asked")] if question.settings["pandemic"] == "left-out" else []
    )
    series = monthly_counts(counts, breaks)
    season = seasonal_pattern(series)
    changes = change_points(series, seed=_SEED)
    direction, direction_in_words = _direction(series)
    latest, latest_in_words = _latest(series)
    coming = forecast(series, horizon=int(question.settings["ahead"]))
    subject = question.subject[:1].upper() + question.subject[1:]
    answer = Answer(
        finding=f"{subject} in {question.area.name}{', ' if latest else '. '}{latest_in_words} {changes.in_words()}",
        method=_method(season, changes, coming),
        caveats=tuple(_caveats(question, series, without_place, latest)),
        receipt=receipted(
            counted,
            _METHOD,
            {**question.settings, "seed": _SEED},
            _result(season, changes, direction, latest, coming),
        ),
    )
    return TrendAnswer(
        counts,
        series,
        season,
        changes,
        direction,
        direction_in_words,
        latest,
        latest_in_words,
        coming,
        answer,
    )


def _counted(question: LayerQuestion) -> tuple[Mapping[Month, Figure], int, Receipt]:
    """Figures by month, how many records of them no place is known of, and the receipt of the counts."""
    if question.is_recorded_crime:
        crime = question.put_to_crime(recorded_crime_by_month)
        return crime.counts, 0, crime.receipt
    records = question.put_to_records(records_by_month)
    return records.counts, sum(records.without_area.values()), records.receipt


def _direction(series: MonthlyCounts) -> tuple[Trend | None, str]:
    try:
        found = trend(series.over(Period.ending(series.last, _TREND_OVER)))
    except ValueError as too_few:
        return None, f"The latest five years: {too_few}"
    return found, f"Season apart, {found.in_words()}"


def _latest(series: MonthlyCounts) -> tuple[Expectation | None, str]:
    try:
        found = expectation(series, series.last)
    except ValueError as too_few:
        return None, f"What was to be expected of {series.last.in_words()} cannot be said. {too_few}"
    return found, found.in_words()


def _method(season: SeasonalPattern, changes: ChangePoints, coming: Forecast) -> str:
    without = "with the season taken out" if changes.season else "with no season to take out"
    return (
        f"From {season.months} months with a count. “Since when”: the best division into levels of six months or "
        f"longer, {without}, kept where fewer than 1 in 20 series without a change look so (999 draws, seed {_SEED}). "
        "The expected range of a month comes from the months before it alone and holds 19 counts in 20. "
        f"{coming.race.in_words()}"
    )


def _caveats(
    question: LayerQuestion, series: MonthlyCounts, without_place: int, latest: Expectation | None
) -> Iterator[str]:
    yield f"The newest month that can be used is {series.last.in_words()}; what is to come begins after it."
    if series.left_out:
        yield f"Months left out, not filled in: {series.left_out_in_words()}."
    if without_place:
        yield f"{without_place:,} more records have no place, so they are not counted in any area."
    if any(month in _PANDEMIC for month in series.period) and question.settings["pandemic"] == "used":
        yield (
            "March 2020 to July 2021 were months of the pandemic. They can be left out above; a level that ended or "
            "began with them may be theirs."
        )
    if latest is not None:
        yield (
            "One month in twenty lies outside its range by chance alone. Of fourteen types of crime looked at each "
            "month, expect about one to."
        )
    if latest is not None and latest.expected.mean < 5:
        yield "Small numbers: only a month several times the usual would stand out, and none can be too low."
    yield (
        "Crimes cluster and neighbouring months go together; intervals are widened for both as far as they can be "
        "measured, so the truth is at least this uncertain. A change of level says when, never why: look for changes "
        "of recording and of reporting too."
    )


def _result(
    season: SeasonalPattern,
    changes: ChangePoints,
    direction: Trend | None,
    latest: Expectation | None,
    coming: Forecast,
) -> dict[str, Any]:
    return {
        "months": season.months,
        "season": {
            "clear": season.is_clear,
            "index": [round(float(value), 2) for value in season.index],
        },
        "changes": [
            [str(c.since), str(c.earliest), str(c.latest), round(c.before, 1), round(c.after, 1)]
            for c in changes.changes
        ],
        "percent_a_year": None
        if direction is None
        else [round(value, 1) for value in (direction.percent_a_year, direction.lower, direction.upper)],
        "latest": None if latest is None else [*_rounded(latest.expected), latest.count, latest.standing.value],
        "method": coming.race.best.value,
        "forecast": [_rounded(one) for one in coming.months],
    }


def _rounded(one: Expected) -> list[Any]:
    return [str(one.month), round(one.mean, 1), one.lower_80, one.upper_80, one.lower_95, one.upper_95]


def _again(store: EvidenceStore, receipt: Receipt) -> Receipt:
    return trend_and_forecast(question_of(store, receipt)).answer.receipt


TREND = PageAnalysis(
    text="Trend and forecast",
    address="intelligence:trend",
    asks="Which way does it go, since when, was the latest month unusual, and what is to be expected next?",
    methods={_METHOD: "Season, lasting changes, and what is to be expected of months"},
    again=_again,
)
