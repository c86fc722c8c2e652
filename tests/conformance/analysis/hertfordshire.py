"""The small areas of Hertfordshire as they are: outlines in metres, residents, and recorded crime of four months."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import shapely
from pyproj import Transformer

from saferplace.evidence.reference import reference_table

_DATA = Path(__file__).parents[3] / "data"
_CRIME = _DATA / "police-uk-hertfordshire" / "hertfordshire_2024-01_2024-04_street.zip"


@dataclass(frozen=True)
class SmallAreas:
    outlines: np.ndarray
    counts: np.ndarray
    residents: np.ndarray


@lru_cache(maxsize=1)
def small_areas() -> SmallAreas:
    """The 713 LSOAs of 2021."""
    features: list[dict[str, Any]] = json.loads((_DATA / "geo" / "lsoas_2021.geojson").read_text())["features"]
    codes = [feature["properties"]["code"] for feature in features]
    degrees = np.array([shapely.geometry.shape(feature["geometry"]) for feature in features])
    to_grid = Transformer.from_crs(4326, 27700, always_xy=True)
    outlines = shapely.transform(shapely.make_valid(degrees), lambda at: np.column_stack(to_grid.transform(*at.T)))
    with zipfile.ZipFile(_CRIME) as archive:
        months = [pl.read_csv(io.BytesIO(archive.read(name)), columns=["LSOA code"]) for name in archive.namelist()]
    counted = dict(pl.concat(months).group_by("LSOA code").len().iter_rows())
    people = dict(reference_table("population").select("lsoa_code", "mid_2022").iter_rows())
    return SmallAreas(
        outlines,
        np.array([counted.get(code, 0) for code in codes], dtype=float),
        np.array([people[code] for code in codes], dtype=float),
    )
