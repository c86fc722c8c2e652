"""The weights themselves: one row an area, kept as compressed sparse rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Weights:
    """Area i's neighbours are ``indices[indptr[i]:indptr[i + 1]]``, in rising order, and ``values`` says how much each
    counts.

    indptr: shape (n + 1,). indices, values: shape (links,). Values are above zero.
    """

    indptr: Integers
    indices: Integers
    values: Floats

    @property
    def n(self) -> int:
        return len(self.indptr) - 1

    @property
    def rows(self) -> Integers:
        """The area that each link belongs to; shape (links,)."""
        return np.repeat(np.arange(self.n), np.diff(self.indptr))

    @property
    def own(self) -> Floats:
        """What each area's own value counts in its row; shape (n,). Nought unless `with_self`."""
        is_own = self.indices == self.rows
        own = np.zeros(self.n)
        own[self.indices[is_own]] = self.values[is_own]
        return own

    @property
    def neighbours(self) -> Integers:
        """How many others each area has as neighbours; shape (n,)."""
        return np.diff(self.indptr) - (self.own > 0)

    @property
    def islands(self) -> Integers:
        """Areas that have no other as neighbour."""
        return np.flatnonzero(self.neighbours == 0)

    @property
    def sums(self) -> Floats:
        """Sum of each row; shape (n,)."""
        return self.lag(np.ones(self.n))

    @property
    def sums_of_squares(self) -> Floats:
        """Sum of each row's squared weights; shape (n,)."""
        return replace(self, values=self.values**2).lag(np.ones(self.n))

    @property
    def greatest(self) -> Floats:
        """The greatest weight of each row, one for an island; shape (n,)."""
        greatest = np.ones(self.n)
        has_neighbours = np.diff(self.indptr) > 0
        if has_neighbours.any():
            greatest[has_neighbours] = np.maximum.reduceat(self.values, self.indptr[:-1][has_neighbours])
        return greatest

    def lag(self, values: Floats) -> Floats:
        """Weighted sum of the neighbours' values; shape (n,). Nought for an island."""
        lag: Floats = self.as_sparse() @ np.asarray(values, dtype=float)
        return lag

    def row_standardised(self) -> Weights:
        """Each row to sum to one, so that a lag is a mean. Islands stay without neighbours.

        >>> weights_of_pairs(3, [0, 0], [1, 2]).row_standardised().values
        array([0.5, 0.5, 1. , 1. ])
        """
        return replace(self, values=self.values / self.sums[self.rows])

    def with_self(self) -> Weights:
        """Each area among its own neighbours, with the greatest weight of its row (one for an island): for Gi*."""
        if (self.own > 0).any():
            raise ValueError("These weights count some areas as their own neighbours already.")
        # Rows are in order already, so each area goes before its first neighbour with a greater number.
        rows, is_after = self.rows, self.indices > self.rows
        itself = np.arange(self.n)
        before = np.bincount(rows[~is_after], minlength=self.n)
        own_place, others = self.indptr[:-1] + itself + before, np.arange(len(rows)) + rows + is_after
        indices, values = np.empty(len(rows) + self.n, dtype=np.int64), np.empty(len(rows) + self.n)
        indices[own_place], values[own_place] = itself, self.greatest
        indices[others], values[others] = self.indices, self.values
        return Weights(self.indptr + np.arange(self.n + 1), indices, values)

    def restricted_to(self, kept: npt.NDArray[np.bool_]) -> Weights:
        """Only the areas for which ``kept`` is true, numbered anew in the same order. kept: shape (n,)."""
        kept = np.asarray(kept, dtype=bool)
        if kept.shape != (self.n,):
            raise ValueError(f"It must be said of all {self.n:,} areas whether they are kept, not of {kept.size:,}.")
        number = np.cumsum(kept) - 1
        both = kept[self.rows] & kept[self.indices]
        return _sorted(int(kept.sum()), number[self.rows[both]], number[self.indices[both]], self.values[both])

    def as_sparse(self) -> Any:
        """The same as SciPy's ``csr_array`` of shape (n, n)."""
        return sparse.csr_array((self.values, self.indices, self.indptr), shape=(self.n, self.n))


def weights_of_pairs(n: int, one: npt.ArrayLike, other: npt.ArrayLike) -> Weights:
    """Weights of one between areas that are neighbours of each other, from pairs in either order, repeated or not.

    n: how many areas there are. Raises ValueError for a number that is no area, or an area paired with itself.
    """
    first, second = np.asarray(one, dtype=np.int64).ravel(), np.asarray(other, dtype=np.int64).ravel()
    if first.size and (min(first.min(), second.min()) < 0 or max(first.max(), second.max()) >= n):
        raise ValueError(f"A pair names an area that is not among the {n:,}.")
    if (first == second).any():
        raise ValueError("A pair names the same area twice: with_self() makes areas their own neighbours.")
    links = np.unique(np.concatenate((first * n + second, second * n + first)))
    rows, columns = np.divmod(links, max(n, 1))
    return _sorted(n, rows, columns, np.ones(len(links)))


def _sorted(n: int, rows: Integers, columns: Integers, values: Floats) -> Weights:
    order = np.lexsort((columns, rows))
    indptr = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=n)))).astype(np.int64)
    return Weights(indptr, columns[order], values[order])
