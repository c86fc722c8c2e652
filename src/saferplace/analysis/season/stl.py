"""Season, trend and remainder of a stretch of months without a gap."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from statsmodels.tsa.seasonal import STL

from saferplace.analysis.monthly_counts import Counts, MonthlyCounts
from saferplace.analysis.months import Period
from saferplace.analysis.season.pattern import MONTHS_NEED, enough_months

_LARGE = 10  # counts that never fall below this have logarithms that are not ruled by chance
_SEASON_WINDOW = 13  # years over which a month's own pattern is smoothed: nearly the same every year


class Scale(StrEnum):
    """On which the parts add up."""

    LOGARITHM = "logarithm"
    ROOT = "square root"


@dataclass(frozen=True, eq=False)
class Decomposition:
    """trend + season + remainder = the counts of ``period`` on ``scale``; each has shape (months,).

    strength: 0 (no season) to 1 (nothing but season). index: each calendar month of the newest year against its
    average month, shape (12,), January first.
    """

    period: Period
    scale: Scale
    trend: Counts
    season: Counts
    remainder: Counts
    strength: float
    index: Counts

    @property
    def expected(self) -> Counts:
        """Trend and season together, as counts."""
        return _as_counts(self.trend + self.season, self.scale)

    @property
    def without_season(self) -> Counts:
        """The trend alone, as counts."""
        return _as_counts(self.trend, self.scale)


def decompose(series: MonthlyCounts) -> Decomposition:
    """Seasonal and trend decomposition by loess (STL), robust, of the **newest** stretch of 24 months or more.

    Nothing is filled in: months before a gap or a break are not used, and ``period`` says what is. On logarithms where
    every count is at least 10, otherwise on square roots, which steady the chance in small counts (Bartlett 1936).
    Raises ValueError where no stretch is long enough.
    Cleveland et al. (1990), J. Official Statistics 6(1); strength as Wang, Smith & Hyndman (2006).
    """
    enough_months(series)
    stretch = next((run for run in reversed(series.runs()) if len(run) >= MONTHS_NEED), None)
    if stretch is None:
        raise ValueError(f"No {MONTHS_NEED} months follow one another without a gap: STL cannot be used.")
    scale = Scale.LOGARITHM if stretch.counts.min() >= _LARGE else Scale.ROOT
    found = STL(_on(stretch.counts, scale), period=12, seasonal=_SEASON_WINDOW, robust=True).fit()
    trend, season, remainder = (np.asarray(part, dtype=float) for part in (found.trend, found.seasonal, found.resid))
    spread = float(np.var(season + remainder))
    strength = max(0.0, 1 - float(np.var(remainder)) / spread) if spread > 0 else 0.0
    newest = _as_counts(trend[-12:] + season[-12:], scale) / np.maximum(_as_counts(trend[-12:], scale), 1e-9)
    index = np.empty(12)
    index[stretch.calendar_month[-12:]] = newest / newest.mean() if newest.mean() > 0 else 1.0
    return Decomposition(stretch.period, scale, trend, season, remainder, strength, index)


def _on(counts: Counts, scale: Scale) -> Counts:
    found: Counts = np.log(counts) if scale is Scale.LOGARITHM else np.sqrt(counts)
    return found


def _as_counts(values: Counts, scale: Scale) -> Counts:
    found: Counts = np.exp(values) if scale is Scale.LOGARITHM else np.maximum(values, 0) ** 2
    return found
