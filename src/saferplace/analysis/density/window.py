"""The area that was watched: how much of each square lies in it, and which points do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from scipy.ndimage import binary_dilation

from saferplace.analysis.cells import Squares

Values = npt.NDArray[np.float64]

_SAMPLES = 12  # along each side of a square on the boundary: its share is right to about 1%


@dataclass(frozen=True, eq=False)
class Window:
    """boundary: polygon or multipolygon, metres. share: of each square that lies in it, shape ``squares.shape``.

    edge: east and north of evenly laid points inside, in the squares that the boundary crosses. Each stands for
    ``edge_share`` of a square.
    """

    boundary: shapely.Geometry
    squares: Squares
    share: Values
    edge: tuple[Values, Values]
    edge_share: float = 1 / _SAMPLES**2

    @property
    def area_km2(self) -> float:
        return float(self.share.sum()) * self.squares.cell_area_km2

    def holds(self, east: Values, north: Values) -> npt.NDArray[np.bool_]:
        """Whether each point lies in the area. Only those in squares on the boundary are asked one by one."""
        cell = self.squares.cell_of(east, north)
        share = np.where(cell >= 0, self.share.ravel()[np.maximum(cell, 0)], 0.0)
        inside: npt.NDArray[np.bool_] = share == 1
        doubtful = (share > 0) & (share < 1)
        inside[doubtful] = shapely.intersects_xy(self.boundary, east[doubtful], north[doubtful])
        return inside


def window_of(boundary: shapely.Geometry, squares: Squares) -> Window:
    """Raises ValueError for a boundary that is no area, or that the squares do not cover."""
    if boundary.is_empty or not boundary.area > 0:
        raise ValueError("The boundary encloses no area.")
    west, south, east, north = boundary.bounds
    right, top = squares.left + squares.columns * squares.cell_m, squares.bottom + squares.rows * squares.cell_m
    if west < squares.left or south < squares.bottom or east > right or north > top:
        raise ValueError("The squares do not cover the whole of the boundary.")
    shapely.prepare(boundary)
    share = shapely.intersects_xy(boundary, *squares.centres()).astype(float)
    partly = _crossed(boundary, squares)
    east, north = _laid_in(squares, partly)
    is_inside = shapely.intersects_xy(boundary, east, north)
    # A square that the boundary crosses has neither nothing nor all in it, so that its points are asked one by one.
    least = 0.5 / _SAMPLES**2
    share[partly] = np.clip(is_inside.mean(axis=1), least, 1 - least)
    return Window(boundary, squares, share.reshape(squares.shape), (east[is_inside], north[is_inside]))


def _crossed(boundary: shapely.Geometry, squares: Squares) -> npt.NDArray[np.int64]:
    """The squares that the line of the boundary crosses. Only those near a corner of it, made dense, are asked."""
    line = boundary.boundary
    shapely.prepare(line)
    along = shapely.get_coordinates(shapely.segmentize(line, squares.cell_m / 2))
    near = np.zeros(squares.shape, dtype=bool)
    cell = squares.cell_of(along[:, 0], along[:, 1])
    near.ravel()[cell[cell >= 0]] = True
    candidates = np.flatnonzero(binary_dilation(near, np.ones((3, 3))))
    found: npt.NDArray[np.int64] = candidates[shapely.intersects(line, squares.outlines(candidates))]
    return found


def _laid_in(squares: Squares, cells: npt.NDArray[np.int64]) -> tuple[Values, Values]:
    """Evenly laid points in each of these squares; shape (cells, points) each."""
    row, column = np.divmod(cells, squares.columns)
    steps = (np.arange(_SAMPLES) + 0.5) / _SAMPLES
    up, right = (side.ravel() for side in np.meshgrid(steps, steps, indexing="ij"))
    return (
        squares.left + (column[:, None] + right) * squares.cell_m,
        squares.bottom + (row[:, None] + up) * squares.cell_m,
    )
