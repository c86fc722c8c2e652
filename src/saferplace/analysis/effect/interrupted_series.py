"""One place, a long series, a known start: how far are the months since from where they were going?"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, floor, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t

from saferplace.analysis.effect.relative_effect import ratio_in_words
from saferplace.analysis.months import Month
from saferplace.analysis.rate_ratio import Verdict

FEWEST_BEFORE = 24  # a season has to be seen twice before it can be told from the rest
FEWEST_AFTER = 3
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class InterruptedSeries:
    """expected: what the model has for each month had nothing begun; before the start it is the fitted curve.

    ratio: all crimes since the start ÷ all expected. step: change at once; slope: further change a month (None where
    it was not asked). dispersion: how much more months vary than independent events would.
    """

    start: Month
    months: tuple[Month, ...]
    counts: tuple[int, ...]
    expected: tuple[float, ...]
    ratio: float
    lower: float
    upper: float
    step: float
    slope: float | None
    dispersion: float
    level: float

    @property
    def verdict(self) -> Verdict:
        if self.upper < 1:
            return Verdict.REAL_FALL
        if self.lower > 1:
            return Verdict.REAL_RISE
        return Verdict.TOO_FEW if self.lower <= 0.5 and self.upper >= 2 else Verdict.COULD_BE_CHANCE

    def in_words(self) -> str:
        since = [i for i, month in enumerate(self.months) if month >= self.start]
        seen, expected = sum(self.counts[i] for i in since), sum(self.expected[i] for i in since)
        said = ratio_in_words(self.ratio, self.lower, self.upper, self.level)
        return (
            f"In the {len(since)} months from {self.start.in_words()}, {seen:,} crimes where the months before, their "
            f"trend and season led to expect {expected:,.0f}: {said}: {self.verdict}."
        )


def step_change(counts: Mapping[Month, int], start: Month, *, level: float = 0.95) -> InterruptedSeries:
    """A change at once that stays. The months of ``counts`` that are left out are gaps, not zeros.

    Segmented Poisson regression with a straight trend (on the log scale), two pairs of season terms and the days of
    the month as exposure: Bernal, Cummins & Gasparrini (2017), Int. J. Epidemiology 46. The interval comes from a
    Newey-West sandwich, which allows for months that resemble their neighbours and for over-dispersion (why no
    negative binomial is needed), scaled for few months, with Student's t.
    Raises ValueError for fewer than 24 months before or 3 from the start, for no crime before, and for counts below 0.
    """
    return _interrupted(counts, start, has_slope=False, level=level)


def step_and_slope_change(counts: Mapping[Month, int], start: Month, *, level: float = 0.95) -> InterruptedSeries:
    """As `step_change`, with a new trend from the start as well: for effects that grow or wear off; less certain."""
    return _interrupted(counts, start, has_slope=True, level=level)


def design(months: Sequence[Month], start: Month, *, has_slope: bool) -> Matrix:
    """Columns: constant, trend (years), season (4), step, and slope where asked. Shape (months, 7 or 8)."""
    since = np.array([month - start for month in months], dtype=float)
    angle = 2 * np.pi * np.array([month.number for month in months]) / 12
    columns = [np.ones(len(since)), since / 12]
    columns += [wave(k * angle) for k in (1, 2) for wave in (np.sin, np.cos)]
    columns.append((since >= 0).astype(float))
    if has_slope:
        columns.append(np.where(since >= 0, since, 0.0))
    return np.stack(columns, axis=1)


def _interrupted(counts: Mapping[Month, int], start: Month, *, has_slope: bool, level: float) -> InterruptedSeries:
    # Half a second to import, and no other method of this room needs it.
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    months = tuple(sorted(counts))
    seen = np.array([counts[month] for month in months], dtype=float)
    _check(months, seen, start)
    rows = design(months, start, has_slope=has_slope)
    days = np.array([monthrange(month.year, month.number)[1] for month in months], dtype=float)
    fitted = GLM(seen, rows, family=Poisson(), exposure=days).fit()
    found, expected_seen = np.asarray(fitted.params), np.asarray(fitted.mu)
    covariance = newey_west(rows, seen, expected_seen, months)
    freedom = len(seen) - rows.shape[1]
    covariance *= len(seen) / freedom
    untouched = rows.copy()
    untouched[:, 6:] = 0.0
    expected = days * np.exp(untouched @ found)
    since = np.array([month >= start for month in months])
    with_it, without = expected_seen[since], expected[since]
    # Delta method: how the log of the ratio of the sums moves with each coefficient.
    moves = with_it @ rows[since] / with_it.sum() - without @ untouched[since] / without.sum()
    logged = float(np.log(with_it.sum() / without.sum()))
    half = float(t.ppf(0.5 + level / 2, freedom)) * sqrt(float(moves @ covariance @ moves))
    dispersion = float(((seen - expected_seen) ** 2 / expected_seen).sum() / freedom)
    return InterruptedSeries(
        start=start,
        months=months,
        counts=tuple(int(count) for count in seen),
        expected=tuple(float(value) for value in expected),
        ratio=exp(logged),
        lower=exp(logged - half),
        upper=exp(logged + half),
        step=exp(float(found[6])),
        slope=exp(float(found[7])) if has_slope else None,
        dispersion=dispersion,
        level=level,
    )


def newey_west(rows: Matrix, seen: Matrix, expected: Matrix, months: Sequence[Month]) -> Matrix:
    """Sandwich covariance of a Poisson model, Bartlett weights by months apart (a gap keeps its months apart).

    Lags up to 4 (n / 100)^(2/9), the rule of Newey & West (1994).
    """
    lags = floor(4 * (len(seen) / 100) ** (2 / 9))
    scores = rows * (seen - expected)[:, None]
    at = np.array([month - months[0] for month in months])
    weights = np.clip(1 - np.abs(at[:, None] - at[None, :]) / (lags + 1), 0.0, None)
    bread = np.linalg.inv(rows.T @ (rows * expected[:, None]))
    covariance: Matrix = bread @ (scores.T @ weights @ scores) @ bread
    return covariance


def _check(months: Sequence[Month], seen: Matrix, start: Month) -> None:
    before = np.array([month < start for month in months], dtype=bool)
    if not np.isfinite(seen).all() or (seen < 0).any():
        raise ValueError("Counts are whole numbers from 0; leave out the months that are not held.")
    if before.sum() < FEWEST_BEFORE or (~before).sum() < FEWEST_AFTER:
        raise ValueError(
            f"{int(before.sum())} months before the start and {int((~before).sum())} from it are too few: at least "
            f"{FEWEST_BEFORE} and {FEWEST_AFTER} are needed to tell an effect from trend and season."
        )
    if len({month.number for month, is_before in zip(months, before, strict=True) if is_before}) < 12:
        raise ValueError("A month of the year is not held at all before the start, so its season cannot be known.")
    if not seen[before].sum() or not seen[~before].sum():
        raise ValueError("No crime before the start, or none after it: a ratio cannot be taken.")
