"""How many records of a partners' data set lie in each ward, or each LSOA, of an area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from saferplace.analysis.months import Period
from saferplace.evidence.areas import Area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.queries.by_place import PlaceCount
from saferplace.evidence.queries.record_table import Categories, Providers, asked_of_records, open_records
from saferplace.evidence.queries.records_held import RecordMonths, record_months
from saferplace.evidence.queries.street import lsoas_in
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.reference import reference_path
from saferplace.evidence.sources.source import Source
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True)
class RecordPlaces:
    """places: by code, over `months.held`. not_certain: in the area, in no one ward. without_area: placed nowhere."""

    places: tuple[PlaceCount, ...]
    not_certain: int
    without_area: int
    months: RecordMonths
    receipt: Receipt

    @property
    def total(self) -> int:
        """Records that lie in the area."""
        return self.not_certain + sum(place.count for place in self.places)


def records_by_ward(
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
) -> RecordPlaces:
    """Counts per ward of 2024, also of wards without a record, by the best fit of whole LSOAs.

    Raises NothingLoaded before the first import.
    """
    table = open_records(store, source, version)
    months = record_months(table, period, providers=providers, engine=engine)
    rows = table.rows(engine, months=months.held, categories=categories, providers=providers)
    # Records without an LSOA come along under the code “none”, so that one statement answers both.
    placed = rows.select(lsoa_code=rows.lsoa_code.fill_null("none"), number="number")
    per_lsoa = placed.group_by("lsoa_code").aggregate(n=placed.number.sum())
    ours = lsoas_in(engine, area).select("lsoa_code", "ward_code")
    joined = ours.outer_join(per_lsoa, "lsoa_code")
    joined = joined.filter(joined.lsoa_code.notnull() | (joined.lsoa_code_right == "none"))
    marked = joined.mutate(is_nowhere=joined.lsoa_code.isnull())
    per_ward = marked.group_by("is_nowhere", code=marked.ward_code).aggregate(n=marked.n.sum().fill_null(0))
    wards = engine.table([str(reference_path("wards"))])
    named = per_ward.left_join(wards, per_ward.code == wards.ward_code)
    columns = named.select("is_nowhere", "code", "n", name=named.ward_name).order_by("is_nowhere", "code")
    found = engine.run(columns) if months.held else []
    asked = asked_of_records(area, categories, providers, period)
    return _places(found, months, table.receipt("records_by_ward", asked, _as_json(found, months), at))


def records_by_lsoa(
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
) -> RecordPlaces:
    """Counts per LSOA code as the rows give it; only codes with records."""
    table = open_records(store, source, version)
    months = record_months(table, period, providers=providers, engine=engine)
    rows = table.rows(engine, months=months.held, categories=categories, providers=providers)
    per_lsoa = rows.group_by("lsoa_code").aggregate(n=rows.number.sum())
    ours = lsoas_in(engine, area).select(ours="lsoa_code", name="lsoa_name")
    joined = per_lsoa.left_join(ours, per_lsoa.lsoa_code == ours.ours)
    kept = joined.filter(joined.ours.notnull() | joined.lsoa_code.isnull())
    found = engine.run(
        kept.select("n", "name", code="lsoa_code", is_nowhere=kept.lsoa_code.isnull()).order_by("is_nowhere", "code")
    )
    asked = asked_of_records(area, categories, providers, period)
    return _places(found, months, table.receipt("records_by_lsoa", asked, _as_json(found, months), at))


def _places(found: Sequence[Mapping[str, Any]], months: RecordMonths, receipt: Receipt) -> RecordPlaces:
    inside = [row for row in found if not row["is_nowhere"]]
    return RecordPlaces(
        places=tuple(PlaceCount(row["code"], row["name"], int(row["n"])) for row in inside if row["code"] is not None),
        not_certain=sum(int(row["n"]) for row in inside if row["code"] is None),
        without_area=_nowhere(found),
        months=months,
        receipt=receipt,
    )


def _nowhere(found: Sequence[Mapping[str, Any]]) -> int:
    return sum(int(row["n"]) for row in found if row["is_nowhere"])


def _as_json(found: Sequence[Mapping[str, Any]], months: RecordMonths) -> dict[str, Any]:
    inside = [row for row in found if not row["is_nowhere"]]
    return {
        "counts": {row["code"]: int(row["n"]) for row in inside if row["code"] is not None},
        "not_certain": sum(int(row["n"]) for row in inside if row["code"] is None),
        "without_area": _nowhere(found),
        **months.left_out_as_json(),
    }
