"""How many crimes were recorded at each published map point, month by month."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.queries.held import MonthsHeld, months_held
from saferplace.evidence.queries.rows_in_area import rows_in_area
from saferplace.evidence.queries.street import CrimeTypes, asked, open_street
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True, eq=False)
class PointMonths:
    """A place is one published point (WGS84 degrees); names: of the streets and places that rows there carry.

    counts: shape (places, months); lsoa_codes: one of each point, as its newest rows give it. Places without a row in
    the period are not here: the publisher's list of points is not in the files.
    """

    longitude: npt.NDArray[np.float64]
    latitude: npt.NDArray[np.float64]
    names: tuple[str, ...]
    lsoa_codes: tuple[str, ...]
    months: tuple[Month, ...]
    counts: npt.NDArray[np.int64]
    held: MonthsHeld
    receipt: Receipt


def recorded_crime_at_points_by_month(
    store: EvidenceStore,
    *,
    area: Area,
    crime_types: CrimeTypes,
    period: Period,
    version: Standing = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> PointMonths:
    """Counts per point and month of all forces' rows that lie in the area. Raises NothingLoaded."""
    street = open_street(store, version)
    held = months_held(street, area, period, engine=engine)
    rows = rows_in_area(engine, street, months=held.counted, crime_types=crime_types, area=area)
    placed = rows.filter(rows.longitude.notnull() & rows.latitude.notnull())
    place = ("longitude", "latitude")
    counted = placed.group_by(*place, "location", "lsoa_code", "month").aggregate(n=placed.count())
    found = engine.run(counted.order_by(*place, "month", "location", "lsoa_code"))
    row_of: dict[tuple[float, float], int] = {}
    names: list[set[str]] = []
    lsoas: list[str] = []
    for row in found:
        number = row_of.setdefault((row["longitude"], row["latitude"]), len(row_of))
        if number == len(names):
            names.append(set())
            lsoas.append("")
        names[number].add(row["location"] or "")
        lsoas[number] = row["lsoa_code"]
    column_of = {str(month): number for number, month in enumerate(held.counted)}
    panel = np.zeros((len(row_of), len(held.counted)), dtype=np.int64)
    for row in found:
        panel[row_of[row["longitude"], row["latitude"]], column_of[row["month"]]] += int(row["n"])
    result = {
        "places": len(row_of),
        "total": int(panel.sum()),
        "by_month": {str(month): int(n) for month, n in zip(held.counted, panel.sum(axis=0), strict=True)},
        **held.left_out_as_json(),
    }
    receipt = street.receipt("recorded_crime_at_points_by_month", asked(area, crime_types, period), result, at)
    return PointMonths(
        np.array([longitude for longitude, _ in row_of], dtype=float),
        np.array([latitude for _, latitude in row_of], dtype=float),
        tuple(" / ".join(sorted(each - {""})) or "No street name" for each in names),
        tuple(lsoas),
        held.counted,
        panel,
        held,
        receipt,
    )
