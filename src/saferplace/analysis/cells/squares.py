"""A grid of squares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from saferplace.analysis.cells.tessellation import Cell, Metres


@dataclass(frozen=True)
class Squares:
    """left, bottom: of the first cell, in metres. Cells are numbered along rows from the bottom left: an array of them
    reshaped to ``shape`` has the south in its first row.
    """

    left: float
    bottom: float
    cell_m: float
    columns: int
    rows: int

    @property
    def count(self) -> int:
        return self.columns * self.rows

    @property
    def shape(self) -> tuple[int, int]:
        return self.rows, self.columns

    @property
    def cell_area_km2(self) -> float:
        return self.cell_m**2 / 1e6

    def centres(self) -> tuple[Metres, Metres]:
        east = self.left + (np.arange(self.columns) + 0.5) * self.cell_m
        north = self.bottom + (np.arange(self.rows) + 0.5) * self.cell_m
        return np.tile(east, self.rows), np.repeat(north, self.columns)

    def cell_of(self, east: Metres, north: Metres) -> Cell:
        """A point on an edge belongs to the cell east and north of it.

        >>> Squares(0, 0, 100, columns=2, rows=2).cell_of(np.array([50.0, 100.0, -1.0]), np.array([50.0, 150.0, 50.0]))
        array([ 0,  3, -1])
        """
        column = np.floor((np.asarray(east, dtype=float) - self.left) / self.cell_m).astype(np.int64)
        row = np.floor((np.asarray(north, dtype=float) - self.bottom) / self.cell_m).astype(np.int64)
        inside = (column >= 0) & (column < self.columns) & (row >= 0) & (row < self.rows)
        return np.where(inside, row * self.columns + column, -1)

    def outlines(self, cells: Cell) -> npt.NDArray[np.object_]:
        row, column = np.divmod(np.asarray(cells, dtype=np.int64), self.columns)
        west, south = self.left + column * self.cell_m, self.bottom + row * self.cell_m
        boxes: npt.NDArray[np.object_] = shapely.box(west, south, west + self.cell_m, south + self.cell_m)
        return boxes


def squares_over(bounds: tuple[float, float, float, float], cell_m: float) -> Squares:
    """Squares that cover west, south, east, north (metres), on whole multiples of ``cell_m``.

    The same area and size give the same cells whatever happened in them, so months can be compared.
    Raises ValueError for bounds that hold nothing, or a size that is not above zero.
    """
    west, south, east, north = checked(bounds, cell_m)
    left, bottom = np.floor(west / cell_m) * cell_m, np.floor(south / cell_m) * cell_m
    columns = int(np.floor((east - left) / cell_m)) + 1
    rows = int(np.floor((north - bottom) / cell_m)) + 1
    return Squares(float(left), float(bottom), float(cell_m), columns, rows)


def checked(bounds: tuple[float, float, float, float], cell_m: float) -> tuple[float, float, float, float]:
    west, south, east, north = bounds
    if not np.isfinite(bounds).all() or east < west or north < south:
        raise ValueError("The area to be covered with cells has no extent.")
    if not cell_m > 0:
        raise ValueError("The size of a cell must be above zero.")
    return west, south, east, north
