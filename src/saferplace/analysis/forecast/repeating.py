"""The same month of last year: the forecast that any other must beat."""

from __future__ import annotations

import numpy as np

from saferplace.analysis.forecast.ahead import Ahead, CannotForecast
from saferplace.analysis.monthly_counts import MonthlyCounts

_YEARS_BACK = 3
_PAIRS_NEED = 6


def seasonal_naive(history: MonthlyCounts, horizon: int) -> Ahead:
    """Each month as in the newest of the last three years that has it; none for a month that no year has.

    Its variance is that of the differences between months twelve apart, in proportion to their size, times the years
    between. Raises CannotForecast with fewer than six such pairs, or where no month has one.
    """
    counts = history.counts
    pairs = np.column_stack([counts[12:], counts[:-12]]) if len(counts) > 12 else np.empty((0, 2))
    pairs = pairs[np.isfinite(pairs).all(axis=1)]
    if len(pairs) < _PAIRS_NEED:
        raise CannotForecast("Too few months are held with the same month of the year before.")
    size = np.maximum(pairs.mean(axis=1), 0.5)
    a_year = float(((pairs[:, 0] - pairs[:, 1]) ** 2 / size).mean())
    first = history.last + 1
    expected, years = np.full(horizon, np.nan), np.ones(horizon)
    for ahead in range(horizon):
        for back in range(1 + ahead // 12, 1 + ahead // 12 + _YEARS_BACK):
            seen = history.at(first + (ahead - 12 * back))
            if np.isfinite(seen):
                expected[ahead], years[ahead] = seen, back
                break
    if not np.isfinite(expected).any():
        raise CannotForecast("No month to come is held in any of the last three years.")
    # A month without events last year does not promise none this year.
    return Ahead(first, expected, np.maximum(a_year, 1.0) * years * np.maximum(expected, 0.5))
