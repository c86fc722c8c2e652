"""The months to come, and what was to be expected of one that has come."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from saferplace.analysis.forecast.ahead import Ahead, CannotForecast
from saferplace.analysis.forecast.methods import FORECASTERS
from saferplace.analysis.forecast.race import Race, race
from saferplace.analysis.monthly_counts import MonthlyCounts
from saferplace.analysis.months import Month, Period

_ORIGINS = 12
_FARTHEST = 12  # months from the last count: beyond a year a level says little
_ENDS = (0.025, 0.1, 0.9, 0.975)


class Standing(StrEnum):
    """Where a count lies, in the words a page prints."""

    EXCEPTIONALLY_HIGH = "exceptionally high"
    EXCEPTIONALLY_LOW = "exceptionally low"
    AS_EXPECTED = "as expected"


@dataclass(frozen=True)
class Expected:
    """A month's expected count, with the range that holds it 4 times in 5 (80) and 19 in 20 (95)."""

    month: Month
    mean: float
    lower_80: int
    upper_80: int
    lower_95: int
    upper_95: int


@dataclass(frozen=True, eq=False)
class Forecast:
    """months: in order, from the month after the last count. race: how the method was chosen."""

    months: tuple[Expected, ...]
    race: Race
    last_known: Month


@dataclass(frozen=True, eq=False)
class Expectation:
    """What the months before made likely for ``expected.month``, and what came."""

    expected: Expected
    count: int
    race: Race

    @property
    def standing(self) -> Standing:
        if self.count > self.expected.upper_95:
            return Standing.EXCEPTIONALLY_HIGH
        return Standing.EXCEPTIONALLY_LOW if self.count < self.expected.lower_95 else Standing.AS_EXPECTED

    def in_words(self) -> str:
        """'January 2024: expected 150 to 190, was 212: exceptionally high.'"""
        return (
            f"{self.expected.month.in_words()}: expected {self.expected.lower_95:,} to {self.expected.upper_95:,}, "
            f"was {self.count:,}: {self.standing}."
        )


def forecast(series: MonthlyCounts, *, horizon: int, origins: int = _ORIGINS) -> Forecast:
    """The ``horizon`` (1 to 12) months after the last count, by the method that erred least on the past.

    Intervals are of counts, not of averages, and are widened where the method's past errors were larger than it said.
    Raises CannotForecast (a ValueError) with fewer than 24 counts, or none above zero.
    """
    if not 1 <= horizon <= _FARTHEST:
        raise ValueError(f"A forecast reaches 1 to {_FARTHEST} months, not {horizon}.")
    chosen = race(series, horizon=horizon, origins=origins)
    return Forecast(_expected(_ahead(series, chosen, horizon)), chosen, series.last)


def expectation(series: MonthlyCounts, month: Month, *, origins: int = _ORIGINS) -> Expectation:
    """What the months before ``month`` made likely for it, by the method that erred least on those, beside its count.

    About one month in twenty lies outside its range by chance alone.
    Raises ValueError where the month has no count, and CannotForecast where too few months before it have one.
    """
    count = series.at(month)
    if not np.isfinite(count):
        raise ValueError(f"{month.in_words()} has no count that can be used.")
    if month == series.first:
        raise CannotForecast(f"No month before {month.in_words()} has a count that can be used.")
    before = series.over(Period(series.first, month + -1))
    steps = month - before.last
    if steps > _FARTHEST:
        raise CannotForecast(
            f"The newest month before {month.in_words()} with a count is {before.last.in_words()}: too long ago to say "
            "what was to be expected."
        )
    chosen = race(before, horizon=steps, origins=origins)
    return Expectation(_expected(_ahead(before, chosen, steps))[-1], int(count), chosen)


def _ahead(series: MonthlyCounts, chosen: Race, horizon: int) -> Ahead:
    return FORECASTERS[chosen.best](series, horizon).widened(chosen.widening)


def _expected(ahead: Ahead) -> tuple[Expected, ...]:
    ends = ahead.quantiles(_ENDS)
    return tuple(
        Expected(month, float(mean), int(low_80), int(high_80), int(low_95), int(high_95))
        for month, mean, (low_95, low_80, high_80, high_95) in zip(ahead.months, ahead.expected, ends, strict=True)
        if np.isfinite(mean)
    )
