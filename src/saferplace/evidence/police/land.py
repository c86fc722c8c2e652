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
_ENGLAND_AND_WALES = (-7.0, 49.8, 2.1, 56.0)
_SQUARE_M, _SQUARES = 5_000, 140  # squares of the national grid, as many to the east as to the north


@cache
def _residents() -> KDTree:
    return KDTree(reference_table("centroids").select("easting", "northing").to_numpy())


@cache
def _surely_near() -> np.ndarray:
    """For each square of the grid, whether every point of it is within reach of residents: nearly all land is."""
    middles = (np.arange(_SQUARES) + 0.5) * _SQUARE_M
    eastings, northings = np.meshgrid(middles, middles, indexing="ij")
    reach = FURTHEST_FROM_RESIDENTS_M - _SQUARE_M * np.sqrt(0.5)
    return _near(eastings.ravel(), northings.ravel(), reach).reshape(_SQUARES, _SQUARES)


def is_on_land(longitude: pl.Series, latitude: pl.Series) -> pl.Series:
    """True where a point is within 25 km of a populated place, or in the box around Scotland or Northern Ireland.

    False for nulls, for anything that is not a place on Earth, and for points at sea. Coasts are judged generously:
    a point 10 km offshore passes.
    """
    return is_placed_on_land(longitude, latitude, *to_national_grid(longitude, latitude))


def is_placed_on_land(longitude: pl.Series, latitude: pl.Series, easting: pl.Series, northing: pl.Series) -> pl.Series:
    """The same for points whose national grid coordinates (m) are known already."""
    x, y = longitude.to_numpy(), latitude.to_numpy()
    inside = _in_box(x, y, _SCOTLAND) | _in_box(x, y, _NORTHERN_IRELAND)
    maybe = ~inside & _in_box(x, y, _ENGLAND_AND_WALES)
    if maybe.any():
        inside[maybe] = _is_near_residents(easting.to_numpy()[maybe], northing.to_numpy()[maybe])
    return pl.Series(inside)


def _is_near_residents(easting: np.ndarray, northing: np.ndarray) -> np.ndarray:
    column, row = (np.floor_divide(metres, _SQUARE_M).astype(int) for metres in (easting, northing))
    on_grid = (column >= 0) & (column < _SQUARES) & (row >= 0) & (row < _SQUARES)
    near = np.zeros(len(easting), dtype=bool)
    near[on_grid] = _surely_near()[column[on_grid], row[on_grid]]
    unsure = ~near
    if unsure.any():
        near[unsure] = _near(easting[unsure], northing[unsure], FURTHEST_FROM_RESIDENTS_M)
    return near


def _near(easting: np.ndarray, northing: np.ndarray, reach_m: float) -> np.ndarray:
    points = np.column_stack([easting, northing]).astype(float)
    distance, _ = _residents().query(points, distance_upper_bound=reach_m)
    near: np.ndarray = np.isfinite(distance)
    return near


def _in_box(x: np.ndarray, y: np.ndarray, box: tuple[float, float, float, float]) -> np.ndarray:
    west, south, east, north = box
    with np.errstate(invalid="ignore"):
        inside: np.ndarray = (x >= west) & (x <= east) & (y >= south) & (y <= north)
    return inside
