"""How many crimes of each type were recorded in each ward of an area: one table, with what no ward can be given."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from saferplace.analysis.months import Period
from saferplace.evidence.areas import Area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.police_street.layout import CRIME_TYPES
from saferplace.evidence.queries.held import MonthsHeld, months_held
from saferplace.evidence.queries.street import asked, lsoas_in, open_street
from saferplace.evidence.queries.street_counts import counts_by_type
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.reference import reference_path
from saferplace.evidence.store import EvidenceStore

NO_WARD = ""  # the code of the line of crimes whose small area lies across wards


@dataclass(frozen=True)
class WardsByType:
    """counts: for each line a number for each type; every ward, also without a crime, by code; last, without a ward.

    The counts cover ``months.counted``; without such a month there are no lines.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    types: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    months: MonthsHeld
    receipt: Receipt


def recorded_crime_by_ward_and_type(
    store: EvidenceStore,
    *,
    area: Area,
    period: Period,
    version: Standing = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> WardsByType:
    """Counts per ward of 2024, by the best fit of whole LSOAs, and crime type. Raises NothingLoaded.

    Rows of a 2011 LSOA whose parts of 2021 lie in several wards are in the line without a ward, never shared out.
    """
    street, types = open_street(store, version), tuple(sorted(CRIME_TYPES))
    months = months_held(street, area, period, engine=engine)
    counts = counts_by_type(engine, street, months=months.counted, area=area)
    per_lsoa = counts.group_by("lsoa_code").aggregate(**{name: counts[name].sum() for name in types})
    joined = lsoas_in(engine, area).select("lsoa_code", "ward_code").left_join(per_lsoa, "lsoa_code")
    sums = {name: joined[name].sum().fill_null(0) for name in types}
    per_ward = joined.group_by(code=joined.ward_code).aggregate(**sums)
    wards = engine.table([str(reference_path("wards"))]).select("ward_code", "ward_name")
    found = engine.run(per_ward.left_join(wards, per_ward.code == wards.ward_code)) if months.counted else []
    lines = sorted(found, key=lambda row: (row["code"] is None, row["code"]))
    table = tuple(tuple(int(row[name]) for name in types) for row in lines)
    codes = tuple(row["code"] or NO_WARD for row in lines)
    result = {
        "by_ward": {code: list(line) for code, line in zip(codes, table, strict=True)},
        **months.left_out_as_json(),
    }
    receipt = street.receipt("recorded_crime_by_ward_and_type", asked(area, None, period), result, at)
    names = tuple(row["ward_name"] or "Ward not certain" for row in lines)
    return WardsByType(codes, names, types, table, months, receipt)
