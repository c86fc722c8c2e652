"""How many crimes of each type were recorded in each ward, month by month: for comparisons over many at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from saferplace.analysis.missing import Known
from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area, AreaKind
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.police_street.layout import CRIME_TYPES
from saferplace.evidence.queries.held import MonthsHeld, months_held
from saferplace.evidence.queries.street import CrimeTypes, asked, lsoas_in, open_street
from saferplace.evidence.queries.street_counts import counts_by_type
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.reference import reference_table
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True, eq=False)
class WardTypeMonths:
    """counts: shape (wards, types, months). not_certain: shape (types, months), rows that no ward can claim.

    crime_types: those asked for, or, where all were, those of which there is any row.
    months: those of the period that can be counted by place, in order. is_known: shape (types, months), whether the
    figures of the month are complete as far as is known; those that are not are undercounts.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    crime_types: tuple[str, ...]
    months: tuple[Month, ...]
    counts: npt.NDArray[np.int64]
    not_certain: npt.NDArray[np.int64]
    is_known: npt.NDArray[np.bool_]
    held: MonthsHeld
    receipt: Receipt


def recorded_crime_by_ward_type_and_month(
    store: EvidenceStore,
    *,
    area: Area,
    crime_types: CrimeTypes,
    period: Period,
    version: Standing = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> WardTypeMonths:
    """Counts of every ward of 2024 in the area, noughts too, by the best fit of whole LSOAs. Raises NothingLoaded.

    Rows of a 2011 LSOA whose parts of 2021 lie in several wards are not certain, and are never shared out.
    """
    street = open_street(store, version)
    held = months_held(street, area, period, engine=engine)
    types = tuple(sorted(CRIME_TYPES if crime_types is None else crime_types))
    counts = counts_by_type(engine, street, months=held.counted, area=area)
    joined = counts.join(lsoas_in(engine, area).select("lsoa_code", "ward_code"), "lsoa_code")
    sums = {crime_type: joined[crime_type].sum() for crime_type in types}
    found = engine.run(joined.group_by("ward_code", "month").aggregate(**sums)) if held.counted else []
    wards = _wards_of(area)
    row_of = {code: number for number, (code, _) in enumerate(wards)}
    column_of = {str(month): number for number, month in enumerate(held.counted)}
    panel = np.zeros((len(wards), len(types), len(held.counted)), dtype=np.int64)
    nowhere = np.zeros(panel.shape[1:], dtype=np.int64)
    for row in found:
        into = nowhere if row["ward_code"] is None else panel[row_of[row["ward_code"]]]
        into[:, column_of[row["month"]]] += [int(row[crime_type] or 0) for crime_type in types]
    if crime_types is None:
        seen = (panel.sum(axis=0) + nowhere).any(axis=1)
        types = tuple(name for name, is_seen in zip(types, seen, strict=True) if is_seen)
        panel, nowhere = panel[:, seen], nowhere[seen]
    known = [
        [isinstance(held.figure(month, 0, frozenset({crime_type})), Known) for month in held.counted]
        for crime_type in types
    ]
    whole = panel.sum(axis=0) + nowhere
    result = {
        "counts": {str(month): int(n) for month, n in zip(held.counted, whole.sum(axis=0), strict=True)},
        "by_type": {name: int(n) for name, n in zip(types, whole.sum(axis=1), strict=True)},
        "by_ward": {code: int(n) for (code, _), n in zip(wards, panel.sum(axis=(1, 2)), strict=True)},
        "not_certain_to_be_in_one_ward": int(nowhere.sum()),
        **held.left_out_as_json(),
    }
    receipt = street.receipt("recorded_crime_by_ward_type_and_month", asked(area, crime_types, period), result, at)
    return WardTypeMonths(
        codes=tuple(code for code, _ in wards),
        names=tuple(name for _, name in wards),
        crime_types=types,
        months=held.counted,
        counts=panel,
        not_certain=nowhere,
        is_known=np.array(known, dtype=np.bool_).reshape(nowhere.shape),
        held=held,
        receipt=receipt,
    )


def _wards_of(area: Area) -> list[tuple[str, str]]:
    """Code and name, by code."""
    wards = reference_table("wards")
    if area.kind is AreaKind.WARD:
        inside = pl.col("ward_code") == area.code
    else:
        lsoas = reference_table("lsoas").filter(pl.col("lad_code").is_in(sorted(area.lad_codes)))
        inside = pl.col("ward_code").is_in(lsoas["ward_code"].drop_nulls().unique().to_list())
    return wards.filter(inside).select("ward_code", "ward_name").sort("ward_code").rows()
