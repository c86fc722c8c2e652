"""What an import did, or would do: the same words for a dry run and a real one."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from saferplace.analysis.months import Month, Period
from saferplace.evidence.importing.difference import Difference
from saferplace.evidence.importing.packed_file import RefusedFile
from saferplace.evidence.importing.refused_rows import RefusedRow
from saferplace.evidence.sources.unit import Unit

MOST_LISTED = 1000


@dataclass(frozen=True)
class UnitSummary:
    """One unit of a data set in an import. read = kept + refused. ``was_held``: the unit was there before.

    noticed: what is odd about rows that were kept, name to rows (see the source's checks).
    """

    unit: Unit
    source_file: str
    source_sha256: str
    read: int
    refused: int
    difference: Difference
    was_held: bool
    noticed: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def kept(self) -> int:
        return self.read - self.refused

    @property
    def is_changed(self) -> bool:
        return not self.difference.is_none


@dataclass(frozen=True)
class ImportSummary:
    """One data set in an import.

    version: the data set's version after the import; None after a dry run, and before anything was ever loaded.
    """

    data_set: str
    import_id: str
    is_dry_run: bool
    version: int | None
    units: tuple[UnitSummary, ...]
    refused_files: tuple[RefusedFile, ...]
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
            unit.update(unit.pop("changes"))
            unit.update(unit.pop("noticed"))
            unit |= {"unit": summary.unit.key, "kept": summary.kept, "is_changed": summary.is_changed}
        said["rows_read"], said["rows_refused"] = self.rows_read, self.rows_refused
        return said


@dataclass(frozen=True)
class ImportReport:
    """A whole import. summaries: one for each data set that any file was for. not_taken: files of unknown kinds.

    refused_rows: of a dry run, the first `MOST_LISTED` of the rows that it would refuse; a real run stores them all.
    """

    import_id: str
    is_dry_run: bool
    summaries: tuple[ImportSummary, ...]
    refused_files: tuple[RefusedFile, ...]
    not_taken: tuple[str, ...]
    notes: tuple[str, ...]
    refused_rows: tuple[RefusedRow, ...] = ()

    def of(self, data_set: str) -> ImportSummary:
        """That data set's summary; one without units when no file was for it."""
        for summary in self.summaries:
            if summary.data_set == data_set:
                return summary
        return ImportSummary(data_set, self.import_id, self.is_dry_run, None, (), self.refused_files, (), self.notes)

    @property
    def rows_read(self) -> int:
        return sum(summary.rows_read for summary in self.summaries)

    @property
    def rows_refused(self) -> int:
        return sum(summary.rows_refused for summary in self.summaries)

    @property
    def changes_nothing(self) -> bool:
        return all(summary.changes_nothing for summary in self.summaries)

    def as_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "import_id": self.import_id,
            "is_dry_run": self.is_dry_run,
            "data_sets": [summary.as_json() for summary in self.summaries],
            "refused_files": [dataclasses.asdict(file) for file in self.refused_files],
            "not_taken": list(self.not_taken),
            "notes": list(self.notes),
            "rows_read": self.rows_read,
            "rows_refused": self.rows_refused,
        }


def missing_months(units: Iterable[Unit]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Per provider, the months that lie between its first and its last month and are not there.

    Units of other periods than months are left out.
    """
    by_provider: dict[str, set[Month]] = {}
    for unit in units:
        with contextlib.suppress(ValueError):
            month = Month.parse(unit.period)
            by_provider.setdefault(unit.provider, set()).add(month)
    gaps = []
    for provider, held in sorted(by_provider.items()):
        gap = tuple(str(month) for month in Period(min(held), max(held)) if month not in held)
        if gap:
            gaps.append((provider, gap))
    return tuple(gaps)
