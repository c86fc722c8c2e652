"""Lines around groups of points that people recognise as a part of their town."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

Metres = npt.NDArray[np.float64]
_CORNERS = 6  # segments of a quarter circle: round enough to read, few enough to draw


def close_outline(points: Metres, reach_m: float) -> shapely.Polygon:
    """One outline around points (shape (n, 2)) of which each is within ``reach_m`` of another.

    A margin of half the reach around every point, and gaps narrower than the reach closed (a morphological closing);
    holes are filled. Two groups whose points are farther apart than the reach hardly ever touch.
    """
    # Thirty times as quick as the buffer of all points at once, and the same shape.
    wide = shapely.union_all(shapely.buffer(shapely.points(points), reach_m, quad_segs=_CORNERS))
    closed = shapely.buffer(wide, -reach_m / 2, quad_segs=_CORNERS)
    return _largest_filled(shapely.simplify(closed, reach_m / 100))


def loose_outline(points: Metres, margin_m: float, *, ratio: float = 0.3) -> shapely.Polygon:
    """One outline around points however far apart: their concave hull with a margin.

    ratio: 1 is the convex hull, towards 0 the line follows the points ever more closely.
    """
    hull = shapely.concave_hull(shapely.multipoints(points), ratio=ratio)
    return _largest_filled(shapely.buffer(hull, margin_m, quad_segs=_CORNERS))


def _largest_filled(shape: shapely.Geometry) -> shapely.Polygon:
    parts = shapely.get_parts(shape)
    return shapely.Polygon(max(parts, key=lambda part: part.area).exterior)
