"""How many crimes were recorded in each small area, month by month: the panel that local statistics work on."""

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
from saferplace.evidence.queries.street import CrimeTypes, asked, lsoas_in, open_street
from saferplace.evidence.queries.street_counts import street_counts
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.reference.same_ground import same_ground
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True, eq=False)
class LsoaMonths:
    """counts: shape (places, months), every place of the area also where nothing was recorded.

    codes: an LSOA code each, or the ground that both editions share (`reference.same_ground`) when the files of the
    period use both. months: those of the period that can be counted by place, in order; ``held`` says why others are
    not, and which of these are in doubt.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    months: tuple[Month, ...]
    counts: npt.NDArray[np.int64]
    is_joined: bool
    held: MonthsHeld
    receipt: Receipt


def recorded_crime_by_lsoa_and_month(
    store: EvidenceStore,
    *,
    area: Area,
    crime_types: CrimeTypes,
    period: Period,
    version: Standing = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> LsoaMonths:
    """Counts per small area and month of all forces' rows that lie in the area. Raises NothingLoaded."""
    street = open_street(store, version)
    held = months_held(street, area, period, engine=engine)
    counts = street_counts(engine, street, months=held.counted, crime_types=crime_types, area=area)
    found = engine.run(counts.group_by("lsoa_code", "lsoa_edition", "month").aggregate(n=counts.n.sum()))
    lsoas = engine.run(lsoas_in(engine, area).select("lsoa_code", "lsoa_name", "edition").order_by("lsoa_code"))
    names = {row["lsoa_code"]: row["lsoa_name"] for row in lsoas}
    editions = {row["lsoa_edition"] for row in found} & {"2011", "2021"}
    is_joined = len(editions) == 2
    if is_joined:
        place_of = dict(same_ground(list(names)))
    else:
        drawn = {"both", *(editions or {"2021"})}
        place_of = {row["lsoa_code"]: row["lsoa_code"] for row in lsoas if row["edition"] in drawn}
    codes = tuple(sorted(set(place_of.values()))) if held.counted else ()
    row_of = {code: number for number, code in enumerate(codes)}
    column_of = {str(month): number for number, month in enumerate(held.counted)}
    panel = np.zeros((len(codes), len(held.counted)), dtype=np.int64)
    for row in found:
        panel[row_of[place_of[row["lsoa_code"]]], column_of[row["month"]]] += int(row["n"])
    result = {
        "places": len(codes),
        "total": int(panel.sum()),
        "by_place": {code: int(n) for code, n in zip(codes, panel.sum(axis=1), strict=True) if n},
        "by_month": {str(month): int(n) for month, n in zip(held.counted, panel.sum(axis=0), strict=True)},
        **held.left_out_as_json(),
    }
    receipt = street.receipt("recorded_crime_by_lsoa_and_month", asked(area, crime_types, period), result, at)
    named = tuple(_name(code, names) for code in codes)
    return LsoaMonths(codes, named, held.counted, panel, is_joined, held, receipt)


def _name(code: str, names: dict[str, str]) -> str:
    return " and ".join(names.get(one, one) for one in code.split("+"))
