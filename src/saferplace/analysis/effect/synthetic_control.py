"""No single area compares? A mixture of several that moved as the treated one did until the start."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

FEWEST_DONORS = 10
FEWEST_MONTHS_BEFORE = 12
_WORST_FIT = 0.25  # of the treated area's own mean: beyond it the mixture did not move as the area did


@dataclass(frozen=True)
class SyntheticControl:
    """weights: one a donor, >= 0, sum 1. synthetic: what the mixture had in each month, before and after.

    fit: root-mean-square gap before the start, as a share of the treated area's mean.
    chance: share of areas, the treated one included, whose gap grew at least as much (the placebo p-value).
    placebo_percents: the "effect" in each donor when it is treated as if it had been the one, in per cent.
    """

    weights: NDArray[np.float64]
    synthetic: NDArray[np.float64]
    percent: float
    fit: float
    chance: float
    placebo_percents: NDArray[np.float64]

    @property
    def is_unusual(self) -> bool:
        """Whether no more than one area in twenty does as much without any intervention."""
        return self.chance <= 0.05

    def in_words(self) -> str:
        donors, areas = int((self.weights > 0.005).sum()), len(self.weights)
        direction = "fall" if self.percent < 0 else "rise"
        as_much = round(self.chance * (areas + 1)) - 1
        return (
            f"Against a mixture of {donors} areas that moved alike before, a {direction} of {abs(self.percent):.0f}%. "
            f"Of {areas} areas where nothing was done, {as_much} show as much: "
            f"{'unlikely to be chance' if self.is_unusual else 'chance could make it'}."
        )


def synthetic_control(
    treated: NDArray[np.float64], donors: NDArray[np.float64], months_before: int
) -> SyntheticControl:
    """Weights that rebuild the treated series before the start, and placebo inference after it.

    treated: shape (months,), in a unit that areas share (crimes a month per 1,000 people, or per area).
    donors: shape (donors, months): areas untouched by the intervention and by what it may have displaced.
    Inference: each donor takes the place of the treated area; the ratio of root-mean-square gap after to that before
    is ranked (Abadie, Diamond & Hainmueller 2010, JASA 105). With J donors the smallest p-value is 1 / (J + 1).
    Raises ValueError for fewer than 10 donors or 12 months before, for NaN, and where no mixture follows the treated
    series before the start (root-mean-square gap above a quarter of its mean): then there is no answer by this method.
    """
    series, pool = np.asarray(treated, dtype=float), np.asarray(donors, dtype=float)
    if pool.ndim != 2 or series.shape != pool.shape[1:] or not 0 < months_before < len(series):
        raise ValueError(
            "The treated series and each donor need the same months, some before the start and some after."
        )
    if not (np.isfinite(series).all() and np.isfinite(pool).all()):
        raise ValueError("Every area needs a figure for every month; leave out the months that are not held.")
    if len(pool) < FEWEST_DONORS:
        raise ValueError(
            f"{len(pool)} areas to mix from are too few: at least {FEWEST_DONORS} are needed to tell chance."
        )
    if months_before < FEWEST_MONTHS_BEFORE:
        raise ValueError(
            f"{months_before} months before the start are too few: at least {FEWEST_MONTHS_BEFORE} are needed."
        )
    weights = simplex_weights(series[:months_before], pool[:, :months_before])
    synthetic = weights @ pool
    mean = series[:months_before].mean()
    fit = _gap(series[:months_before], synthetic[:months_before]) / mean if mean > 0 else np.inf
    if not fit <= _WORST_FIT:
        raise ValueError(
            f"No mixture of the other areas moved as this one did before the start (it misses by {_percent(fit)} of a "
            f"typical month; at most {_WORST_FIT:.0%} is accepted), so this method has no answer."
        )
    ratios, percents = [_ratio(series, synthetic, months_before)], []
    for index in range(len(pool)):
        others = np.delete(pool, index, axis=0)
        placebo = simplex_weights(pool[index, :months_before], others[:, :months_before]) @ others
        ratios.append(_ratio(pool[index], placebo, months_before))
        percents.append(_effect(pool[index], placebo, months_before))
    chance = float(np.mean(np.array(ratios) >= ratios[0] * (1 - 1e-12)))
    effect = _effect(series, synthetic, months_before)
    return SyntheticControl(weights, synthetic, effect, float(fit), chance, np.array(percents))


def simplex_weights(target: NDArray[np.float64], pool: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights >= 0 with sum 1 that bring ``weights @ pool`` (donors, months) nearest to ``target`` (months,).

    With the sum 1, the misfit is (pool - target) @ weights, which has no constant left: non-negative least squares
    with one more row that asks for any sum above 0 has, after scaling to sum 1, exactly the wanted solution.
    """
    apart = (pool - target).T
    scale = np.abs(apart).max(initial=0.0) or 1.0
    rows = np.vstack([apart / scale, np.ones(len(pool))])
    found, _ = nnls(rows, np.append(np.zeros(len(target)), 1.0))
    weights: NDArray[np.float64] = found / found.sum()
    return weights


def _gap(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return float(np.sqrt(np.mean((one - other) ** 2)))


def _ratio(series: NDArray[np.float64], synthetic: NDArray[np.float64], before: int) -> float:
    after, until = _gap(series[before:], synthetic[before:]), _gap(series[:before], synthetic[:before])
    return after / until if until > 1e-12 else (np.inf if after > 1e-12 else 0.0)


def _effect(series: NDArray[np.float64], synthetic: NDArray[np.float64], before: int) -> float:
    expected = synthetic[before:].sum()
    return float(100 * (series[before:].sum() / expected - 1)) if expected > 0 else np.nan


def _percent(share: float) -> str:
    return f"{ceil(100 * share)}%" if np.isfinite(share) else "more than all"
