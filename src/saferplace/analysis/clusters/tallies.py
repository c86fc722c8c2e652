"""How often shuffled neighbours reach the sum that an area's neighbours have: two ways to count the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from saferplace.analysis.clusters.valued import Floats
from saferplace.analysis.processors import every_processor
from saferplace.analysis.weights import Weights

Table = npt.NDArray[np.int32]
Counts = npt.NDArray[np.int64]

_TIE = 1e-11  # of the greatest value, for each neighbour: sums in another order differ in their last digits


@dataclass(frozen=True, eq=False)
class Tally:
    """Times that a shuffled sum was at least, and at most, the observed one; shape (n,)."""

    at_least: Counts
    at_most: Counts


def drawn(n: int, width: int, number: int, shuffles: int, seed: int) -> Table:
    """Who comes first of n areas in each of these shuffles, numbered from ``number``; shape (shuffles, width).

    No row names an area twice. The same seed and number give the same row, however many are asked for.
    """
    from saferplace.analysis.clusters.shuffling import draw  # compiles, so only when asked

    table = np.empty((shuffles, width), dtype=np.int32)
    with every_processor() as in_parts:
        in_parts(shuffles, partial(draw, table, n, number, np.uint64(seed % 2**64)))
    return table


def tally_differing(table: Table, values: Floats, weights: Weights, *, keeps_own: bool) -> Tally:
    """For any weights: the sum of every shuffle is made for every area.

    table: shape (shuffles, width), areas drawn. values: shape (n,), none greater than one. keeps_own: an area that is
    drawn for itself is replaced by the area drawn after its neighbours.
    """
    from saferplace.analysis.clusters.shuffling import count_reached  # compiles, so only when asked

    observed, slack = weights.lag(values), _TIE * weights.sums
    at_least, at_most = np.zeros(weights.n, dtype=np.int64), np.zeros(weights.n, dtype=np.int64)
    dealt = np.ascontiguousarray(values[table].T)
    sums = (dealt, weights.indptr, weights.values, observed - slack, observed + slack)
    with every_processor() as in_parts:
        in_parts(weights.n, partial(count_reached, *sums, at_least, at_most))
    if keeps_own:
        shuffle, column, area = _drawn_for_themselves(table, weights)
        first, counted = weights.indptr[area], np.diff(weights.indptr)[area]
        with_own = np.zeros(len(area))
        for place in range(table.shape[1]):
            here = place < counted
            with_own[here] += weights.values[first[here] + place] * dealt[place, shuffle[here]]
        change = values[table[shuffle, counted]] - values[area]
        without = with_own + weights.values[first + column] * change
        _put_right(at_least, at_most, area, with_own, without, observed, slack)
    return Tally(at_least, at_most)


def tally_alike(table: Table, values: Floats, weights: Weights, *, keeps_own: bool) -> Tally:
    """For weights that are the same within each row, where only how many neighbours there are makes a difference.

    The sums of all shuffles are sorted once for each number of neighbours and looked up for each area. Arguments as
    `tally_differing`.
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
        shuffle, _, area = _drawn_for_themselves(table, weights)
        with_own = sums[shuffle, counted[area] - 1]
        without = with_own - values[area] + values[table[shuffle, counted[area]]]
        _put_right(at_least, at_most, area, with_own, without, observed, slack)
    return Tally(at_least, at_most)


def _drawn_for_themselves(table: Table, weights: Weights) -> tuple[Counts, Counts, Table]:
    """Shuffle, column and area wherever an area would be its own neighbour: few, so they are put right afterwards."""
    shuffle, column = np.nonzero(np.arange(table.shape[1]) < np.diff(weights.indptr)[table])
    return shuffle, column, table[shuffle, column]


def _put_right(
    at_least: Counts, at_most: Counts, area: Table, wrong: Floats, right: Floats, observed: Floats, slack: Floats
) -> None:
    """Count the right sum of an area, and the wrong one no more."""
    high, low = observed[area] - slack[area], observed[area] + slack[area]
    np.add.at(at_least, area, (right >= high).astype(np.int64) - (wrong >= high))
    np.add.at(at_most, area, (right <= low).astype(np.int64) - (wrong <= low))
