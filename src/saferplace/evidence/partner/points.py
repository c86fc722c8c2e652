"""One point of a row from what it gives: easting and northing, longitude and latitude, or a grid reference."""

from __future__ import annotations

import numpy as np
import polars as pl

from saferplace.evidence.police.grid import to_longitude_latitude, to_national_grid
from saferplace.evidence.police.land import is_on_land

_GRID_LARGEST_M = 1_300_000
_GIVEN = {
    "easting:read": pl.Float64,
    "northing:read": pl.Float64,
    "longitude:read": pl.Float64,
    "latitude:read": pl.Float64,
    "grid_reference:easting": pl.Int32,
    "grid_reference:northing": pl.Int32,
}


def with_points(rows: pl.DataFrame) -> pl.DataFrame:
    """rows: with any of the columns of _GIVEN; of several ways to a point the first of the three is taken.

    Adds point_longitude, point_latitude (degrees), point_easting, point_northing (whole metres), point_from (easting,
    longitude, grid reference or null) and is_on_land. A point that is no place on Earth has no numbers.
    """
    absent = [pl.lit(None, dtype=dtype).alias(name) for name, dtype in _GIVEN.items() if name not in rows.columns]
    given = rows.with_columns(absent)
    distinct = given.select(*_GIVEN).unique()
    return given.join(_points(distinct), on=list(_GIVEN), how="left", nulls_equal=True, maintain_order="left")


def _points(given: pl.DataFrame) -> pl.DataFrame:
    has_grid = pl.col("easting:read").is_not_null() & pl.col("northing:read").is_not_null()
    has_degrees = pl.col("longitude:read").is_not_null() & pl.col("latitude:read").is_not_null()
    has_reference = pl.col("grid_reference:easting").is_not_null()
    chosen = given.with_columns(
        pl.when(has_grid).then(pl.lit("easting")).when(has_degrees).then(pl.lit("longitude"))
        .when(has_reference).then(pl.lit("grid reference")).alias("point_from"),
        pl.when(has_grid).then("easting:read").otherwise("grid_reference:easting").alias("east"),
        pl.when(has_grid).then("northing:read").otherwise("grid_reference:northing").alias("north"),
    )  # fmt: skip
    from_grid = _to_degrees(chosen.filter(pl.col("point_from") != "longitude"))
    from_degrees = _to_grid(chosen.filter(pl.col("point_from") == "longitude"))
    neither = chosen.filter(pl.col("point_from").is_null()).drop("east", "north")
    points = pl.concat([from_grid, from_degrees, neither], how="diagonal")
    is_on = is_on_land(points["point_longitude"], points["point_latitude"])
    return points.with_columns(is_on.alias("is_on_land"))


def _to_degrees(rows: pl.DataFrame) -> pl.DataFrame:
    on_grid = pl.col("east").is_between(0, _GRID_LARGEST_M) & pl.col("north").is_between(0, _GRID_LARGEST_M)
    rows = rows.with_columns(pl.when(on_grid).then("east").alias("east"), pl.when(on_grid).then("north").alias("north"))
    longitude, latitude = to_longitude_latitude(rows["east"].cast(pl.Float64), rows["north"].cast(pl.Float64))
    return rows.with_columns(
        longitude.alias("point_longitude"),
        latitude.alias("point_latitude"),
        pl.col("east").round().cast(pl.Int32).alias("point_easting"),
        pl.col("north").round().cast(pl.Int32).alias("point_northing"),
    ).drop("east", "north")


def _to_grid(rows: pl.DataFrame) -> pl.DataFrame:
    on_earth = pl.col("longitude:read").is_between(-180, 180) & pl.col("latitude:read").is_between(-90, 90)
    rows = rows.with_columns(
        pl.when(on_earth).then("longitude:read").alias("point_longitude"),
        pl.when(on_earth).then("latitude:read").alias("point_latitude"),
    )
    in_range = is_on_land(rows["point_longitude"], rows["point_latitude"]).to_numpy()
    # Far from Britain its grid has no numbers that mean anything.
    near = [pl.Series(np.where(in_range, rows[name].to_numpy(), np.nan)) for name in _DEGREES]
    easting, northing = to_national_grid(*near)
    return rows.with_columns(easting.alias("point_easting"), northing.alias("point_northing")).drop("east", "north")


_DEGREES = ("point_longitude", "point_latitude")
