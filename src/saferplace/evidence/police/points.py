"""Longitude and latitude, as text, to a place. The publisher's points are few, so each is looked at once."""

from __future__ import annotations

import polars as pl

from saferplace.evidence.police.grid import to_national_grid
from saferplace.evidence.police.land import is_on_land
from saferplace.evidence.sources.faults import Fault


def with_points(cells: pl.DataFrame) -> pl.DataFrame:
    """cells: with ``longitude`` and ``latitude`` as text. Adds x, y (degrees), on_land, easting and northing (m)."""
    written = cells.select("longitude", "latitude").unique()
    longitude, latitude = pl.col("longitude").str.strip_chars(), pl.col("latitude").str.strip_chars()
    points = written.with_columns(
        longitude.cast(pl.Float64, strict=False).alias("x"), latitude.cast(pl.Float64, strict=False).alias("y")
    )
    easting, northing = to_national_grid(points["x"], points["y"])
    points = points.with_columns(is_on_land(points["x"], points["y"]).alias("on_land"), easting, northing)
    return cells.join(points, on=["longitude", "latitude"], how="left", maintain_order="left")


def place_faults() -> list[Fault]:
    """What can be wrong with a place, for rows that `with_points` has seen."""
    no_longitude = pl.col("longitude").str.strip_chars() == ""
    no_latitude = pl.col("latitude").str.strip_chars() == ""
    return [
        Fault(no_longitude & ~no_latitude, "Longitude", "is blank although the row has a latitude"),
        Fault(no_latitude & ~no_longitude, "Latitude", "is blank although the row has a longitude"),
        Fault(~no_longitude & ~pl.col("x").is_finite().fill_null(False), "Longitude", "is not a number"),
        Fault(~no_latitude & ~pl.col("y").is_finite().fill_null(False), "Latitude", "is not a number"),
        Fault(~no_longitude & ~pl.col("on_land"), "Longitude", "with its latitude is in the sea or outside the UK"),
    ]


def as_numbers(good: pl.DataFrame) -> pl.DataFrame:
    """Good rows with longitude and latitude as numbers, null where blank."""
    return good.drop("longitude", "latitude", "on_land").rename({"x": "longitude", "y": "latitude"})
