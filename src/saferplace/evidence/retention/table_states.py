"""Which files each version of a table is made of, whether or not retention lets it be opened."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

from deltalake import DeltaTable

from saferplace.evidence.store import PARTITION_COLUMN, EvidenceStore


@dataclass(frozen=True)
class StateFile:
    """path: from the table's folder, as on disk."""

    path: str
    unit: str
    rows: int
    bytes: int


@dataclass(frozen=True)
class TableStates:
    """versions: version to the paths of its files. files: path to what is known of it."""

    versions: dict[int, frozenset[str]]
    files: dict[str, StateFile]

    @property
    def newest(self) -> int:
        return max(self.versions, default=-1)

    def holding(self, path: str) -> list[int]:
        """The versions that a file is part of."""
        return [version for version, paths in self.versions.items() if path in paths]


def read_states(store: EvidenceStore, table: str) -> TableStates:
    """Every version from the log; nothing for a table that was never written. The log is kept whole for this."""
    opened = store.table(table)
    if opened is None:
        return TableStates({}, {})
    versions: dict[int, frozenset[str]] = {}
    files: dict[str, StateFile] = {}
    for version in range(opened.version() + 1):
        actions = DeltaTable(store.folder(table), version=version).get_add_actions(flatten=True)
        found = [
            StateFile(unquote(path), unit, int(rows or 0), int(size))
            for path, unit, rows, size in zip(
                actions["path"].to_pylist(),
                actions[f"partition.{PARTITION_COLUMN}"].to_pylist(),
                actions["num_records"].to_pylist(),
                actions["size_bytes"].to_pylist(),
                strict=True,
            )
        ]
        versions[version] = frozenset(file.path for file in found)
        files |= {file.path: file for file in found}
    return TableStates(versions, files)
