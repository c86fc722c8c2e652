"""Where recorded crime was put on the publisher's anonymous map points."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from saferplace.analysis.months import Period
from saferplace.evidence.areas import Area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.queries.held import MonthsHeld, months_held
from saferplace.evidence.queries.rows_in_area import rows_in_area
from saferplace.evidence.queries.street import (
    CrimeTypes,
    asked,
    lsoas_in,
    open_street,
)
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.reference import reference_path
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True)
class Point:
    """A published map point (WGS84 degrees): near where something happened, never the place itself.

    wards: names of the wards that its rows' LSOAs fit best, usually one; none where the ward is not certain.
    """

    longitude: float
    latitude: float
    location: str
    by_type: Mapping[str, int]
    wards: tuple[str, ...]

    @property
    def total(self) -> int:
        return sum(self.by_type.values())


@dataclass(frozen=True)
class Points:
    """Points with the most rows first. The map and its list both draw from here."""

    points: tuple[Point, ...]
    months: MonthsHeld
    receipt: Receipt

    @property
    def total(self) -> int:
        return sum(point.total for point in self.points)


def recorded_crime_at_points(
    store: EvidenceStore,
    *,
    area: Area,
    crime_types: CrimeTypes,
    period: Period,
    version: Standing = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> Points:
    """Counts at each published point of the area (a district, a ward, ...), over `months.counted`."""
    street = open_street(store, version)
    months = months_held(street, area, period, engine=engine)
    rows = rows_in_area(engine, street, months=months.counted, crime_types=crime_types, area=area)
    place = ("longitude", "latitude", "location")
    placed = rows.filter(rows.longitude.notnull() & rows.latitude.notnull())
    warded = placed.join(_ward_names(engine, area), "lsoa_code")
    counted = warded.group_by(*place, "crime_type", "ward_name").aggregate(n=warded.count())
    points = tuple(sorted(_gathered(engine.run(counted.order_by(*place, "crime_type"))), key=_most_first))
    result = {
        "points": len(points),
        "rows": sum(point.total for point in points),
        **months.left_out_as_json(),
    }
    receipt = street.receipt("recorded_crime_at_points", asked(area, crime_types, period), result, at)
    return Points(points, months, receipt)


def _ward_names(engine: Engine, area: Area) -> Any:
    """Every LSOA code of the area with the name of its ward, null where its parts lie in several."""
    wards = engine.table([str(reference_path("wards"))]).select("ward_code", "ward_name")
    return lsoas_in(engine, area).left_join(wards, "ward_code").select("lsoa_code", "ward_name")


def _gathered(found: Iterable[Mapping[str, Any]]) -> list[Point]:
    """One Point from all the rows of a place. A place is a point and its name: points are shared by several streets."""
    by_type: dict[tuple[float, float, str], Counter[str]] = {}
    wards: dict[tuple[float, float, str], set[str]] = {}
    for row in found:
        place = (row["longitude"], row["latitude"], row["location"] or "")
        by_type.setdefault(place, Counter())[row["crime_type"]] += row["n"]
        wards.setdefault(place, set()).update([row["ward_name"]] if row["ward_name"] else [])
    return [Point(*place, dict(counts), tuple(sorted(wards[place]))) for place, counts in by_type.items()]


def _most_first(point: Point) -> tuple[int, float, float, str]:
    return (-point.total, point.longitude, point.latitude, point.location)
