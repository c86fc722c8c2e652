"""Longitude and latitude to British National Grid, and back."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl
from pyproj import Transformer
from pyproj.enums import TransformDirection


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)


def to_national_grid(longitude: pl.Series, latitude: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Eastings and northings in whole metres (Int32), null where a coordinate is null.

    Without the OSTN15 grid, which the library does not ship, results are right to about 3 m; data.police.uk moves
    its points by far more than that.
    """
    x, y = _transformer().transform(longitude.to_numpy(), latitude.to_numpy())
    return _whole_metres("easting", x), _whole_metres("northing", y)


def to_longitude_latitude(easting: pl.Series, northing: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Degrees (WGS 84) of metres on the grid, null where one is null. As near as `to_national_grid`."""
    x, y = _transformer().transform(easting.to_numpy(), northing.to_numpy(), direction=TransformDirection.INVERSE)
    return _degrees("longitude", x), _degrees("latitude", y)


def _degrees(name: str, degrees: np.ndarray) -> pl.Series:
    # Seven places are a centimetre: what is left behind them is the arithmetic's.
    return pl.Series(name, np.where(np.isfinite(degrees), degrees, np.nan)).fill_nan(None).round(7)


def _whole_metres(name: str, metres: np.ndarray) -> pl.Series:
    series = pl.Series(name, np.where(np.isfinite(metres), metres, np.nan)).fill_nan(None)
    return series.round().cast(pl.Int32)
