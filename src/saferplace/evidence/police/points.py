"""Longitude and latitude, as text, to a place. The publisher's points are few, so each is looked at once."""

from __future__ import annotations

import polars as pl

from saferplace.evidence.police.grid import to_national_grid
from saferplace.evidence.police.land import is_placed_on_land
from saferplace.evidence.sources.faults import Fault, first_fault

_NO_LONGITUDE, _NO_LATITUDE = pl.col("no_longitude"), pl.col("no_latitude")
# What can be wrong with one point.
_FAULTS = (
    Fault(_NO_LONGITUDE & ~_NO_LATITUDE, "Longitude", "is blank although the row has a latitude"),
    Fault(_NO_LATITUDE & ~_NO_LONGITUDE, "Latitude", "is blank although the row has a longitude"),
    Fault(~_NO_LONGITUDE & ~pl.col("x").is_finite().fill_null(False), "Longitude", "is not a number"),
    Fault(~_NO_LATITUDE & ~pl.col("y").is_finite().fill_null(False), "Latitude", "is not a number"),
    Fault(~_NO_LONGITUDE & ~pl.col("on_land"), "Longitude", "with its latitude is in the sea or outside the UK"),
)


def with_points(cells: pl.DataFrame) -> pl.DataFrame:
    """cells: with ``longitude`` and ``latitude`` as text.

    Adds x, y (degrees), easting and northing (m), and place_fault: the number of a fault in `place_faults`, or null.
    """
    written = cells.select("longitude", "latitude").unique()
    stripped = written.with_columns(
        pl.col("longitude").str.strip_chars().alias("x"), pl.col("latitude").str.strip_chars().alias("y")
    )
    points = stripped.with_columns(
        (pl.col("x") == "").alias("no_longitude"),
        (pl.col("y") == "").alias("no_latitude"),
        pl.col("x", "y").cast(pl.Float64, strict=False),
    )
    easting, northing = to_national_grid(points["x"], points["y"])
    on_land = is_placed_on_land(points["x"], points["y"], easting, northing).alias("on_land")
    judged = points.with_columns(on_land, easting, northing).with_columns(first_fault(_FAULTS).alias("place_fault"))
    kept = judged.drop("on_land", "no_longitude", "no_latitude")
    return cells.join(kept, on=["longitude", "latitude"], how="left", maintain_order="left")


def place_faults() -> list[Fault]:
    """What can be wrong with a place, for rows that `with_points` has seen."""
    return [Fault(pl.col("place_fault") == number, fault.column, fault.why) for number, fault in enumerate(_FAULTS)]


def as_numbers(good: pl.DataFrame) -> pl.DataFrame:
    """Good rows with longitude and latitude as numbers, null where blank."""
    return good.drop("longitude", "latitude", "place_fault").rename({"x": "longitude", "y": "latitude"})
