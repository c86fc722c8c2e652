"""At what hour of which weekday the records of a partners' data set happened, where the time is known exactly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

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

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class RecordHours:
    """counts: (weekday, hour) to records with an exact time, by the clock in London; weekday 0 is Monday.

    at_range, at_day, at_month: records whose time is a range, only a day or only a month; no hour is made up for them.
    on_the_hour: of the exact ones, those at 00:00 or 12:00 precisely, which are often only a form's default.
    """

    counts: Mapping[tuple[int, int], int]
    at_range: int
    at_day: int
    at_month: int
    on_the_hour: int
    months: RecordMonths
    receipt: Receipt

    @property
    def exact(self) -> int:
        return sum(self.counts.values())


def record_hours(
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
) -> RecordHours:
    """Hour by weekday over the months held. area None: all that were sent. Raises NothingLoaded."""
    table = open_records(store, source, version)
    months = record_months(table, period, providers=providers, engine=engine)
    rows = table.rows(engine, months=months.held, categories=categories, providers=providers)
    if area is not None:
        rows = rows.semi_join(lsoas_in(engine, area), "lsoa_code")
    is_exact = (rows.time_precision == "exact") & rows.occurred_from.notnull()
    timed = rows.mutate(
        precision=is_exact.ifelse("exact", (rows.time_precision == "exact").ifelse("day", rows.time_precision)),
        weekday=is_exact.ifelse(rows.occurred_from.day_of_week.index().cast("int32"), None),
        hour=is_exact.ifelse(rows.occurred_from.hour().cast("int32"), None),
        is_default=is_exact & rows.occurred_from.hour().isin([0, 12]) & (rows.occurred_from.minute() == 0),
    )
    found = engine.run(timed.group_by("precision", "weekday", "hour", "is_default").aggregate(n=timed.number.sum()))
    counts: dict[tuple[int, int], int] = {}
    others = dict.fromkeys(("range", "day", "month"), 0)
    default = 0
    for row in found:
        number = int(row["n"] or 0)
        if row["precision"] == "exact":
            cell = (int(row["weekday"]), int(row["hour"]))
            counts[cell] = counts.get(cell, 0) + number
            default += number if row["is_default"] else 0
        else:
            others[row["precision"]] += number
    result = {
        "counts": {f"{WEEKDAYS[day]} {hour:02}": n for (day, hour), n in sorted(counts.items())},
        **{f"only_{precision}": n for precision, n in others.items()},
        "at_midnight_or_noon": default,
        **months.left_out_as_json(),
    }
    receipt = table.receipt("record_hours", asked_of_records(area, categories, providers, period), result, at)
    return RecordHours(
        dict(sorted(counts.items())), others["range"], others["day"], others["month"], default, months, receipt
    )
