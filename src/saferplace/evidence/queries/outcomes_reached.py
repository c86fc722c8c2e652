"""Outcomes by the month in which they were reached, and how many belong to crimes that are not held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.queries.crime_outcomes import open_outcomes
from saferplace.evidence.queries.street import asked, in_area, open_street, street_rows
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True)
class OutcomesOfMonth:
    """by_group: outcome rows. of_crimes_not_held: those whose crime is in no street file here, whatever its month."""

    by_group: Mapping[str, int]
    of_crimes_not_held: int

    @property
    def total(self) -> int:
        return sum(self.by_group.values())


@dataclass(frozen=True)
class OutcomesReached:
    """months: each month whose outcomes are held by all forces of the area. A month that is not listed is no data."""

    months: Mapping[Month, OutcomesOfMonth]
    not_held: tuple[Month, ...]
    receipt: Receipt

    @property
    def of_crimes_not_held(self) -> int:
        return sum(month.of_crimes_not_held for month in self.months.values())


def outcomes_reached(
    store: EvidenceStore,
    *,
    area: Area,
    period: Period,
    version: Standing = None,
    street_version: int | None = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> OutcomesReached:
    """Outcomes whose own place lies in the area, by month and group. Raises NothingLoaded."""
    street = open_street(store, street_version)
    read = open_outcomes(store, version)
    held = frozenset.intersection(*(read.months_of(force) for force in area.force_slugs))
    months = tuple(month for month in period if month in held)
    files = read.files(months)
    found = []
    if files:
        outcomes = in_area(engine, engine.table(files), area)
        # A force publishes the outcomes of its own crimes, so only the files of the forces that are here are read.
        forces = sorted(row["force"] for row in engine.run(outcomes.select("force").distinct()))
        crimes = street_rows(engine, street, months=None, crime_types=None, forces=forces)
        known = crimes.semi_join(outcomes, "crime_id")
        ids = known.select(held_id=known.crime_id).distinct()
        joined = outcomes.left_join(ids, outcomes.crime_id == ids.held_id)
        counted = joined.group_by("month", "outcome_group").aggregate(
            n=joined.count(), strangers=joined.held_id.isnull().sum()
        )
        found = engine.run(counted.order_by("month", "outcome_group"))
    groups: dict[Month, dict[str, int]] = {month: {} for month in months}
    strangers = dict.fromkeys(months, 0)
    for row in found:
        month = Month.parse(row["month"])
        groups[month][row["outcome_group"]] = int(row["n"])
        strangers[month] += int(row["strangers"])
    by_month = {month: OutcomesOfMonth(groups[month], strangers[month]) for month in months}
    result = {
        "outcomes": {str(month): one.total for month, one in by_month.items()},
        "of_crimes_not_held": {str(month): one.of_crimes_not_held for month, one in by_month.items()},
    }
    said = {**asked(area, None, period), "street_version": street.version}
    receipt = read.receipt("outcomes_reached", said, result, at)
    return OutcomesReached(by_month, tuple(month for month in period if month not in held), receipt)
