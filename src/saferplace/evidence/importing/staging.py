"""Parquet files written beside a table before the commit that makes them part of it.

Until then no reader can see them. The manifest, written first, lets the next import sweep up after one that died.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import CommitProperties, DeltaTable
from deltalake.transaction import AddAction

from saferplace.evidence.store import PARTITION_COLUMN, EvidenceStore

_FOLDER = "staging"
_NAMES_OF_ROWS = ("crime_id", "source_line")
# The log is the record of what was loaded, so it is never tidied away; old data files go only by a retention rule.
_KEEP_HISTORY = {"delta.enableExpiredLogCleanup": "false", "delta.logRetentionDuration": "interval 36500 days"}


@dataclass
class Staging:
    """New files of one table for one import."""

    store: EvidenceStore
    data_set: str
    schema: pa.Schema
    import_id: str
    actions: list[AddAction] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)

    def replace_unit(self, unit_key: str, rows: pa.Table, *, at_ms: int) -> str:
        """Write the unit's rows as they will be. Without rows, it is a unit that is held and empty.

        Returns the file's path inside the table.
        """
        stored = rows.select([name for name in self.schema.names if name != PARTITION_COLUMN])
        self.replace_unit_with(unit_key, lambda file: _write(stored, file), at_ms=at_ms)
        return self.actions[-1].path

    def replace_unit_with(self, unit_key: str, write: Callable[[Path], int], *, at_ms: int) -> int:
        """The unit as ``write`` puts it into a Parquet file, which may be larger than memory. Returns its rows."""
        self.replaced.append(unit_key)
        path = f"{PARTITION_COLUMN}={unit_key}/{self.import_id}-{uuid.uuid4().hex}.parquet"
        file = self.announce(path)
        rows = write(file)
        self.actions.append(
            AddAction(
                path=path,
                size=file.stat().st_size,
                partition_values={PARTITION_COLUMN: unit_key},
                modification_time=at_ms,
                data_change=True,
                stats=json.dumps({"numRecords": rows}),
            )
        )
        return rows

    def announce(self, path: str) -> Path:
        """Note that a file is about to be written, so that it is swept up if the import dies. Returns where."""
        with self._manifest.open("a") as manifest:
            manifest.write(json.dumps({"data_set": self.data_set, "path": path}) + "\n")
            manifest.flush()
            os.fsync(manifest.fileno())
        file = self.store.folder(self.data_set) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        return file

    def remove_unit(self, unit_key: str) -> None:
        """The unit is no longer held at all."""
        self.replaced.append(unit_key)

    @property
    def _manifest(self) -> Path:
        folder = self.store.root / _FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{self.import_id}.jsonl"

    def commit(self, said: dict[str, str]) -> int:
        """Make every staged file part of the table, and every replaced unit's old files no longer so, at once.

        said: what to note beside the commit. Returns the new version.
        """
        table = self._table()
        table.create_write_transaction(
            [*self.actions],
            "overwrite" if self.replaced else "append",
            self.schema,
            [PARTITION_COLUMN],
            partition_filters=[(PARTITION_COLUMN, "in", self.replaced)] if self.replaced else None,
            commit_properties=CommitProperties(custom_metadata=said),
        )
        version = self.store.version(self.data_set)
        assert version is not None  # noqa: S101 - we have just written it
        return version

    def _table(self) -> DeltaTable:
        return self.store.table(self.data_set) or DeltaTable.create(
            self.store.folder(self.data_set),
            schema=self.schema,
            partition_by=[PARTITION_COLUMN],
            configuration=_KEEP_HISTORY,
        )


def _write(rows: pa.Table, file: Path) -> int:
    """Returns the number of rows.

    Names of rows (crime IDs, line numbers) do not repeat, so a dictionary of them would only cost time; and nobody
    looks for a range of texts other than area codes, so their least and greatest are not noted.
    """
    texts = {field.name for field in rows.schema if _is_text(field.type)}
    pq.write_table(
        rows,
        file,
        compression="zstd",
        row_group_size=128_000,
        use_dictionary=[name for name in rows.schema.names if name not in _NAMES_OF_ROWS],
        write_statistics=[name for name in rows.schema.names if name not in texts or name == "lsoa_code"],
        store_schema=False,  # a column that is written from a dictionary is text all the same
    )
    return int(rows.num_rows)


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_string_view(kind) or pa.types.is_dictionary(kind))


def clear(store: EvidenceStore, import_id: str) -> None:
    """Forget the manifest of an import that was committed."""
    (store.root / _FOLDER / f"{import_id}.jsonl").unlink(missing_ok=True)


def sweep(store: EvidenceStore, committed: Iterable[tuple[str, str]]) -> int:
    """Delete the files of imports that never came to their commit. Hold the import lock. Returns how many.

    committed: import and table, of every commit that counts.
    """
    done, swept = set(committed), 0
    for manifest in sorted((store.root / _FOLDER).glob("*.jsonl")):
        for line in manifest.read_text().splitlines():
            staged = _parsed(line)
            if staged and (manifest.stem, staged["data_set"]) not in done:
                (store.folder(staged["data_set"]) / staged["path"]).unlink(missing_ok=True)
                swept += 1
        manifest.unlink()
    return swept


def named_in_manifests(store: EvidenceStore) -> frozenset[str]:
    """The tables for which some import was writing when it ended, one way or another."""
    lines = [line for manifest in (store.root / _FOLDER).glob("*.jsonl") for line in manifest.read_text().splitlines()]
    return frozenset(staged["data_set"] for line in lines if (staged := _parsed(line)))


def return_to(store: EvidenceStore, data_set: str, version: int | None) -> None:
    """Make ``version`` the newest state of a table again, when commits after it turned out not to count.

    version: None when none ever counted. Hold the import lock.
    """
    table = store.table(data_set)
    if table is not None and not _is_state(store, data_set, version or 0):
        table.restore(version or 0)


def _is_state(store: EvidenceStore, data_set: str, version: int) -> bool:
    return store.files(data_set) == store.files(data_set, version)


def _parsed(line: str) -> dict[str, str] | None:
    """A manifest's last line may have been cut off; then its file was never begun."""
    try:
        said: dict[str, str] = json.loads(line)
    except json.JSONDecodeError:
        return None
    return said
