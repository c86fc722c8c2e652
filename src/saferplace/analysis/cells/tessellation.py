"""What every kind of equal cells can answer."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

Metres = npt.NDArray[np.float64]
Cell = npt.NDArray[np.int64]


class Cells(Protocol):
    """Cells of one size, numbered from 0. Coordinates are metres east and north (British National Grid)."""

    @property
    def count(self) -> int: ...

    @property
    def cell_area_km2(self) -> float: ...

    def centres(self) -> tuple[Metres, Metres]:
        """East and north of each cell's middle; shape (count,) each."""

    def cell_of(self, east: Metres, north: Metres) -> Cell:
        """The cell of each point; -1 for a point outside them all."""

    def outlines(self, cells: Cell) -> npt.NDArray[np.object_]:
        """Shapely polygons of these cells, in metres."""


def counted(cells: Cells, east: Metres, north: Metres, weights: Metres | None = None) -> Metres:
    """How many points (or how much weight) lie in each cell; shape (cells.count,). Points outside are left out.

    Raises ValueError for coordinates or weights that are not numbers.
    """
    east, north = np.asarray(east, dtype=float), np.asarray(north, dtype=float)
    if not (np.isfinite(east).all() and np.isfinite(north).all()):
        raise ValueError("A point without coordinates cannot be put in a cell.")
    if weights is not None and not np.isfinite(weights).all():
        raise ValueError("A weight must be a number.")
    found = cells.cell_of(east, north)
    inside = found >= 0
    kept = None if weights is None else np.asarray(weights, dtype=float)[inside]
    return np.bincount(found[inside], weights=kept, minlength=cells.count).astype(float)
