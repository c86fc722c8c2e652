"""How often shuffled neighbours reach the sum that an area's neighbours have: two ways to count the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from saferplace.analysis.clusters.valued import Floats
from saferplace.analysis.processors import every_processor
from saferplace.analysis.weights import Weights

_TIE = 1e-11  # of the greatest value, for each neighbour: sums in another order differ in their last digits


@dataclass(frozen=True, eq=False)
class Tally:
    """Times that a shuffled sum was at least, and at most, the observed one; shape (n,)."""

    at_least: npt.NDArray[np.int64]
    at_most: npt.NDArray[np.int64]


def drawn(n: int, width: int, number: int, shuffles: int, seed: int) -> npt.NDArray[np.int32]:
    """Who comes first of n areas in each of these shuffles, numbered from ``number``; shape (shuffles, width).

    No row names an area twice. The same seed and number give the same row, however many are asked for.
    """
    from saferplace.analysis.clusters.shuffling import draw  # compiles, so only when asked

    table = np.empty((shuffles, width), dtype=np.int32)
    with every_processor() as in_parts:
        in_parts(shuffles, partial(draw, table, n, number, np.uint64(seed % 2**64)))
    return table


def tally_differing(table: npt.NDArray[np.int32], values: Floats, weights: Weights, *, keeps_own: bool) -> Tally:
    """For any weights: the sum of every shuffle is made for every area.

    table: shape (shuffles, width), areas drawn. values: shape (n,), none greater than one. keeps_own: an area that is
    drawn for itself is replaced by the area drawn after its neighbours.
    """
    from saferplace.analysis.clusters.shuffling import count_reached  # compiles, so only when asked

    tally = Tally(np.zeros(weights.n, dtype=np.int64), np.zeros(weights.n, dtype=np.int64))
    given = (table, values, weights.indptr, weights.values, weights.lag(values), keeps_own)
    with every_processor() as in_parts:
        in_parts(weights.n, partial(count_reached, *given, tally.at_least, tally.at_most))
    return tally


def tally_alike(table: npt.NDArray[np.int32], values: Floats, weights: Weights, *, keeps_own: bool) -> Tally:
    """For weights that are the same within each row, where only how many neighbours there are makes a difference.

    The sums of all shuffles are sorted once for each number of neighbours and looked up for each area. Shuffles in
    which an area itself was drawn, which are few, are put right afterwards.
    """
    counted = np.diff(weights.indptr)
    observed = Weights(weights.indptr, weights.indices, np.ones(len(weights.indices))).lag(values)
    slack = _TIE * counted
    sums = values[table].cumsum(axis=1)
    at_least, at_most = np.zeros(weights.n, dtype=np.int64), np.zeros(weights.n, dtype=np.int64)
    for k in np.unique(counted[counted > 0]):
        areas = np.flatnonzero(counted == k)
        in_order = np.sort(sums[:, k - 1])
        at_least[areas] = len(table) - np.searchsorted(in_order, observed[areas] - slack[areas], side="left")
        at_most[areas] = np.searchsorted(in_order, observed[areas] + slack[areas], side="right")
    if keeps_own:
        shuffle, column = np.nonzero(np.arange(table.shape[1]) < counted[table])
        area = table[shuffle, column]
        drawn = sums[shuffle, counted[area] - 1]
        put_right = drawn - values[area] + values[table[shuffle, counted[area]]]
        high, low = observed[area] - slack[area], observed[area] + slack[area]
        np.add.at(at_least, area, (put_right >= high).astype(np.int64) - (drawn >= high))
        np.add.at(at_most, area, (put_right <= low).astype(np.int64) - (drawn <= low))
    return Tally(at_least, at_most)
