"""Areas that share a border or a corner, also where simplified outlines leave gaps and overlaps between them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from saferplace.analysis.weights.weights import Integers, Weights, weights_of_pairs


def queen(polygons: Sequence[shapely.Geometry], *, snap_m: float = 0.0) -> Weights:
    """Areas that touch at a border or a corner, or come within ``snap_m`` of each other.

    polygons: n outlines, in metres. snap_m: how far simplified neighbours may lie apart (20 m does for outlines of
    about 20 points each). Overlapping outlines are neighbours.
    Raises ValueError for an outline that is empty, or a distance below zero.

    >>> queen([shapely.box(0, 0, 1, 1), shapely.box(1, 1, 2, 2), shapely.box(5, 5, 6, 6)]).neighbours
    array([1, 1, 0])
    """
    shapes = _checked(polygons, snap_m)
    first, second = _close_pairs(shapes, snap_m)
    return weights_of_pairs(len(shapes), first, second)


def rook(polygons: Sequence[shapely.Geometry], *, snap_m: float = 0.0, least_border_m: float = 0.0) -> Weights:
    """Areas that share more than ``least_border_m`` of border: a corner alone does not count.

    With ``snap_m`` above zero, the border of one within that distance of the other is measured. Two corners that meet
    have a little of that too, so ``least_border_m`` should then be several times ``snap_m``.
    Raises ValueError as `queen` does.
    """
    shapes = _checked(polygons, snap_m)
    first, second = _close_pairs(shapes, snap_m)
    near = shapes if snap_m == 0 else shapely.buffer(shapes, snap_m)
    shared = shapely.length(shapely.intersection(shapely.boundary(shapes[first]), near[second]))
    borders = shared > least_border_m
    return weights_of_pairs(len(shapes), first[borders], second[borders])


def _close_pairs(shapes: np.ndarray, snap_m: float) -> tuple[Integers, Integers]:
    """Each pair once, the lower number first."""
    tree = shapely.STRtree(shapes)
    if snap_m == 0:
        first, second = tree.query(shapes, predicate="intersects")
    else:
        first, second = tree.query(shapes, predicate="dwithin", distance=snap_m)
    once = first < second
    return first[once].astype(np.int64), second[once].astype(np.int64)


def _checked(polygons: Sequence[shapely.Geometry], snap_m: float) -> np.ndarray:
    if snap_m < 0 or not np.isfinite(snap_m):
        raise ValueError("The distance within which outlines are neighbours cannot be below zero.")
    shapes = np.array(polygons, dtype=object)
    if shapes.size and (shapely.is_missing(shapes) | shapely.is_empty(shapes)).any():
        raise ValueError("An area without an outline has no neighbours that could be found: leave it out.")
    return shapes
