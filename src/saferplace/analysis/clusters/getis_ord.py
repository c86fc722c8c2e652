"""Getis-Ord Gi and Gi*: do an area and its neighbours together hold more, or less, than chance would give them?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from saferplace.analysis.clusters.valued import Floats, centred
from saferplace.analysis.weights import Weights

_ROUNDING = 1e-12  # of a variance: less than this is a difference of equal numbers


@dataclass(frozen=True, eq=False)
class GetisOrd:
    """z: standard deviations from what chance would give; shape (n,). Above zero is hot, below is cold.

    An area whose neighbourhood could hold nothing else (all others are equal, or everybody is a neighbour) has 0. So
    have, in `gi`, islands. islands: areas without neighbours, whose z says nothing of a cluster.
    """

    z: Floats
    islands: npt.NDArray[np.int64]

    @property
    def p_values(self) -> Floats:
        """Two-sided, by the normal distribution: the chance of a |z| as great where values lie at random.

        Right for values that are not far from normal or for areas with many neighbours. Counts with many noughts and a
        few hundreds are neither: shuffle those (`permutation`).
        """
        p: Floats = 2 * norm.sf(np.abs(self.z))
        return p


def gi_star(values: npt.ArrayLike, weights: Weights) -> GetisOrd:
    """Gi*: each area is one of its own neighbours. Hot spots are found with this one.

    values: shape (n,), counts or rates. weights: without own weights, which `with_self` then gives; or with.
    Raises ValueError for missing, equal or fewer than three values.
    Ord & Getis (1995), Geographical Analysis 27, equation 14, with the exact moments for any weights. z is the same for
    binary and for row-standardised weights, as scaling a row cannot change how unusual it is.

    >>> from saferplace.analysis.weights import weights_of_pairs
    >>> row_of_six = weights_of_pairs(6, [0, 1, 2, 3, 4], [1, 2, 3, 4, 5])
    >>> gi_star([9, 8, 1, 0, 1, 0], row_of_six).z.round(2)
    array([ 2.22,  1.67, -0.1 , -1.47, -1.67, -1.11])
    """
    deviations = centred(values, weights)
    n = weights.n
    # What `with_self` would add to each row, without the copy.
    added = np.zeros(n) if weights.own.any() else weights.greatest
    sums, squares = weights.sums + added, weights.sums_of_squares + added**2
    variance = float((deviations**2).mean())
    excess = weights.lag(deviations) + added * deviations
    return GetisOrd(
        _ratio(excess, variance * (n * squares - sums**2) / (n - 1), n * squares * variance), weights.islands
    )


def gi(values: npt.ArrayLike, weights: Weights) -> GetisOrd:
    """Gi: each area's neighbours without itself, against all others. Says what surrounds a place.

    Arguments, errors and source as `gi_star`; weights without own weights (ValueError).
    """
    if weights.own.any():
        raise ValueError("Gi looks at an area's neighbours without itself, and these weights count it: use Gi*.")
    deviations = centred(values, weights)
    others = weights.n - 1
    mean = -deviations / others
    whole = float((deviations**2).sum())
    variance = np.maximum((whole - deviations**2) / others - mean**2, 0.0)
    # Where one area alone differs, the others' variance is what rounding left of nought.
    variance[variance <= _ROUNDING * whole] = 0.0
    sums, squares = weights.sums, weights.sums_of_squares
    spread = (others * squares - sums**2) / (others - 1)
    return GetisOrd(
        _ratio(weights.lag(deviations) - sums * mean, variance * spread, others * squares * variance),
        weights.islands,
    )


def _ratio(excess: Floats, variance: Floats, scale: Floats) -> Floats:
    """Excess in standard deviations; nought where the variance is."""
    has_spread = variance > _ROUNDING * scale
    return np.divide(excess, np.sqrt(np.maximum(variance, 0.0)), out=np.zeros(len(excess)), where=has_spread)
