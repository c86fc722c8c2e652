"""How many records of a partners' data set there are, month by month, and how well they are placed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from saferplace.analysis.missing import Figure, Known
from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.queries.by_month import figures_as_json
from saferplace.evidence.queries.record_table import Categories, Providers, asked_of_records, open_records
from saferplace.evidence.queries.records_held import RecordMonths, record_months
from saferplace.evidence.queries.street import lsoas_in
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.sources.source import Source
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True)
class RecordCounts:
    """counts: every month of the period to its figure. months: held, not held, in doubt, too high.

    seen_in_doubt: what the months in doubt hold, never to be compared. without_area: of the same months and
    categories, those that no small area could be given, so that they are in the count of no area; all of them are
    counted when no area was asked for.
    """

    counts: Mapping[Month, Figure]
    months: RecordMonths
    seen_in_doubt: Mapping[Month, int]
    without_area: Mapping[Month, int]
    receipt: Receipt

    @property
    def total(self) -> int | None:
        """The sum, only when every month is known."""
        known = [figure.value for figure in self.counts.values() if isinstance(figure, Known)]
        return int(sum(known)) if len(known) == len(self.counts) else None


def records_by_month(
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
) -> RecordCounts:
    """Records of each month of the period, their `number` added up.

    area: only those whose small area lies in it; None: all that were sent, placed or not.
    at: aware time of asking, for the receipt. Raises NothingLoaded before the first import.
    """
    table = open_records(store, source, version)
    months = record_months(table, period, providers=providers, engine=engine)
    rows = table.rows(engine, months=months.held, categories=categories, providers=providers)
    if area is not None:
        inside = lsoas_in(engine, area).select("lsoa_code", is_inside=True)
        rows = rows.left_join(inside, "lsoa_code")
        rows = rows.filter(rows.is_inside.fill_null(False) | rows.lsoa_code.isnull())
    apart = rows.mutate(is_placed=rows.lsoa_code.notnull()).group_by("month", "is_placed")
    found = engine.run(apart.aggregate(n=rows.number.sum()))
    seen: Counter[Month] = Counter()
    nowhere: Counter[Month] = Counter()
    for row in found:
        month, number = Month.parse(row["month"]), int(row["n"] or 0)
        nowhere[month] += 0 if row["is_placed"] else number
        seen[month] += number if row["is_placed"] or area is None else 0
    counts = {month: months.figure(month, seen[month], categories) for month in period}
    spoilt = months.spoilt(categories)
    without = {month: n for month, n in sorted(nowhere.items()) if n}
    result = {
        **figures_as_json(counts),
        "doubts": {
            str(month): {"rows_seen": seen[month], "reasons": [doubt.reason for doubt in why]}
            for month, why in spoilt.items()
        },
        "without_area": {str(month): n for month, n in without.items()},
    }
    receipt = table.receipt("records_by_month", asked_of_records(area, categories, providers, period), result, at)
    return RecordCounts(counts, months, {month: seen[month] for month in spoilt}, without, receipt)
