"""Hexagons: every neighbour is equally far, and outlines follow roads and rivers less awkwardly than squares."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt
import shapely

from saferplace.analysis.cells.squares import checked
from saferplace.analysis.cells.tessellation import Cell, Metres


@dataclass(frozen=True)
class Hexagons:
    """left, bottom: middle of the first hexagon, in metres. width_m: between two opposite, upright sides.

    Rows are ``width_m`` × √3/2 apart and every second one is shifted by half a width to the east.
    """

    left: float
    bottom: float
    width_m: float
    columns: int
    rows: int

    @property
    def count(self) -> int:
        return self.columns * self.rows

    @property
    def cell_area_km2(self) -> float:
        """
        >>> round(Hexagons(0, 0, 1000, 1, 1).cell_area_km2, 4)
        0.866
        """
        return self.width_m**2 * sqrt(3) / 2 / 1e6

    @property
    def _row_m(self) -> float:
        return self.width_m * sqrt(3) / 2

    def centres(self) -> tuple[Metres, Metres]:
        row, column = np.divmod(np.arange(self.count), self.columns)
        return self._middle(column, row)

    def cell_of(self, east: Metres, north: Metres) -> Cell:
        """The nearest middle among those of the two rows that a point lies between: that is what a hexagon is."""
        east, north = np.asarray(east, dtype=float), np.asarray(north, dtype=float)
        below = np.floor((north - self.bottom) / self._row_m).astype(np.int64)
        nearest = np.full(east.shape, -1, dtype=np.int64)
        best = np.full(east.shape, np.inf)
        for row in (below, below + 1):
            shift = (row % 2) * self.width_m / 2
            column = np.rint((east - self.left - shift) / self.width_m).astype(np.int64)
            x, y = self._middle(column, row)
            away = (east - x) ** 2 + (north - y) ** 2
            inside = (column >= 0) & (column < self.columns) & (row >= 0) & (row < self.rows)
            closer = away < best
            nearest = np.where(closer, np.where(inside, row * self.columns + column, -1), nearest)
            best = np.where(closer, away, best)
        return nearest

    def outlines(self, cells: Cell) -> npt.NDArray[np.object_]:
        row, column = np.divmod(np.asarray(cells, dtype=np.int64), self.columns)
        x, y = self._middle(column, row)
        turns = np.deg2rad(np.arange(30, 390, 60))
        reach = self.width_m / sqrt(3)
        corners = np.stack((x[:, None] + reach * np.cos(turns), y[:, None] + reach * np.sin(turns)), axis=-1)
        drawn: npt.NDArray[np.object_] = shapely.polygons(corners)
        return drawn

    def _middle(self, column: Cell, row: Cell) -> tuple[Metres, Metres]:
        shift = (row % 2) * self.width_m / 2
        return self.left + column * self.width_m + shift, self.bottom + np.multiply(row, self._row_m, dtype=np.float64)


def hexagons_over(bounds: tuple[float, float, float, float], width_m: float) -> Hexagons:
    """Hexagons that cover west, south, east, north (metres), always on the same lattice for one width.

    Raises ValueError for bounds that hold nothing, or a width that is not above zero.
    """
    west, south, east, north = checked(bounds, width_m)
    row_m = width_m * sqrt(3) / 2
    left = (np.floor(west / width_m) - 1) * width_m
    first_row = 2 * np.floor(south / row_m / 2)  # an even row, so that the shift is the same everywhere
    rows = int(np.ceil(north / row_m) - first_row) + 1
    columns = int(np.ceil((east - left) / width_m)) + 1
    return Hexagons(float(left), float(first_row * row_m), float(width_m), columns, rows)
