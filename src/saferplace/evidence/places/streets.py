"""The streets of an area: from the map points of data.police.uk that are held, and from OS Open Names when loaded.

A police point is the middle of a street or the nearest of a fixed set of points, so a street is only ever placed
approximately. Points of one name that lie within `TOGETHER_M` of each other are one street; otherwise there are more.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import Any

import numpy as np
import polars as pl
from scipy.cluster.hierarchy import fcluster, linkage

from saferplace.evidence.areas import Area
from saferplace.evidence.engine import CHOSEN
from saferplace.evidence.places.gazetteers.lookup import HeldGazetteers
from saferplace.evidence.places.localities import Localities, localities_of
from saferplace.evidence.places.small_areas import lsoas_of_points
from saferplace.evidence.places.street_names import folded, is_never_one_place
from saferplace.evidence.queries.rows_in_area import rows_in_area
from saferplace.evidence.queries.street import NothingLoaded, open_street
from saferplace.evidence.store import EvidenceStore

TOGETHER_M = 500


@dataclass(frozen=True)
class Street:
    """One street, or one stretch of a long one. number: its place in `Streets.all`.

    key: its folded name. name: as published. easting, northing: of the published point nearest to its middle.
    lsoa_code: of 2021; blank where not known. ward: name; blank where not known. towns, outward: from OS Open Names.
    is_kind: a kind of place or a numbered road, of which one point says nothing about where the rest of them are.
    """

    number: int
    key: str
    name: str
    easting: int
    northing: int
    lsoa_code: str
    ward: str
    towns: frozenset[str]
    outward: str
    points: int
    is_kind: bool


@dataclass(frozen=True)
class Streets:
    """all: in the order of their numbers. by_key: streets of one folded name. version: of the police's street file."""

    all: tuple[Street, ...] = ()
    by_key: dict[str, tuple[Street, ...]] = field(default_factory=dict)
    localities: Localities = field(default_factory=Localities)
    version: int | None = None


def streets_of(open_store: EvidenceStore, area: Area) -> Streets:
    """The streets known in the area. Built once for each state of the store."""
    return _streets_at(open_store, area, open_store.version("police-uk-street"), open_store.version("os-open-names"))


@lru_cache(maxsize=8)
def _streets_at(store: EvidenceStore, area: Area, police_version: int | None, names_version: int | None) -> Streets:
    names = HeldGazetteers.of(store).names()
    points = pl.concat([_police_points(store, area, police_version), _named_roads(names)])
    localities = localities_of(area, names)
    streets = tuple(_street(number, group, localities) for number, group in enumerate(_grouped(points)))
    by_key: dict[str, list[Street]] = {}
    for street in streets:
        by_key.setdefault(street.key, []).append(street)
    return Streets(streets, {key: tuple(found) for key, found in by_key.items()}, localities, police_version)


_POINT = {
    "key": pl.String,
    "name": pl.String,
    "easting": pl.Int32,
    "northing": pl.Int32,
    "lsoa_code": pl.String,
    "town": pl.String,
    "outward": pl.String,
    "is_newest": pl.Boolean,
    "is_long": pl.Boolean,
}


def _police_points(store: EvidenceStore, area: Area, version: int | None) -> pl.DataFrame:
    """Each published point with each name it ever had. Points were redrawn over the years; all of them are kept."""
    try:
        street = open_street(store, version)
    except NothingLoaded:
        return pl.DataFrame(schema=_POINT)
    rows = rows_in_area(CHOSEN, street, months=None, crime_types=None, area=area)
    placed = rows.filter(rows.location.notnull() & rows.easting.notnull())
    found = CHOSEN.run(placed.group_by(["location", "easting", "northing", "lsoa_code", "lsoa_edition"]).aggregate())
    points = pl.DataFrame(
        found,
        schema={
            "location": pl.String,
            "easting": pl.Int32,
            "northing": pl.Int32,
            "lsoa_code": pl.String,
            "lsoa_edition": pl.String,
        },
    )
    is_of_2021 = pl.col("lsoa_edition") != "2011"
    return points.select(
        folded(pl.col("location")).alias("key"),
        pl.col("location").str.replace("(?i)^on or near ", "").alias("name"),
        "easting",
        "northing",
        pl.when(is_of_2021).then("lsoa_code").alias("lsoa_code"),
        pl.lit(None, dtype=pl.String).alias("town"),
        pl.lit(None, dtype=pl.String).alias("outward"),
        is_of_2021.alias("is_newest"),
        pl.lit(False).alias("is_long"),
    ).filter(pl.col("key") != "", pl.col("key") != "no location")


