"""The records of a partners' data set as events with a time and a place, for statistics of when and where.

Whoever asks must first have settled who may see the answer: a row here is a row of the data set.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saferplace.analysis.months import Period
from saferplace.evidence.areas import Area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.queries.record_table import Categories, Providers, asked_of_records, open_records
from saferplace.evidence.queries.records_held import RecordMonths, record_months
from saferplace.evidence.queries.street import lsoas_in
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.sources.source import Source
from saferplace.evidence.store import EvidenceStore

_ASKED = (
    "month", "occurred_on", "occurred_from", "occurred_to", "time_precision", "category", "number",
    "easting", "northing", "location", "uprn", "lsoa_code", "place_certainty",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class RecordEvents:
    """One entry a record over `months.held`, in order of time, then place; all arrays have shape (records,).

    month: of each, ``YYYY-MM``. day: NaT when only the month is known. begins, ends: by the clock in London, NaT when
    the time is not known; equal for an exact time. easting, northing: metres, NaN when the record has no point.
    dwelling: its UPRN, blank without one. number: alike things that were sent as one record.
    """

    month: tuple[str, ...]
    day: npt.NDArray[np.datetime64]
    begins: npt.NDArray[np.datetime64]
    ends: npt.NDArray[np.datetime64]
    precision: tuple[str, ...]
    category: tuple[str, ...]
    number: npt.NDArray[np.int64]
    easting: npt.NDArray[np.float64]
    northing: npt.NDArray[np.float64]
    location: tuple[str, ...]
    dwelling: tuple[str, ...]
    lsoa_code: tuple[str, ...]
    certainty: tuple[str, ...]
    months: RecordMonths
    receipt: Receipt

    def __len__(self) -> int:
        return len(self.number)


def record_events(
    store: EvidenceStore,
    *,
    source: Source,
    area: Area | None,
    categories: Categories,
    period: Period,
    providers: Providers = None,
    version: Standing = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> RecordEvents:
    """Every record of the area (None: all that were sent). Raises NothingLoaded before the first import."""
    table = open_records(store, source, version)
    months = record_months(table, period, providers=providers, engine=engine)
    rows = table.rows(engine, months=months.held, categories=categories, providers=providers)
    if area is not None:
        rows = rows.semi_join(lsoas_in(engine, area), "lsoa_code")
    # The source's own line last, so that equal records keep one order on every engine.
    in_order = rows.order_by("occurred_on", "occurred_from", "easting", "northing", "source_file", "source_line")
    found = engine.run(in_order.select(*_ASKED))
    column = {name: [row[name] for row in found] for name in _ASKED}
    number = np.array([int(n or 0) for n in column["number"]], dtype=np.int64)
    easting, northing = (np.array(column[name], dtype=float) for name in ("easting", "northing"))
    result = {
        "records": len(found),
        "number": int(number.sum()),
        "with_day": sum(day is not None for day in column["occurred_on"]),
        "with_time": sum(time is not None for time in column["occurred_from"]),
        "with_point": int(np.isfinite(easting).sum()),
        **months.left_out_as_json(),
    }
    receipt = table.receipt("record_events", asked_of_records(area, categories, providers, period), result, at)
    words = {name: tuple(said or "" for said in column[name]) for name in _ASKED}
    return RecordEvents(
        words["month"],
        np.array(column["occurred_on"], dtype="datetime64[D]"),
        np.array(column["occurred_from"], dtype="datetime64[us]"),
        np.array(column["occurred_to"], dtype="datetime64[us]"),
        words["time_precision"],
        words["category"],
        number,
        easting,
        northing,
        words["location"],
        words["uprn"],
        words["lsoa_code"],
        words["place_certainty"],
        months,
        receipt,
    )
