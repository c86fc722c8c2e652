"""The evidence store: one folder of Delta tables, opened at a version.

A data set is one Delta table. It is partitioned by publication unit: what its publisher releases, and replaces, at
once ("hertfordshire~2021-03"). Replacing a unit is therefore a matter of whole files, and reading one version of a
table is reading a list of files.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from deltalake import DeltaTable
from deltalake.exceptions import TableNotFoundError

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
    """Where the tables are. Opening one costs a read of its log, so ask once per question."""

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

        Raises ValueError when that version does not exist.
        """
        try:
            table = DeltaTable(self.folder(data_set))
        except TableNotFoundError:
            return None
        if version is not None and version != table.version():
            if not 0 <= version <= table.version():
                raise ValueError(f"{data_set} has versions 0 to {table.version()}; there is no version {version}.")
            table.load_as_version(version)
        return table

    def version(self, data_set: str) -> int | None:
        """The newest version; None when nothing was ever loaded."""
        table = self.table(data_set)
        return None if table is None else table.version()

    def files(self, data_set: str, version: int | None = None, units: Iterable[str] | None = None) -> list[str]:
        """Paths of exactly the Parquet files that make up one version, or only those of some publication units."""
        table = self.table(data_set, version)
        if table is None:
            return []
        if units is None:
            return _as_paths(table.file_uris())
        wanted = sorted(set(units))
        chosen = [(PARTITION_COLUMN, "in", wanted)]
        return _as_paths(table.file_uris(file_pruning_predicate=chosen)) if wanted else []

    def units(self, data_set: str, version: int | None = None) -> list[str]:
        """The publication units held at a version, in order."""
        table = self.table(data_set, version)
        if table is None:
            return []
        return sorted({str(partition[PARTITION_COLUMN]) for partition in table.partitions()})

    def history(self, data_set: str) -> list[Commit]:
        """Every version, newest first."""
        table = self.table(data_set)
        if table is None:
            return []
        return [
            Commit(entry["version"], dt.datetime.fromtimestamp(entry["timestamp"] / 1000, tz=dt.UTC), entry)
            for entry in table.history()
        ]


def _as_paths(uris: Iterable[str]) -> list[str]:
    """Delta writes the table's folder as in a web address, so a folder with a space or an accent comes back escaped."""
    return sorted(unquote(uri) for uri in uris)
