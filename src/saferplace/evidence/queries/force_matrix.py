"""Which months of recorded crime each police force of England and Wales is held for: held, doubtful or no data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from saferplace.analysis.months import Month, Period
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.quality import NEIGHBOUR_MONTHS, Doubt, doubts
from saferplace.evidence.queries.held import residents_by_force
from saferplace.evidence.queries.street import NothingLoaded, StreetVersion, open_street
from saferplace.evidence.queries.unit_statistics import unit_statistics
from saferplace.evidence.reference import Force, forces
from saferplace.evidence.store import EvidenceStore


class Cell(StrEnum):
    """A force's month. No data is never zero crime."""

    HELD = "Held"
    DOUBTFUL = "Doubtful"
    NO_DATA = "No data"

    @property
    def symbol(self) -> str:
        return {Cell.HELD: "●", Cell.DOUBTFUL: "◐", Cell.NO_DATA: "–"}[self]


@dataclass(frozen=True)
class ForceRow:
    """cells: every month of the period. doubts: of those that are doubtful, why."""

    force: Force
    cells: Mapping[Month, Cell]
    doubts: Mapping[Month, tuple[Doubt, ...]]

    def count(self, cell: Cell) -> int:
        return sum(one is cell for one in self.cells.values())


@dataclass(frozen=True)
class ForceMatrix:
    """rows: every territorial force of England and Wales, held or not, then any other force of which a file is held."""

    period: Period
    version: int | None
    rows: tuple[ForceRow, ...]

    @property
    def doubtful(self) -> int:
        return self.count(Cell.DOUBTFUL)

    def count(self, cell: Cell) -> int:
        return sum(row.count(cell) for row in self.rows)


def force_matrix(store: EvidenceStore, period: Period, *, engine: Engine = CHOSEN) -> ForceMatrix:
    """Forces by months of the period. Before the first import every cell is no data."""
    try:
        street = open_street(store)
    except NothingLoaded:
        return ForceMatrix(period, None, tuple(_row(force, period, None, {}) for force in _expected(frozenset())))
    found = _doubts(street, period, engine)
    rows = tuple(
        _row(force, period, street, {month: why for (slug, month), why in found.items() if slug == force.slug})
        for force in _expected(frozenset(slug for slug, _ in street.units))
    )
    return ForceMatrix(period, street.version, rows)


def _expected(held: frozenset[str]) -> tuple[Force, ...]:
    territorial = [force for force in forces() if force.pfa_code is not None]
    others = [force for force in forces() if force.pfa_code is None and force.slug in held]
    unknown = sorted(held - {force.slug for force in forces()})
    return (*territorial, *others, *(Force(slug, slug, None) for slug in unknown))


def _doubts(street: StreetVersion, period: Period, engine: Engine) -> dict[tuple[str, Month], tuple[Doubt, ...]]:
    around = Period(period.first + -NEIGHBOUR_MONTHS, period.last + NEIGHBOUR_MONTHS)
    units = unit_statistics(street, months=around, forces=None, engine=engine)
    slugs = tuple(sorted({unit.force for unit in units}))
    return doubts(units, residents_by_force(slugs, period.last.year))


def _row(
    force: Force, period: Period, street: StreetVersion | None, why: Mapping[Month, tuple[Doubt, ...]]
) -> ForceRow:
    held = street.months_of(force.slug) if street else frozenset()
    cells = {
        month: Cell.NO_DATA if month not in held else Cell.DOUBTFUL if month in why else Cell.HELD for month in period
    }
    return ForceRow(force, cells, {month: told for month, told in why.items() if month in cells})
