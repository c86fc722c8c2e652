"""Which way a series goes, season apart, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import exp, sqrt

import numpy as np
from scipy.stats import t as t_distribution

from saferplace.analysis.monthly_counts import Counts, MonthlyCounts
from saferplace.analysis.months import Period
from saferplace.analysis.season.pattern import enough_months
from saferplace.analysis.season.regression import quasi_poisson, waves


class Direction(StrEnum):
    """In the words a page prints."""

    RISING = "rising"
    FALLING = "falling"
    NO_CLEAR_DIRECTION = "no clear direction"


@dataclass(frozen=True)
class Trend:
    """percent_a_year with its 95% interval, over ``period``, from ``months`` counts."""

    period: Period
    months: int
    percent_a_year: float
    lower: float
    upper: float

    @property
    def direction(self) -> Direction:
        if self.lower > 0:
            return Direction.RISING
        return Direction.FALLING if self.upper < 0 else Direction.NO_CLEAR_DIRECTION

    def in_words(self) -> str:
        """
        >>> from saferplace.analysis.months import Month
        >>> Trend(Period(Month(2021, 1), Month(2023, 12)), 36, -8.2, -12.1, -4.0).in_words()
        'January 2021 to December 2023: falling by 8% a year (95% interval: falling by 12% to falling by 4%).'
        """
        interval = f"95% interval: {_said(self.lower)} to {_said(self.upper)}"
        if self.direction is Direction.NO_CLEAR_DIRECTION:
            return f"{self.period.in_words()}: no clear direction ({interval} a year)."
        return f"{self.period.in_words()}: {_said(self.percent_a_year)} a year ({interval})."


def trend(series: MonthlyCounts) -> Trend:
    """A steady yearly change, season apart, by quasi-Poisson regression on all the months that have a count.

    Its interval is widened for over-dispersion, and by Bartlett's (1935) factor where neighbouring months go together.
    Raises ValueError for fewer than 24 counts or no events. A steady change is a summary: look at change points too.
    """
    enough_months(series)
    known = series.is_known
    at = np.arange(len(series), dtype=float)[known]
    counts = series.counts[known]
    design = np.column_stack([np.ones(len(at)), at - at.mean(), waves(series.calendar_month[known])])
    fit = quasi_poisson(counts, design)
    residuals = (counts - fit.expected) / np.sqrt(np.maximum(fit.expected, 1e-9))
    wider = times_wider(residuals, np.diff(at) == 1)
    slope, error = float(fit.coefficients[1]), sqrt(float(fit.covariance[1, 1]) * wider)
    reach = float(t_distribution.ppf(0.975, max(1.0, fit.degrees / wider))) * error
    year = [(exp(12 * end) - 1) * 100 for end in (slope, slope - reach, slope + reach)]
    return Trend(series.period, len(counts), *year)


def times_wider(residuals: Counts, are_neighbours: Counts) -> float:
    """How many times a variance grows because neighbouring months go together: (1 + r) / (1 - r), at least 1.

    residuals (n,); are_neighbours (n - 1,): whether each pair follow one another. r is kept at 0.7 at most: beyond it
    a series is a level that moves rather than noise.
    """
    spread = float((residuals**2).mean())
    if not are_neighbours.any() or spread == 0:
        return 1.0
    together = float((residuals[:-1] * residuals[1:])[are_neighbours].mean()) / spread
    r = float(np.clip(together, 0.0, 0.7))
    return (1 + r) / (1 - r)


def _said(percent: float) -> str:
    return f"{'rising' if percent >= 0 else 'falling'} by {abs(percent):.0f}%"
