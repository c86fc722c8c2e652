"""What an import did, or would do: the same words for a dry run and a real one."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from saferplace.analysis.months import Month, Period
from saferplace.evidence.police_street.discovery import RefusedFile
from saferplace.evidence.police_street.layout import Unit
from saferplace.evidence.police_street.releases import Difference


@dataclass(frozen=True)
class UnitSummary:
    """One force's month in an import. read = kept + refused. ``was_held``: the month was there before."""

    unit: Unit
    source_file: str
    source_sha256: str
    read: int
    refused: int
    difference: Difference
    was_held: bool
    without_place: int
    without_id: int
    repeated_ids: int
    formulas: int
    notes: tuple[str, ...] = ()

    @property
    def kept(self) -> int:
        return self.read - self.refused

    @property
    def is_changed(self) -> bool:
        return not self.difference.is_none


@dataclass(frozen=True)
class ImportSummary:
    """version: the evidence version after the import; None after a dry run, and before anything was ever loaded."""

    import_id: str
    is_dry_run: bool
    version: int | None
    units: tuple[UnitSummary, ...]
    refused_files: tuple[RefusedFile, ...]
    not_taken: tuple[str, ...]
    missing_months: tuple[tuple[str, tuple[str, ...]], ...]
    notes: tuple[str, ...]

    @property
    def rows_read(self) -> int:
        return sum(unit.read for unit in self.units)

    @property
    def rows_refused(self) -> int:
        return sum(unit.refused for unit in self.units)

    @property
    def changes_nothing(self) -> bool:
        return not any(unit.is_changed for unit in self.units)

    def as_json(self) -> dict[str, Any]:
        """Plain JSON, with totals that a program need not add up itself."""
        said = dataclasses.asdict(self)
        for unit, summary in zip(said["units"], self.units, strict=True):
            unit.update(unit.pop("difference"))
            unit |= {"unit": summary.unit.key, "kept": summary.kept, "is_changed": summary.is_changed}
        said["rows_read"], said["rows_refused"] = self.rows_read, self.rows_refused
        return said


def missing_months(units: Iterable[Unit]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Per force, the months that lie between its first and its last month and are not there."""
    by_force: dict[str, set[Month]] = {}
    for unit in units:
        by_force.setdefault(unit.force, set()).add(Month.parse(unit.month))
    gaps = []
    for force, held in sorted(by_force.items()):
        gap = tuple(str(month) for month in Period(min(held), max(held)) if month not in held)
        if gap:
            gaps.append((force, gap))
    return tuple(gaps)
