"""Outlines of the ground above a level, as polygons."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely
from scipy.ndimage import distance_transform_edt

from saferplace.analysis.cells import Squares
from saferplace.analysis.density.surface import Surface

Values = npt.NDArray[np.float64]


def outline(surface: Surface, level: float) -> shapely.Geometry:
    """The ground of a surface where it is at least ``level`` events per km², up to the boundary of its area."""
    if surface.window is None:
        return outline_above(surface.squares, surface.values, level)
    ground = outline_above(surface.squares, _to_the_boundary(surface.values), level)
    return shapely.intersection(ground, surface.window.boundary)


def surface_at(surface: Surface, east: Values, north: Values) -> Values:
    """The surface at each point, straight between the middles of squares: at least ``level`` inside `outline`, below
    it outside. NaN beyond the grid.
    """
    squares = surface.squares
    values = surface.values if surface.window is None else _to_the_boundary(surface.values)
    x, y = (east - squares.left) / squares.cell_m, (north - squares.bottom) / squares.cell_m
    on_grid = (x >= 0) & (y >= 0) & (x < squares.columns) & (y < squares.rows)
    found = np.full(len(x), np.nan)
    found[on_grid] = _between(np.pad(values, 1, mode="edge"), x[on_grid] + 0.5, y[on_grid] + 0.5)
    return found


def _to_the_boundary(values: Values) -> Values:
    """Squares outside get the value of the nearest inside, so that a line runs on to the boundary."""
    nearest = distance_transform_edt(np.isnan(values), return_distances=False, return_indices=True)
    found: Values = values[tuple(nearest)]
    return found


def outline_above(squares: Squares, values: Values, level: float) -> shapely.Geometry:
    """The ground where ``values`` (one for the middle of each square, straight between) are at least ``level``.

    values: shape ``squares.shape``; NaN counts as below. Returns a polygon or multipolygon in metres, empty where
    nothing is. It ends at the edge of the grid.
    Marching triangles (Hinton & Illingworth 1997): unlike marching squares it has no ambiguous case.
    """
    inside = np.nan_to_num(values, nan=-np.inf) - level
    below = -max(1.0, float(np.abs(inside[np.isfinite(inside)]).max(initial=0.0)))
    beyond = np.pad(np.where(np.isfinite(inside), inside, below), 1, mode="edge")
    field = np.pad(beyond, 1, constant_values=below)
    lines = _crossings(field)
    if len(lines) == 0:
        return shapely.MultiPolygon()
    faces = shapely.get_parts(shapely.polygonize(shapely.linestrings(lines)))
    spots = shapely.get_coordinates(shapely.point_on_surface(faces))
    ground = shapely.union_all(faces[_between(field, spots[:, 0], spots[:, 1]) >= 0])
    # Node (0, 0) is the middle of the second square before the first, on both axes.
    origin = np.array([squares.left, squares.bottom]) - 1.5 * squares.cell_m
    on_grid = shapely.transform(ground, lambda nodes: origin + nodes * squares.cell_m)
    right, top = squares.left + squares.columns * squares.cell_m, squares.bottom + squares.rows * squares.cell_m
    return shapely.clip_by_rect(on_grid, squares.left, squares.bottom, right, top)


def _crossings(field: Values) -> Values:
    """Where the level crosses each triangle; shape (n, 2, 2): two ends, each x and y in steps of the grid."""
    row, column = (axis.ravel() for axis in np.indices((field.shape[0] - 1, field.shape[1] - 1)))
    lower_left, lower_right, upper_right, upper_left = (0, 0), (1, 0), (1, 1), (0, 1)
    found = []
    for corners in ((lower_left, lower_right, upper_right), (lower_left, upper_right, upper_left)):
        x = np.stack([column + dx for dx, _ in corners], axis=1)
        y = np.stack([row + dy for _, dy in corners], axis=1)
        value = field[y, x]
        above = value >= 0
        count = above.sum(axis=1)
        crossed = (count == 1) | (count == 2)
        x, y, value, above, count = x[crossed], y[crossed], value[crossed], above[crossed], count[crossed]
        alone = np.where(count == 1, above.argmax(axis=1), (~above).argmax(axis=1))
        ends = [_crossing(x, y, value, alone, (alone + turn) % 3) for turn in (1, 2)]
        found.append(np.stack(ends, axis=1))
    lines: Values = np.concatenate(found)
    has_length: npt.NDArray[np.bool_] = (lines[:, 0] != lines[:, 1]).any(axis=1)
    return lines[has_length]


def _crossing(
    x: npt.NDArray[np.int64],
    y: npt.NDArray[np.int64],
    value: Values,
    one: npt.NDArray[np.int64],
    other: npt.NDArray[np.int64],
) -> Values:
    """The point on the edge between two corners. Taken from the same end always, so that neighbours meet exactly."""
    at = np.arange(len(one))
    swap = (y[at, one] > y[at, other]) | ((y[at, one] == y[at, other]) & (x[at, one] > x[at, other]))
    start, end = np.where(swap, other, one), np.where(swap, one, other)
    along = value[at, start] / (value[at, start] - value[at, end])
    east = x[at, start] + along * (x[at, end] - x[at, start])
    north = y[at, start] + along * (y[at, end] - y[at, start])
    return np.stack((east, north), axis=-1)


def _between(field: Values, x: Values, y: Values) -> Values:
    """The field at a point, straight between the corners of its triangle."""
    column, row = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    right, up = x - column, y - row
    lower_left, upper_right = field[row, column], field[row + 1, column + 1]
    lower_right, upper_left = field[row, column + 1], field[row + 1, column]
    under = lower_left + right * (lower_right - lower_left) + up * (upper_right - lower_right)
    over = lower_left + up * (upper_left - lower_left) + right * (upper_right - upper_left)
    return np.where(right >= up, under, over)
