"""Longitude and latitude to British National Grid."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl
from pyproj import Transformer


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


def _whole_metres(name: str, metres: np.ndarray) -> pl.Series:
    series = pl.Series(name, np.where(np.isfinite(metres), metres, np.nan)).fill_nan(None)
    return series.round().cast(pl.Int32)
