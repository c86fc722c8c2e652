"""Between longitude and latitude (WGS84) and British National Grid, whole columns at once."""

from __future__ import annotations

from functools import cache

import polars as pl
from pyproj import Transformer

from saferplace.evidence.police.grid import to_national_grid


@cache
def _to_degrees() -> Transformer:
    return Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)


def with_both_coordinates(points: pl.DataFrame) -> pl.DataFrame:
    """points: longitude, latitude (degrees), easting, northing (whole metres); each pair given or null.

    The pair that is null is computed from the other; what was given is kept as it is.
    """
    easting, northing = to_national_grid(points["longitude"], points["latitude"])
    longitude, latitude = to_degrees(points["easting"], points["northing"])
    return points.with_columns(
        pl.coalesce("easting", easting).alias("easting"),
        pl.coalesce("northing", northing).alias("northing"),
        pl.coalesce("longitude", longitude).alias("longitude"),
        pl.coalesce("latitude", latitude).alias("latitude"),
    )


def to_degrees(easting: pl.Series, northing: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Longitudes and latitudes to six decimals, null where a coordinate is null. Right to about 3 m."""
    x, y = _to_degrees().transform(easting.cast(pl.Float64).to_numpy(), northing.cast(pl.Float64).to_numpy())
    return tuple(  # type: ignore[return-value]
        pl.Series(name, degrees).fill_nan(None).replace(float("inf"), None).round(6)
        for name, degrees in (("longitude", x), ("latitude", y))
    )
