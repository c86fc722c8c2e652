"""In which LSOA of 2021 a point lies, where the bundled outlines reach (Hertfordshire).

The outlines are generalised. Held against the code that data.police.uk gives its own points in Dacorum, they are right
for 97% of points more than 75 m inside an outline and for 76% of those nearer to its edge: see docs/places.md. So an
LSOA near an edge is told as the likely one, never as certain.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
import shapely

from saferplace.evidence.places.coordinates import with_both_coordinates
from saferplace.evidence.reference import reference_table

OUTLINES = Path(__file__).resolve().parents[4] / "data" / "geo" / "lsoas_2021.geojson"
EDGE_M = 75


@dataclass(frozen=True)
class _Outlines:
    codes: np.ndarray  # of str, in the order of `shapes`
    shapes: np.ndarray  # of polygons, in metres of British National Grid
    tree: shapely.STRtree


def lsoas_of_points(points: pl.DataFrame) -> pl.DataFrame:
    """points: easting, northing (whole metres, none null).

    Adds ``found_lsoa``, null outside the outlines, and ``is_near_edge``: the neighbour may be the right one.
    """
    outlines = _outlines()
    places = shapely.points(points["easting"].to_numpy(), points["northing"].to_numpy())
    # Simplified neighbours overlap a little: the first in the order of codes is taken, so that it is always the same.
    which, shape = outlines.tree.query(places, predicate="intersects")
    order = np.lexsort((shape, which))
    which, first = np.unique(which[order], return_index=True)
    shape = shape[order][first]
    codes = np.full(points.height, None, dtype=object)
    codes[which] = outlines.codes[shape]
    to_edge = np.full(points.height, np.inf)
    to_edge[which] = shapely.distance(shapely.boundary(outlines.shapes[shape]), places[which])
    return points.with_columns(
        pl.Series("found_lsoa", codes.tolist(), dtype=pl.String), pl.Series("is_near_edge", to_edge < EDGE_M)
    )


def with_lsoa_words(rows: pl.DataFrame) -> pl.DataFrame:
    """rows: with lsoa_code. Sets lsoa_name, where blank, and lsoa_edition from the reference tables."""
    known = reference_table("lsoas").select(
        "lsoa_code", pl.col("lsoa_name").alias("known_name"), pl.col("edition").alias("known_edition")
    )
    unknown = pl.when(pl.col("lsoa_code").is_not_null()).then(pl.lit("unknown"))
    return (
        rows.join(known, on="lsoa_code", how="left", maintain_order="left")
        .with_columns(
            pl.coalesce("known_name", "lsoa_name").alias("lsoa_name"),
            pl.coalesce("known_edition", unknown).alias("lsoa_edition"),
        )
        .drop("known_name", "known_edition")
    )


@cache
def _outlines() -> _Outlines:
    features = json.loads(OUTLINES.read_text())["features"] if OUTLINES.exists() else []
    features.sort(key=lambda feature: feature["properties"]["code"])
    shapes = np.array([shapely.geometry.shape(feature["geometry"]) for feature in features], dtype=object)
    in_metres = shapely.transform(shapes, _to_metres)
    codes = np.array([feature["properties"]["code"] for feature in features], dtype=object)
    return _Outlines(codes, in_metres, shapely.STRtree(in_metres))


def _to_metres(degrees: np.ndarray) -> np.ndarray:
    corners = pl.DataFrame(
        {"longitude": degrees[:, 0], "latitude": degrees[:, 1]},
    ).with_columns(pl.lit(None, dtype=pl.Int32).alias("easting"), pl.lit(None, dtype=pl.Int32).alias("northing"))
    return with_both_coordinates(corners).select("easting", "northing").to_numpy().astype(float)
