"""Where the records of a partners' data set lie, as points for a map."""

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
from saferplace.evidence.queries.record_table import Categories, Providers, asked_of_records, open_records
from saferplace.evidence.queries.records_held import RecordMonths, record_months
from saferplace.evidence.queries.street import lsoas_in
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.reference import reference_path
from saferplace.evidence.sources.source import Source
from saferplace.evidence.store import EvidenceStore

POINT_DECIMALS = 4  # of degrees: about ten metres, so that one street corner is one point
CERTAINTIES = ("certain", "approximate", "uncertain", "none")


@dataclass(frozen=True)
class RecordPoint:
    """Rounded degrees (WGS84), with the street or place as it was written. by_certainty: of the place."""

    longitude: float
    latitude: float
    location: str
    by_category: Mapping[str, int]
    by_certainty: Mapping[str, int]
    wards: tuple[str, ...]

    @property
    def total(self) -> int:
        return sum(self.by_category.values())


@dataclass(frozen=True)
class RecordPoints:
    """points: most first, over `months.held`. without_point: in the area by its LSOA, with no coordinates.
    without_area: placed nowhere, so that nobody can say whether they belong here.
    """

    points: tuple[RecordPoint, ...]
    without_point: int
    without_area: int
    months: RecordMonths
    receipt: Receipt

    @property
    def total(self) -> int:
        return sum(point.total for point in self.points)

    @property
    def by_certainty(self) -> dict[str, int]:
        """Records at points by how sure their place is, surest first; only what occurs."""
        counts: Counter[str] = Counter()
        for point in self.points:
            counts.update(point.by_certainty)
        return {each: counts[each] for each in (*CERTAINTIES, *sorted(set(counts) - set(CERTAINTIES))) if counts[each]}


def records_at_points(
    store: EvidenceStore,
    *,
    source: Source,
    area: Area,
    categories: Categories,
    period: Period,
    providers: Providers = None,
    version: Standing = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> RecordPoints:
    """Counts at each rounded point of the area. Raises NothingLoaded before the first import."""
    table = open_records(store, source, version)
    months = record_months(table, period, providers=providers, engine=engine)
    rows = table.rows(engine, months=months.held, categories=categories, providers=providers)
    inside = lsoas_in(engine, area)
    wards = engine.table([str(reference_path("wards"))]).select("ward_code", "ward_name")
    warded = inside.left_join(wards, "ward_code").select("ward_name", ours="lsoa_code")
    joined = rows.left_join(warded, rows.lsoa_code == warded.ours)
    kept = joined.filter(joined.ours.notnull() | joined.lsoa_code.isnull())
    has_point = kept.ours.notnull() & kept.longitude.notnull() & kept.latitude.notnull()
    placed = kept.mutate(
        is_inside=kept.ours.notnull(),
        x=has_point.ifelse(kept.longitude.round(POINT_DECIMALS), None),
        y=has_point.ifelse(kept.latitude.round(POINT_DECIMALS), None),
        place=has_point.ifelse(kept.location.fill_null(""), ""),
        ward=has_point.ifelse(kept.ward_name, None),
        certainty=has_point.ifelse(kept.place_certainty.fill_null("none"), "none"),
        kind=has_point.ifelse(kept.category.fill_null(""), ""),
    )
    counted = placed.group_by("is_inside", "x", "y", "place", "ward", "certainty", "kind").aggregate(
        n=placed.number.sum()
    )
    found = engine.run(counted)
    points = tuple(sorted(_gathered(row for row in found if row["x"] is not None), key=_most_first))
    apart = [(row["is_inside"], int(row["n"] or 0)) for row in found if row["x"] is None]
    without_point = sum(n for is_inside, n in apart if is_inside)
    without_area = sum(n for is_inside, n in apart if not is_inside)
    result = {
        "points": len(points),
        "rows": sum(point.total for point in points),
        "without_point": without_point,
        "without_area": without_area,
        **months.left_out_as_json(),
    }
    receipt = table.receipt("records_at_points", asked_of_records(area, categories, providers, period), result, at)
    return RecordPoints(points, without_point, without_area, months, receipt)


def _gathered(found: Iterable[Mapping[str, Any]]) -> list[RecordPoint]:
    """One point from all the rows of a place: a rounded point and the name written for it."""
    kinds: dict[tuple[float, float, str], Counter[str]] = {}
    certainties: dict[tuple[float, float, str], Counter[str]] = {}
    wards: dict[tuple[float, float, str], set[str]] = {}
    for row in found:
        place = (row["x"], row["y"], row["place"])
        kinds.setdefault(place, Counter())[row["kind"]] += int(row["n"] or 0)
        certainties.setdefault(place, Counter())[row["certainty"]] += int(row["n"] or 0)
        wards.setdefault(place, set()).update([row["ward"]] if row["ward"] else [])
    return [
        RecordPoint(*place, dict(counts), dict(certainties[place]), tuple(sorted(wards[place])))
        for place, counts in kinds.items()
    ]


def _most_first(point: RecordPoint) -> tuple[int, float, float, str]:
    return (-point.total, point.longitude, point.latitude, point.location)
