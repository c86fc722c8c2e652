"""Distinct places: published points are snapped, so that many events share one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saferplace.analysis.density.surface import checked_points

Values = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Places:
    """Points at least about a metre apart, and how many events (or how much weight) each has."""

    east: Values
    north: Values
    weight: Values


def distinct_places(east: Values, north: Values, weights: Values | None = None) -> Places:
    """Points that are the same to the metre are one place; in order from west to east.

    Raises ValueError for what is no point or no weight.
    """
    east, north, weights = checked_points(east, north, weights)
    x, y = np.rint(east).astype(np.int64), np.rint(north).astype(np.int64)
    if x.size == 0:
        return Places(east, north, np.zeros(0))
    tall = int(y.max() - y.min()) + 1
    keys, place = np.unique((x - x.min()) * tall + (y - y.min()), return_inverse=True)
    weight = np.bincount(place, weights=weights).astype(float)
    kept = weight > 0
    return Places(
        (keys // tall + x.min()).astype(float)[kept], (keys % tall + y.min()).astype(float)[kept], weight[kept]
    )
