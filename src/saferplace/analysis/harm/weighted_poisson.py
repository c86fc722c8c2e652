"""How sure is a sum of counts times weights? A few heavy offences can carry it, and they come by chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import chi2


@dataclass(frozen=True)
class WeightedSum:
    total: float
    lower: float
    upper: float
    variance: float
    level: float


def weighted_sum(counts: npt.ArrayLike, weights: npt.ArrayLike, *, level: float = 0.95) -> WeightedSum:
    """Σ count × weight with the gamma interval; each count is Poisson, so the variance is Σ weight² × count.

    counts, weights: shape (offences,), zero or more. An offence that could have happened and did not belongs in
    with a count of zero: the upper end allows for one more of the heaviest.
    With one weight for all it is the exact (Garwood) interval. Raises ValueError for negative or missing numbers.
    Fay & Feuer (1997), Statistics in Medicine 16. Crimes come in series, so the truth is at least this uncertain.

    >>> said = weighted_sum([10], [1])
    >>> round(said.lower, 2), round(said.upper, 2)
    (4.8, 18.39)
    """
    number, weight = np.asarray(counts, dtype=float), np.asarray(weights, dtype=float)
    if number.shape != weight.shape or number.ndim != 1 or number.size == 0:
        raise ValueError("Give one weight for each count, and at least one.")
    if not (np.isfinite(number).all() and np.isfinite(weight).all()) or number.min() < 0 or weight.min() < 0:
        raise ValueError("Counts and weights must be numbers of zero or more.")
    if not 0 < level < 1:
        raise ValueError("The level of an interval lies between 0 and 1.")
    tail = (1 - level) / 2
    total, variance = float(weight @ number), float(weight**2 @ number)
    heaviest = float(weight.max())
    lower = _quantile(tail, total, variance) if variance else 0.0
    upper = _quantile(1 - tail, total + heaviest, variance + heaviest**2) if heaviest else 0.0
    return WeightedSum(total, lower, upper, variance, level)


def _quantile(share: float, mean: float, variance: float) -> float:
    """Of the gamma distribution with this mean and variance."""
    return float(variance / (2 * mean) * chi2.ppf(share, 2 * mean**2 / variance))
