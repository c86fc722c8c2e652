"""How many crimes of each type were recorded at each published map point over a period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saferplace.analysis.months import Period
from saferplace.evidence.areas import Area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.queries.held import MonthsHeld, months_held
from saferplace.evidence.queries.rows_in_area import rows_in_area
from saferplace.evidence.queries.street import CrimeTypes, asked, open_street
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True, eq=False)
class PointTypes:
    """A place is one published point (WGS84 degrees). counts: shape (places, crime types).

    Places without a row of any of these types in the period are not here.
    """

    longitude: npt.NDArray[np.float64]
    latitude: npt.NDArray[np.float64]
    crime_types: tuple[str, ...]
    counts: npt.NDArray[np.int64]
    held: MonthsHeld
    receipt: Receipt


def recorded_crime_at_points_by_type(
    store: EvidenceStore,
    *,
    area: Area,
    crime_types: CrimeTypes,
    period: Period,
    version: Standing = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> PointTypes:
    """Counts per point and type of all forces' rows that lie in the area. Raises NothingLoaded."""
    street = open_street(store, version)
    held = months_held(street, area, period, engine=engine)
    rows = rows_in_area(engine, street, months=held.counted, crime_types=crime_types, area=area)
    placed = rows.filter(rows.longitude.notnull() & rows.latitude.notnull())
    counted = placed.group_by("longitude", "latitude", "crime_type").aggregate(n=placed.count())
    found = engine.run(counted.order_by("longitude", "latitude", "crime_type"))
    types = tuple(sorted({row["crime_type"] for row in found}))
    column_of = {name: number for number, name in enumerate(types)}
    row_of: dict[tuple[float, float], int] = {}
    for row in found:
        row_of.setdefault((row["longitude"], row["latitude"]), len(row_of))
    counts = np.zeros((len(row_of), len(types)), dtype=np.int64)
    for row in found:
        counts[row_of[row["longitude"], row["latitude"]], column_of[row["crime_type"]]] = int(row["n"])
    result = {
        "places": len(row_of),
        "total": int(counts.sum()),
        "by_type": {name: int(n) for name, n in zip(types, counts.sum(axis=0), strict=True)},
        **held.left_out_as_json(),
    }
    receipt = street.receipt("recorded_crime_at_points_by_type", asked(area, crime_types, period), result, at)
    return PointTypes(
        np.array([longitude for longitude, _ in row_of], dtype=float),
        np.array([latitude for _, latitude in row_of], dtype=float),
        types,
        counts,
        held,
        receipt,
    )
