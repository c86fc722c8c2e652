"""Points that lie near each other, by distance or by rank, from a KD-tree."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from saferplace.analysis.weights.weights import Floats, Weights, weights_of_pairs


def within_distance(east: Floats, north: Floats, distance_m: float) -> Weights:
    """Every pair of points no farther apart than ``distance_m``: neighbours of each other, with weight one.

    east, north: shape (n,), metres. Points at the same place are neighbours.
    Raises ValueError for coordinates that are not numbers, or a distance that is not above zero.
    """
    if not distance_m > 0:
        raise ValueError("The distance within which points are neighbours must be above zero.")
    points = _checked(east, north)
    pairs = cKDTree(points).query_pairs(distance_m, output_type="ndarray")
    return weights_of_pairs(len(points), pairs[:, 0], pairs[:, 1])


def nearest(east: Floats, north: Floats, k: int) -> Weights:
    """Each point's k nearest others, with weight one. A may be near to B while B has nearer ones than A.

    east, north: shape (n,), metres. Of points equally far the one with the lower number is taken where both are found.
    Raises ValueError for coordinates that are not numbers, or where there are not more points than ``k``.
    """
    points = _checked(east, north)
    n = len(points)
    if not 1 <= k < n:
        raise ValueError(f"{k} nearest neighbours need more points than that, and at least one: there are {n:,}.")
    distances, found = cKDTree(points).query(points, k=k + 1)
    # The point itself is among those found, unless more than k others lie at the very same place.
    away = np.where(found == np.arange(n)[:, None], -1.0, distances)
    order = np.lexsort((found, away), axis=1)[:, 1:]
    chosen = np.sort(np.take_along_axis(found, order, axis=1), axis=1).astype(np.int64)
    return Weights(np.arange(n + 1, dtype=np.int64) * k, chosen.ravel(), np.ones(n * k))


def _checked(east: Floats, north: Floats) -> Floats:
    points = np.column_stack((np.asarray(east, dtype=float), np.asarray(north, dtype=float)))
    if not np.isfinite(points).all():
        raise ValueError("A point without coordinates has no neighbours that could be found: leave it out.")
    return points
