"""The quality of one force's files: what each month lacks, what is repeated, what does not mean what it seems to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from saferplace.analysis.months import Month
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.police_street.layout import CONTENT
from saferplace.evidence.quality import (
    Doubt,
    RepeatedIds,
    UnitStatistics,
    doubts,
    edition_switches,
    gaps,
)
from saferplace.evidence.queries.held import residents_by_force
from saferplace.evidence.queries.street import open_street
from saferplace.evidence.queries.unit_statistics import unit_statistics
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True)
class EqualRows:
    """Rows of one crime type, and how many of them equal another row in every published column.

    They are separate incidents that the publisher made alike. beyond_first: what dropping duplicates would lose.
    """

    rows: int
    equal_to_another: int
    beyond_first: int


@dataclass(frozen=True)
class ForceQuality:
    """months: every month held, in order. doubts: those that cannot be counted, and why."""

    force: str
    version: int
    months: tuple[UnitStatistics, ...]
    missing: tuple[Month, ...]
    doubts: Mapping[Month, tuple[Doubt, ...]]
    edition_switches: tuple[Month, ...]
    equal_rows: Mapping[str, EqualRows]
    repeated_ids: RepeatedIds


def force_quality(
    store: EvidenceStore, *, force: str, version: Standing = None, engine: Engine = CHOSEN
) -> ForceQuality:
    """Quality of all months held of a force (slug). A force without files has empty months. Raises NothingLoaded."""
    street = open_street(store, version)
    units = unit_statistics(street, months=None, forces=(force,), engine=engine)
    last_year = units[-1].month.year if units else 0
    found = doubts(units, residents_by_force((force,), last_year)) if units else {}
    files = street.files(forces=(force,))
    rows = engine.table(files) if files else None
    return ForceQuality(
        force=force,
        version=street.version,
        months=units,
        missing=gaps(unit.month for unit in units),
        doubts={month: why for (_, month), why in found.items()},
        edition_switches=edition_switches(units),
        equal_rows={} if rows is None else _equal_rows(engine, rows),
        repeated_ids=RepeatedIds(0, 0, 0, 0) if rows is None else _repeated_ids(engine, rows),
    )


def _equal_rows(engine: Engine, rows: Any) -> dict[str, EqualRows]:
    alike = rows.group_by(*CONTENT).aggregate(n=rows.count())
    by_type = alike.group_by("crime_type").aggregate(
        rows=alike.n.sum(), equal=alike.n.sum(where=alike.n > 1).fill_null(0), distinct=alike.count()
    )
    found = engine.run(by_type.order_by("crime_type"))
    return {
        row["crime_type"]: EqualRows(int(row["rows"]), int(row["equal"]), int(row["rows"]) - row["distinct"])
        for row in found
    }


def _repeated_ids(engine: Engine, rows: Any) -> RepeatedIds:
    named = rows.filter(rows.crime_id.notnull())
    by_id = named.group_by("crime_id").aggregate(
        n=named.count(), months=named.month.nunique(), types=named.crime_type.nunique()
    )
    totals = by_id.aggregate(
        ids=by_id.count(),
        repeated=(by_id.n > 1).sum(),
        rows=by_id.n.sum(where=by_id.n > 1),
        other_types=((by_id.months > 1) & (by_id.types > 1)).sum(),
    )
    row = engine.run(totals)[0]
    return RepeatedIds(*(int(row[column] or 0) for column in ("ids", "repeated", "rows", "other_types")))
