"""How many crimes were recorded in an area, month by month."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from saferplace.analysis.missing import Figure, Known, Missing
from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.police_street.layout import CRIME_TYPES
from saferplace.evidence.quality import Doubt
from saferplace.evidence.queries.held import MonthsHeld, months_held
from saferplace.evidence.queries.street import CrimeTypes, asked, open_street
from saferplace.evidence.queries.street_counts import counts_by_type, street_counts
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True)
class MonthlyCounts:
    """counts: every month of the period to its figure.

    doubts: the months in doubt, and why. seen_in_doubt: what their incomplete files hold, never to be compared.
    by_force: rows behind the known figures, by the force whose file held them; it need not be the area's own.
    """

    counts: Mapping[Month, Figure]
    doubts: Mapping[Month, tuple[Doubt, ...]]
    seen_in_doubt: Mapping[Month, int]
    by_force: Mapping[str, int]
    receipt: Receipt

    @property
    def total(self) -> int | None:
        """The sum, only when every month is known."""
        known = [figure.value for figure in self.counts.values() if isinstance(figure, Known)]
        return int(sum(known)) if len(known) == len(self.counts) else None


@dataclass(frozen=True)
class MonthlyCountsByType:
    """counts: crime type to every month of the period to its figure."""

    counts: Mapping[str, Mapping[Month, Figure]]
    receipt: Receipt


def recorded_crime_by_month(
    store: EvidenceStore,
    *,
    area: Area,
    crime_types: CrimeTypes,
    period: Period,
    version: Standing = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> MonthlyCounts:
    """Counts of all forces' rows that lie in the area, of these crime types (None: all), each month of the period.

    at: aware time of asking, for the receipt. Raises NothingLoaded before the first import.
    """
    street = open_street(store, version)
    held = months_held(street, area, period, engine=engine)
    counts = street_counts(engine, street, months=period.months(), crime_types=crime_types, area=area)
    found = engine.run(counts.group_by("month", "force").aggregate(n=counts.n.sum()).order_by("month", "force"))
    seen: Counter[Month] = Counter()
    by_force: Counter[str] = Counter()
    for row in found:
        month = Month.parse(row["month"])
        seen[month] += row["n"]
        if isinstance(held.figure(month, row["n"], crime_types), Known):
            by_force[row["force"]] += row["n"]
    counts = {month: held.figure(month, seen[month], crime_types) for month in period}
    spoilt = held.spoilt(crime_types)
    result = {
        **figures_as_json(counts),
        "doubts": _doubts_as_json(held, crime_types, seen),
        "by_force": dict(sorted(by_force.items())),
    }
    receipt = street.receipt("recorded_crime_by_month", asked(area, crime_types, period), result, at)
    return MonthlyCounts(counts, spoilt, {month: seen[month] for month in spoilt}, dict(by_force), receipt)


def recorded_crime_by_type_and_month(
    store: EvidenceStore,
    *,
    area: Area,
    crime_types: CrimeTypes,
    period: Period,
    version: Standing = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> MonthlyCountsByType:
    """The same, apart by crime type. A month in doubt for one type can still be known for another."""
    street = open_street(store, version)
    held = months_held(street, area, period, engine=engine)
    counts_of = counts_by_type(engine, street, months=period.months(), area=area)
    asked_types = sorted(CRIME_TYPES if crime_types is None else crime_types)
    found = engine.run(counts_of.group_by("month").aggregate(**{name: counts_of[name].sum() for name in asked_types}))
    seen = {(name, Month.parse(row["month"])): int(row[name]) for row in found for name in asked_types if row[name]}
    types = asked_types if crime_types is not None else sorted({crime_type for crime_type, _ in seen})
    counts = {
        crime_type: {
            month: held.figure(month, seen.get((crime_type, month), 0), frozenset({crime_type})) for month in period
        }
        for crime_type in types
    }
    result = {crime_type: figures_as_json(figures) for crime_type, figures in counts.items()}
    receipt = street.receipt("recorded_crime_by_type_and_month", asked(area, crime_types, period), result, at)
    return MonthlyCountsByType(counts, receipt)


def figures_as_json(counts: Mapping[Month, Figure]) -> dict[str, Any]:
    """counts: month to number. missing: month to the word for why there is none."""
    return {
        "counts": {str(month): int(figure.value) for month, figure in counts.items() if isinstance(figure, Known)},
        "missing": {str(month): figure.value for month, figure in counts.items() if isinstance(figure, Missing)},
    }


def _doubts_as_json(held: MonthsHeld, crime_types: CrimeTypes, seen: Mapping[Month, int]) -> dict[str, Any]:
    return {
        str(month): {"rows_seen": seen.get(month, 0), "reasons": [doubt.reason for doubt in why]}
        for month, why in held.spoilt(crime_types).items()
    }