def _named_roads(names: pl.DataFrame) -> pl.DataFrame:
    roads = names.filter(pl.col("kind").is_in(["Named Road", "Section Of Named Road"]))
    both = pl.concat([roads, roads.filter(pl.col("other_name").is_not_null()).with_columns(name=pl.col("other_name"))])
    return both.select(
        folded(pl.col("name")).alias("key"),
        "name",
        "easting",
        "northing",
        pl.lit(None, dtype=pl.String).alias("lsoa_code"),
        folded(pl.col("town")).alias("town"),
        "outward",
        pl.lit(True).alias("is_newest"),
        (pl.col("length_m") > 2 * TOGETHER_M).fill_null(False).alias("is_long"),
    ).filter(pl.col("key") != "")


_Point = dict[str, Any]


def _grouped(points: pl.DataFrame) -> list[list[_Point]]:
    """The points of each street, in the order of their names and then of their points, whatever order they came in."""
    judged = points.unique().with_columns(is_never_one_place(pl.col("key")).alias("is_kind"))
    ordered = judged.sort("key", "easting", "northing", "name", "lsoa_code", "town", "outward", nulls_last=True)
    groups: list[list[_Point]] = []
    for _, of_one_name in itertools.groupby(ordered.iter_rows(named=True), key=itemgetter("key")):
        known = list(of_one_name)
        streets: dict[int, list[_Point]] = {}
        for label, point in zip(_labels(_metres(known)), known, strict=True):
            streets.setdefault(int(label), []).append(point)
        groups.extend(streets.values())
    return groups


def _labels(metres: np.ndarray) -> np.ndarray:
    """Which points are one street: the widest distance within a group stays under `TOGETHER_M`."""
    spread = np.hypot(*(metres.max(axis=0) - metres.min(axis=0)))
    if spread <= TOGETHER_M:
        return np.zeros(len(metres), dtype=int)
    labels: np.ndarray = fcluster(linkage(metres, method="complete"), t=TOGETHER_M, criterion="distance")
    return labels


def _metres(points: Sequence[_Point]) -> np.ndarray:
    return np.array([(point["easting"], point["northing"]) for point in points], dtype=float)


def _street(number: int, points: list[_Point], localities: Localities) -> Street:
    newest = [point for point in points if point["is_newest"]] or points
    metres = _metres(newest)
    apart = np.hypot(*(metres[:, None] - metres[None]).transpose(2, 0, 1))
    chosen = newest[int(apart.sum(axis=0).argmin())]
    lsoa = chosen["lsoa_code"] or _lsoa_at(chosen["easting"], chosen["northing"])
    return Street(
        number=number,
        key=chosen["key"],
        name=chosen["name"],
        easting=chosen["easting"],
        northing=chosen["northing"],
        lsoa_code=lsoa,
        ward=localities.ward_of(lsoa),
        towns=frozenset(point["town"] for point in points if point["town"]),
        outward=min((point["outward"] for point in points if point["outward"]), default=""),
        points=len(points),
        is_kind=any(point["is_kind"] or point["is_long"] for point in points),
    )


def _lsoa_at(easting: int, northing: int) -> str:
    found = lsoas_of_points(pl.DataFrame({"easting": [easting], "northing": [northing]}))
    return found["found_lsoa"][0] or ""
