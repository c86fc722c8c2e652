"""The evidence store: one folder of Delta tables, opened at a version.

A data set is one Delta table. It is partitioned by publication unit: what its publisher releases, and replaces, at
once ("hertfordshire~2021-03"). Replacing a unit is therefore a matter of whole files, and reading one version of a
table is reading a list of files.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deltalake import DeltaTable
from deltalake.exceptions import TableNotFoundError

from saferplace.evidence.retention.certificates import (
    refuse_removed_files,
    refuse_removed_version,
    removals_of,
    within_table,
)
from saferplace.evidence.table_log import files_by_unit, newest_version

PARTITION_COLUMN = "publication_unit"
_PARTNERSHIPS = "partnerships"


@dataclass(frozen=True)
class Commit:
    """One version of a data set. ``said``: what the writer noted beside it (import id, who, files, summary)."""

    version: int
    at: dt.datetime
    said: dict[str, Any]


@dataclass(frozen=True)
class EvidenceStore:
    """Where the tables are. Which files a version is made of is read from its log once, and remembered."""

    root: Path

    def of_partnership(self, slug: str) -> EvidenceStore:
        """What partners shared in one partnership: a folder of its own, so that no other can ever read it."""
        return EvidenceStore(self.root / _PARTNERSHIPS / slug)

    @property
    def held_by(self) -> str | None:
        """The partnership whose store this is; None for the store of open data."""
        return self.root.name if self.root.parent.name == _PARTNERSHIPS else None

    def folder(self, data_set: str) -> Path:
        return self.root / data_set

    def table(self, data_set: str, version: int | None = None) -> DeltaTable | None:
        """The Delta table at ``version`` (newest when None); None when nothing was ever loaded.

        Raises ValueError when that version does not exist, and `VersionRemoved` when retention removed it.
        """
        try:
            table = DeltaTable(self.folder(data_set))
        except TableNotFoundError:
            return None
        if version is not None and version != table.version():
            if not 0 <= version <= table.version():
                raise ValueError(f"{data_set} has versions 0 to {table.version()}; there is no version {version}.")
            refuse_removed_version(self.root, data_set, version)
            table.load_as_version(version)
        return table

    def version(self, data_set: str) -> int | None:
        """The newest version; None when nothing was ever loaded."""
        return newest_version(self.folder(data_set))

    def files(self, data_set: str, version: int | None = None, units: Iterable[str] | None = None) -> list[str]:
        """Paths of exactly the Parquet files that make up one version, or only those of some publication units.

        Raises `VersionRemoved` when retention removed any of them.
        """
        paths = self._paths(data_set, version, units)
        refuse_removed_files(self.root, data_set, version, paths)
        return paths

    def files_left(self, data_set: str, version: int | None = None, units: Iterable[str] | None = None) -> list[str]:
        """The same without those that retention removed: for those who know that nobody asks for what is gone."""
        gone = removals_of(self.root, data_set).files
        paths = self._paths(data_set, version, units)
        return [path for path in paths if within_table(path) not in gone] if gone else paths

    def _paths(self, data_set: str, version: int | None, units: Iterable[str] | None) -> list[str]:
        held = self._held(data_set, version)
        wanted = held if units is None else set(units)
        return sorted(path for unit in wanted for path in held.get(unit, ()))

    def units(self, data_set: str, version: int | None = None) -> list[str]:
        """The publication units held at a version, in order."""
        return sorted(self._held(data_set, version))

    def _held(self, data_set: str, version: int | None) -> Mapping[str, tuple[str, ...]]:
        """Unit to its files. Raises ValueError when that version does not exist, or not any more."""
        newest = self.version(data_set)
        if newest is None:
            return {}
        read = newest if version is None else version
        if not 0 <= read <= newest:
            raise ValueError(f"{data_set} has versions 0 to {newest}; there is no version {read}.")
        if read != newest:
            refuse_removed_version(self.root, data_set, read)
        return files_by_unit(self.folder(data_set), read, PARTITION_COLUMN)

    def history(self, data_set: str) -> list[Commit]:
        """Every version, newest first."""
        table = self.table(data_set)
        if table is None:
            return []
        return [
            Commit(entry["version"], dt.datetime.fromtimestamp(entry["timestamp"] / 1000, tz=dt.UTC), entry)
            for entry in table.history()
        ]
