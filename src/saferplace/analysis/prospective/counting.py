"""Forecasts that only count again: the simple methods that every other must beat.

Counts of the past as a forecast of the same places: Groff & La Vigne (2002), "Forecasting the future of predictive
crime mapping"; exponential weights: Gorr, Olligschlaeger & Thompson (2003), "Short-term forecasting of crime".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from saferplace.analysis.prospective.forecaster import CannotForecast
from saferplace.analysis.prospective.history import Floats, History


@dataclass(frozen=True)
class LastPeriod:
    """Counts of the period just before."""

    name: str = "counts of the period before"

    def scores(self, past: History, period: int) -> Floats:
        found = past.column(period - 1)
        if found is None:
            raise CannotForecast("The period just before is not held.")
        return found


@dataclass(frozen=True)
class SamePeriodLastYear:
    """Counts of the same season a year ago."""

    name: str = "counts of the same period a year before"

    def scores(self, past: History, period: int) -> Floats:
        found = past.column(period - past.calendar.in_a_year)
        if found is None:
            raise CannotForecast("The same period of the year before is not held.")
        return found


@dataclass(frozen=True)
class LastYear:
    """Mean counts of the periods of the year before (those that are held)."""

    name: str = "counts of the last year"

    def scores(self, past: History, period: int) -> Floats:
        found = past.of_year_before(period)
        if np.isnan(found).any():
            raise CannotForecast("No period of the year before is held.")
        return found


@dataclass(frozen=True)
class FadingCounts:
    """All counts of the past, weighing half as much for every ``half_life`` periods that they lie back."""

    half_life: float = 12.0
    name: str = "counts that fade with age"

    def scores(self, past: History, period: int) -> Floats:
        if not len(past.periods):
            raise CannotForecast("No period before is held.")
        weights = 0.5 ** ((period - past.periods) / self.half_life)
        found: Floats = past.counts @ (weights / weights.sum())
        return found
