"""In which LSOA of 2021 a point lies, where the bundled outlines reach (Hertfordshire).

Most outlines are generalised; Dacorum's are finer, of 2011, and used for each LSOA that 2021 left as it was. What both
are worth is measured in docs/places.md: an LSOA near an edge is told as the likely one, never as certain.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import shapely

from saferplace.evidence.places.coordinates import with_both_coordinates
from saferplace.evidence.reference import reference_table

_FOLDER = Path(__file__).resolve().parents[4] / "data" / "geo"
# How far from its edge an outline can be believed, in metres.
_GENERALISED_M, _FINER_M = 75, 25


@dataclass(frozen=True)
class _Outlines:
    codes: np.ndarray  # of str, in the order of `shapes`
    shapes: np.ndarray  # of polygons, in metres of British National Grid; finer ones first
    doubt_m: np.ndarray  # how near to its edge an outline is not to be believed
    tree: shapely.STRtree


def lsoas_of_points(points: pl.DataFrame) -> pl.DataFrame:
    """points: easting, northing (whole metres, none null).

    Adds ``found_lsoa``, null outside the outlines, and ``is_near_edge``: the neighbour may be the right one.
    """
    outlines = _outlines()
    places = shapely.points(points["easting"].to_numpy(), points["northing"].to_numpy())
    # Neighbours overlap a little: the first is taken, so that it is always the same and a finer one where there is one.
    which, shape = outlines.tree.query(places, predicate="intersects")
    order = np.lexsort((shape, which))
    which, first = np.unique(which[order], return_index=True)
    shape = shape[order][first]
    codes = np.full(points.height, None, dtype=object)
    codes[which] = outlines.codes[shape]
    is_near = np.zeros(points.height, dtype=bool)
    to_edge = shapely.distance(shapely.boundary(outlines.shapes[shape]), places[which])
    is_near[which] = to_edge < outlines.doubt_m[shape]
    return points.with_columns(
        pl.Series("found_lsoa", codes.tolist(), dtype=pl.String), pl.Series("is_near_edge", is_near)
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
    same = reference_table("exact_fit").filter(pl.col("change") == "U")["lsoa_2021"]
    unchanged = frozenset(same.to_list())
    finer = [feature for feature in _features("lsoas_2011_dacorum_finer") if feature["properties"]["code"] in unchanged]
    features = [*finer, *_features("lsoas_2021")]
    shapes = np.array([shapely.geometry.shape(feature["geometry"]) for feature in features], dtype=object)
    in_metres = shapely.transform(shapes, _to_metres)
    return _Outlines(
        codes=np.array([feature["properties"]["code"] for feature in features], dtype=object),
        shapes=in_metres,
        doubt_m=np.array([_FINER_M] * len(finer) + [_GENERALISED_M] * (len(features) - len(finer))),
        tree=shapely.STRtree(in_metres),
    )


def _features(name: str) -> list[dict[str, Any]]:
    file = _FOLDER / f"{name}.geojson"
    found: list[dict[str, Any]] = json.loads(file.read_text())["features"] if file.exists() else []
    return sorted(found, key=lambda feature: str(feature["properties"]["code"]))


def _to_metres(degrees: np.ndarray) -> np.ndarray:
    corners = pl.DataFrame(
        {"longitude": degrees[:, 0], "latitude": degrees[:, 1]},
    ).with_columns(pl.lit(None, dtype=pl.Int32).alias("easting"), pl.lit(None, dtype=pl.Int32).alias("northing"))
    return with_both_coordinates(corners).select("easting", "northing").to_numpy().astype(float)
