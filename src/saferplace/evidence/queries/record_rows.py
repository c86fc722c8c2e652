"""The records behind a number, in the order of the files they came from."""

from __future__ import annotations

import datetime as dt
from typing import Any

from saferplace.analysis.months import Period
from saferplace.evidence.areas import Area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.partner.stored import RECORD
from saferplace.evidence.queries.record_table import Categories, Providers, asked_of_records, open_records
from saferplace.evidence.queries.records_at_points import POINT_DECIMALS
from saferplace.evidence.queries.rows import Place, RowsPage
from saferplace.evidence.queries.street import lsoas_in
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.sources.source import PROVENANCE, UNIT_COLUMN, Source
from saferplace.evidence.store import EvidenceStore

_SHARED = tuple(name for name, _ in RECORD)
_PROVENANCE = tuple(name for name, _ in PROVENANCE)


def record_rows(
    store: EvidenceStore,
    *,
    source: Source,
    area: Area | None,
    categories: Categories,
    period: Period,
    providers: Providers = None,
    page: int = 1,
    page_size: int = 50,
    place: Place | None = None,
    version: Standing = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> RowsPage:
    """Page ``page`` (from 1) of the records that the same question to `records_by_month` counts.

    place: only those of one point of `records_at_points`. Records of months that cannot be counted are listed too.
    Raises NothingLoaded, and ValueError for a page or page size below 1.
    """
    if page < 1 or page_size < 1:
        raise ValueError("Pages are counted from 1 and hold at least one row.")
    table = open_records(store, source, version)
    rows = table.rows(engine, months=period.months(), categories=categories, providers=providers)
    if area is not None:
        rows = rows.semi_join(lsoas_in(engine, area), "lsoa_code")
    if place is not None:
        rows = rows.filter(_is_at(rows, place))
    own = [name for name in source.stored.names if name not in (UNIT_COLUMN, *_SHARED, *_PROVENANCE)]
    shown = (*_SHARED, *own, *_PROVENANCE)
    numbered = rows.select(*shown).mutate(
        total=lambda listed: listed.count().over(), records=lambda listed: listed.number.sum().over()
    )
    found = engine.run(
        numbered.order_by("month", "provider", "source_file", "source_line").limit(
            page_size, offset=(page - 1) * page_size
        )
    )
    first = found[0] if found else _totals(engine, rows)
    listed = tuple({column: row[column] for column in shown} for row in found)
    said = asked_of_records(area, categories, providers, period) | ({} if place is None else {"place": list(place)})
    result = {"rows": first["total"], "records": int(first["records"] or 0)}
    receipt: Receipt = table.receipt("record_rows", said, result, at)
    return RowsPage(listed, first["total"], page, page_size, receipt)


def _totals(engine: Engine, rows: Any) -> dict[str, Any]:
    return engine.run(rows.aggregate(total=rows.count(), records=rows.number.sum()))[0]


def _is_at(rows: Any, place: Place) -> Any:
    longitude, latitude, location = place
    return (
        (rows.longitude.round(POINT_DECIMALS) == longitude)
        & (rows.latitude.round(POINT_DECIMALS) == latitude)
        & (rows.location.fill_null("") == location)
    )
