"""p-values by shuffling: what values would have been neighbours by chance, whatever their distribution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saferplace.analysis.clusters.tallies import Tally, drawn, tally_alike, tally_differing
from saferplace.analysis.clusters.valued import Floats, centred
from saferplace.analysis.weights import Weights

_AT_ONCE = 4_000_000  # numbers drawn at once: a few tens of megabytes
_MOST_AREAS = 2**31 - 1


@dataclass(frozen=True, eq=False)
class Shuffled:
    """p_high: the chance of a neighbourhood sum at least as great as the one there is; p_low: at most as great.

    Shape (n,); NaN for an area without neighbours. With R shuffles of which M reach the observed sum, ties included,
    p = (M + 1) / (R + 1), as in PySAL: never 0, and never below 1 / (R + 1). Among n areas of which few stand out, R
    must be well above n / 0.05 before anything can be found at a false discovery rate of 5%.
    """

    p_high: Floats
    p_low: Floats
    permutations: int

    @property
    def p_values(self) -> Floats:
        """Two-sided: twice the smaller, at most 1. PySAL's ``p_sim`` is the smaller itself ("directed")."""
        return np.asarray(np.minimum(1.0, 2 * np.minimum(self.p_high, self.p_low)))


def shuffled_others(values: npt.ArrayLike, weights: Weights, *, permutations: int = 999, seed: int) -> Shuffled:
    """Conditional: each area keeps its value, and its neighbours are dealt those of all others.

    The null of local Moran and of Gi. Of Gi* too in PySAL; the own value then cancels out, so only the neighbours are
    tested, and `shuffled_all` is the null of its z.
    values: shape (n,). weights: an own weight is left aside. seed: same seed, same answer, whatever the threads.
    Only as many values as an area has neighbours are drawn (without replacement), not a whole permutation, and all
    areas are compared with the same shuffles, as in PySAL: where an area is drawn itself, the next one takes its place.
    So areas whose neighbours count alike (binary and row-standardised weights) share one sorted list of sums.
    Raises ValueError as the statistics do, or for no permutations.
    Anselin (1995), Geographical Analysis 27.
    """
    return _shuffled(values, _without_own(weights), permutations, seed, keeps_own=True)


def shuffled_all(values: npt.ArrayLike, weights: Weights, *, permutations: int = 999, seed: int) -> Shuffled:
    """Total: the values of all areas are dealt, an area's own among them. The null under which Gi* has its z.

    weights: those of `gi_star`, own weights given where there are none. The rest as `shuffled_others`.
    """
    whole = weights if weights.own.any() else weights.with_self()
    return _shuffled(values, whole, permutations, seed, keeps_own=False)


def _shuffled(values: npt.ArrayLike, weights: Weights, permutations: int, seed: int, *, keeps_own: bool) -> Shuffled:
    if permutations < 1:
        raise ValueError("At least one shuffle is needed.")
    if weights.n > _MOST_AREAS:
        raise ValueError(f"More than {_MOST_AREAS:,} areas cannot be shuffled.")
    deviations = centred(values, weights)
    counted = np.diff(weights.indptr)
    width = min(int(counted.max()) + keeps_own, weights.n)
    tally = tally_alike if _count_alike(weights) else tally_differing
    at_least, at_most = np.zeros(weights.n, dtype=np.int64), np.zeros(weights.n, dtype=np.int64)
    at_once = max(1, _AT_ONCE // max(width, 1))
    for first in range(0, permutations, at_once):
        table = drawn(weights.n, width, first, min(at_once, permutations - first), seed)
        more: Tally = tally(table, deviations, weights, keeps_own=keeps_own)
        at_least += more.at_least
        at_most += more.at_most
    has_neighbours = counted > 0
    p_high, p_low = (np.where(has_neighbours, (hits + 1) / (permutations + 1), np.nan) for hits in (at_least, at_most))
    return Shuffled(p_high, p_low, permutations)


def _count_alike(weights: Weights) -> bool:
    """Whether the neighbours of each area all count the same."""
    first = weights.values[weights.indptr[:-1][weights.rows]] if len(weights.values) else weights.values
    return bool((weights.values == first).all())


def _without_own(weights: Weights) -> Weights:
    is_other = weights.indices != weights.rows
    if is_other.all():
        return weights
    rows = weights.rows[is_other]
    indptr = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=weights.n)))).astype(np.int64)
    return Weights(indptr, weights.indices[is_other], weights.values[is_other])
