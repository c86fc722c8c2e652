"""The months of the year against one another, also where years have gaps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import t as t_distribution

from saferplace.analysis.monthly_counts import Counts, MonthlyCounts
from saferplace.analysis.season.regression import chance_of_season, quasi_poisson, waves, yearly_levels

MONTHS_NEED = 24
"""Two of every month: with fewer, a busy month and a busy year cannot be told apart."""

_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class SeasonalPattern:
    """index: of each calendar month against the average month (1.2: a fifth above), shape (12,), their mean is 1.

    lower, upper: 95% intervals, shape (12,). chance: the probability of so much season where there is none.
    months: how many counts it rests on.
    """

    index: Counts
    lower: Counts
    upper: Counts
    chance: float
    months: int

    @property
    def is_clear(self) -> bool:
        return self.chance < 0.05

    @property
    def highest(self) -> str:
        return _NAMES[int(np.argmax(self.index))]

    @property
    def lowest(self) -> str:
        return _NAMES[int(np.argmin(self.index))]

    def in_words(self) -> str:
        if not self.is_clear:
            return "No season can be told from chance."
        high, low = float(self.index.max()), float(self.index.min())
        return (
            f"There is a season: {self.highest} is usually the highest month, {_against_average(high)}, and "
            f"{self.lowest} the lowest, {_against_average(low)}."
        )


def seasonal_pattern(series: MonthlyCounts) -> SeasonalPattern:
    """Month indices by regression: a smooth yearly pattern, times a level for each twelve months back from the last.

    Needs 24 counts that include every quarter of the year; gaps are left out, not filled. Quasi-Poisson, F test of the
    four seasonal terms (McCullagh & Nelder 1989, ch. 9). Months are as long as they are: February is low partly
    because it is short.
    Raises ValueError for too few months or no events.
    """
    enough_months(series)
    known = series.is_known
    counts, levels, season = series.counts[known], yearly_levels(series)[known], waves(series.calendar_month[known])
    levels = levels[:, levels.any(axis=0)]
    fit = quasi_poisson(counts, np.hstack([levels, season]))
    without = quasi_poisson(counts, levels)
    terms = season.shape[1]
    year = waves(np.arange(12))
    log_index = year @ fit.coefficients[-terms:]
    spread = np.sqrt(np.einsum("ij,jk,ik->i", year, fit.covariance[-terms:, -terms:], year))
    reach = float(t_distribution.ppf(0.975, fit.degrees)) * spread
    scale = np.exp(log_index).mean()
    return SeasonalPattern(
        index=np.exp(log_index) / scale,
        lower=np.exp(log_index - reach) / scale,
        upper=np.exp(log_index + reach) / scale,
        chance=chance_of_season(fit, without),
        months=len(counts),
    )


def enough_months(series: MonthlyCounts) -> None:
    """Raises ValueError, in a sentence, where a season cannot be looked for."""
    if series.known < MONTHS_NEED:
        raise ValueError(
            f"Only {series.known} months have a count that can be used. A season needs at least {MONTHS_NEED}: "
            "with fewer, a busy month and a busy year cannot be told apart."
        )
    if not np.nansum(series.counts):
        raise ValueError("Every month has a count of 0: there is nothing to find a season in.")
    quarters = {int(month) // 3 for month in series.calendar_month[series.is_known]}
    if len(quarters) < 4:
        raise ValueError("The months that are held leave out a whole quarter of the year: no season can be found.")


def _against_average(index: float) -> str:
    change = round((index - 1) * 100)
    return f"{abs(change)}% {'above' if change >= 0 else 'below'} the average month"
