"""The rows behind a number, in the order of the publisher's files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from saferplace.analysis.months import Period
from saferplace.evidence.areas import Area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.queries.rows_in_area import rows_in_area
from saferplace.evidence.queries.street import CrimeTypes, asked, open_street
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.store import EvidenceStore

_SHOWN = (
    "month",
    "force",
    "crime_type",
    "location",
    "lsoa_code",
    "lsoa_name",
    "lsoa_edition",
    "longitude",
    "latitude",
    "last_outcome",
    "crime_id",
    "context",
    "source_file",
    "source_sha256",
    "source_line",
    "import_id",
    "is_correction",
)


Place = tuple[float, float, str]  # longitude, latitude and name of a `Point`


@dataclass(frozen=True)
class RowsPage:
    """One page of rows. total: rows on all pages. Each row is column to value, with its file, line and import."""

    rows: tuple[Mapping[str, Any], ...]
    total: int
    page: int
    page_size: int
    receipt: Receipt

    @property
    def pages(self) -> int:
        return -(-self.total // self.page_size)


def recorded_crime_rows(
    store: EvidenceStore,
    *,
    area: Area,
    crime_types: CrimeTypes,
    period: Period,
    page: int = 1,
    page_size: int = 50,
    place: Place | None = None,
    version: Standing = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> RowsPage:
    """Page ``page`` (from 1) of the rows that the same question to `recorded_crime_by_month` counts.

    place: only the rows of one place on the map.
    Rows of months that cannot be counted are listed too: what there is, is shown.
    Raises ValueError for a page or page size below 1.
    """
    if page < 1 or page_size < 1:
        raise ValueError("Pages are counted from 1 and hold at least one row.")
    street = open_street(store, version)
    rows = rows_in_area(engine, street, months=period.months(), crime_types=crime_types, area=area)
    if place is not None:
        rows = rows.filter(_is_at(rows, place))
    numbered = rows.select(*_SHOWN).mutate(total=lambda listed: listed.count().over())
    found = engine.run(
        numbered.order_by("month", "force", "source_file", "source_line").limit(
            page_size, offset=(page - 1) * page_size
        )
    )
    total = found[0]["total"] if found else engine.run(rows.aggregate(total=rows.count()))[0]["total"]
    listed = tuple({column: row[column] for column in _SHOWN} for row in found)
    said = asked(area, crime_types, period) | ({} if place is None else {"place": list(place)})
    receipt = street.receipt("recorded_crime_rows", said, {"rows": total}, at)
    return RowsPage(listed, total, page, page_size, receipt)


def _is_at(rows: Any, place: Place) -> Any:
    longitude, latitude, location = place
    return (rows.longitude == longitude) & (rows.latitude == latitude) & (rows.location.fill_null("") == location)
