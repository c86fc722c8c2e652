"""Compiled search for near pairs. Points come sorted by the cell of a grid whose cells are as wide as the reach.

Each function works on points first to last, so that several run at once.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

Cells = npt.NDArray[np.int64]
Metres = npt.NDArray[np.float64]
Starts = npt.NDArray[np.int64]
Neighbours = npt.NDArray[np.int32]


@njit(cache=True, nogil=True)
def _band(metric: int, dx: float, dy: float, upper_m: Metres) -> Any:
    # 0: straight line; 1: along streets.
    distance = np.sqrt(dx * dx + dy * dy) if metric == 0 else abs(dx) + abs(dy)
    for band in range(upper_m.size):
        if distance <= upper_m[band]:
            return band
    return -1


@njit(cache=True, nogil=True)
def _candidates(cell: Cells, i: int, columns: int, part: int) -> Any:
    # Only what comes later, so that a pair is met once: the rest of this cell and the next one, then three cells above.
    if part == 0:
        return i + 1, np.searchsorted(cell, cell[i] + 1, side="right")
    above = cell[i] + columns
    return np.searchsorted(cell, above - 1, side="left"), np.searchsorted(cell, above + 1, side="right")


@njit(cache=True, nogil=True)
def count_neighbours(
    east: Metres,
    north: Metres,
    cell: Cells,
    columns: int,
    upper_m: Metres,
    metric: int,
    found: Starts,
    first: int,
    last: int,
) -> None:
    """How many later neighbours point i has in each band, into found[band, i + 1]; found: zeros (bands, points + 1)."""
    for i in range(first, last):
        for part in range(2):
            begin, end = _candidates(cell, i, columns, part)
            for j in range(begin, end):
                band = _band(metric, east[j] - east[i], north[j] - north[i], upper_m)
                if band >= 0:
                    found[band, i + 1] += 1


@njit(cache=True, nogil=True)
def fill_neighbours(
    east: Metres,
    north: Metres,
    cell: Cells,
    columns: int,
    upper_m: Metres,
    metric: int,
    start: Starts,
    neighbour: Neighbours,
    first: int,
    last: int,
) -> None:
    """Writes the same neighbours at start[band, i] and after."""
    for i in range(first, last):
        at = start[:, i].copy()
        for part in range(2):
            begin, end = _candidates(cell, i, columns, part)
            for j in range(begin, end):
                band = _band(metric, east[j] - east[i], north[j] - north[i], upper_m)
                if band >= 0:
                    neighbour[at[band]] = j
                    at[band] += 1
