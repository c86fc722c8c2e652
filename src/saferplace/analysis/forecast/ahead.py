"""A forecast: what to expect of each month to come, and how widely counts may fall around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.stats import nbinom, poisson

from saferplace.analysis.monthly_counts import Counts
from saferplace.analysis.months import Month

_LEAST = 1e-6


class CannotForecast(ValueError):
    """Why a method has no forecast for a series, in a sentence."""


@dataclass(frozen=True, eq=False)
class Ahead:
    """expected, variance: of the counts of the months from ``first``, shape (months,); NaN where there is no forecast.

    Counts fall around them as a negative binomial, or a Poisson where the variance is no larger than the mean: never
    below zero, whole, and longer above than below.
    """

    first: Month
    expected: Counts
    variance: Counts

    def __len__(self) -> int:
        return len(self.expected)

    @property
    def months(self) -> tuple[Month, ...]:
        return tuple(self.first + nth for nth in range(len(self)))

    def widened(self, times: float) -> Ahead:
        return replace(self, variance=self.variance * times)

    def quantiles(self, chances: Sequence[float]) -> Counts:
        """Counts that are not exceeded with these probabilities, shape (months, chances).

        >>> Ahead(Month(2025, 1), np.array([100.0]), np.array([100.0])).quantiles([0.025, 0.975])
        array([[ 81., 120.]])
        """
        return quantiles(self.expected, self.variance, chances)


def quantiles(expected: Counts, variance: Counts, chances: Sequence[float]) -> Counts:
    """Of counts with these means and variances, shape (n, chances); NaN where either is."""
    known = np.isfinite(expected) & np.isfinite(variance)
    mean = np.maximum(expected[known], _LEAST)[:, None]
    spread = np.maximum(variance[known][:, None], mean * (1 + 1e-9))
    wanted = np.asarray(chances, dtype=float)[None, :]
    is_wider = spread > mean * 1.001
    wide = nbinom.ppf(
        wanted, mean**2 / (np.maximum(spread, mean * 1.001) - mean), mean / np.maximum(spread, mean * 1.001)
    )
    found = np.full((len(expected), wanted.shape[1]), np.nan)
    found[known] = np.where(is_wider, wide, poisson.ppf(wanted, mean))
    return found
