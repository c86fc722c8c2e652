"""Whether a point can be where somebody was: on the land of the United Kingdom."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl
from scipy.spatial import KDTree

from saferplace.evidence.police.grid import to_national_grid
from saferplace.evidence.reference import reference_table

# The emptiest places of England and Wales lie about 20 km from the middle of their LSOA's residents.
FURTHEST_FROM_RESIDENTS_M = 25_000
# Scotland and Northern Ireland have no LSOAs in our tables, so only their surrounding boxes are known.
_SCOTLAND = (-8.7, 54.6, -0.7, 60.9)
_NORTHERN_IRELAND = (-8.3, 53.9, -5.3, 55.4)


@cache
def _residents() -> KDTree:
    return KDTree(reference_table("centroids").select("easting", "northing").to_numpy())


def is_on_land(longitude: pl.Series, latitude: pl.Series) -> pl.Series:
    """True where a point is within 25 km of a populated place, or in the box around Scotland or Northern Ireland.

    False for nulls, for anything that is not a place on Earth, and for points at sea. Coasts are judged generously:
    a point 10 km offshore passes.
    """
    x, y = longitude.to_numpy(), latitude.to_numpy()
    inside = _in_box(x, y, _SCOTLAND) | _in_box(x, y, _NORTHERN_IRELAND)
    maybe = ~inside & _in_box(x, y, (-7.0, 49.8, 2.1, 56.0))
    if maybe.any():
        easting, northing = to_national_grid(pl.Series(x[maybe]), pl.Series(y[maybe]))
        points = np.column_stack([easting.to_numpy(), northing.to_numpy()]).astype(float)
        distance, _ = _residents().query(points, distance_upper_bound=FURTHEST_FROM_RESIDENTS_M)
        inside[maybe] = np.isfinite(distance)
    return pl.Series(inside)


def _in_box(x: np.ndarray, y: np.ndarray, box: tuple[float, float, float, float]) -> np.ndarray:
    west, south, east, north = box
    with np.errstate(invalid="ignore"):
        inside: np.ndarray = (x >= west) & (x <= east) & (y >= south) & (y <= north)
    return inside
