"""Which counts are too small to show, and what a reader of the rule knows of a hidden one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class SmallCounts:
    """Counts from ``lowest`` to ``highest`` are hidden. With lowest 1, noughts are shown; with 0, they are hidden too.

    Whoever reads the rule knows that nothing hidden is below ``lowest``. A small count is protected when a reader who
    knows every total and the rule cannot narrow it further than "from lowest to highest". A small *total* is at least
    the number of hidden parts beneath it, which shown noughts give away; it is protected when it could be ``highest``
    and could be more than it is.
    """

    lowest: int = 1
    highest: int = 4

    def __post_init__(self) -> None:
        if self.lowest not in (0, 1) or self.highest <= self.lowest:
            raise ValueError("Small counts run from 0 or 1 to a higher number; otherwise hiding one would tell it.")

    def hides(self, counts: Counts) -> Mask:
        """
        >>> SmallCounts().hides(np.array([0, 1, 4, 5])).tolist()
        [False, True, True, False]
        """
        small: Mask = (counts >= self.lowest) & (counts <= self.highest)
        return small


def checked_counts(counts: object) -> Counts:
    """The counts as whole numbers. Raises ValueError, in a sentence, for anything that is none."""
    given = np.asarray(counts)
    if given.ndim != 2 or 0 in given.shape:
        raise ValueError("A table of counts needs at least one row and one column.")
    if not np.isfinite(given.astype(float)).all() or (given < 0).any() or (given != np.floor(given)).any():
        raise ValueError("Counts are whole numbers from 0; a figure that is not held cannot be in the table.")
    return given.astype(np.int64)


def with_margins(counts: Counts) -> Counts:
    """The table with a row and a column of totals after the last.

    >>> with_margins(np.array([[1, 2], [3, 4]])).tolist()
    [[1, 2, 3], [3, 4, 7], [4, 6, 10]]
    """
    rows = np.vstack([counts, counts.sum(axis=0)])
    return np.hstack([rows, rows.sum(axis=1, keepdims=True)])
