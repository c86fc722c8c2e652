"""Loading a list: its file as a stream, the part that is wanted, one commit. Memory does not grow with it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from saferplace.evidence.importing import staging
from saferplace.evidence.importing.data_set import Terms
from saferplace.evidence.importing.lock import import_lock
from saferplace.evidence.importing.staging import Staging
from saferplace.evidence.ledger import KEY, HeldImport, held_imports
from saferplace.evidence.places.gazetteers.extent import Box
from saferplace.evidence.places.gazetteers.files import GazetteerFile, UnreadableGazetteer, find_gazetteer_files
from saferplace.evidence.places.gazetteers.gazetteer import Gazetteer
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.store import EvidenceStore

__all__ = ["LoadedGazetteer", "UnreadableGazetteer", "load_gazetteer"]

_MEMORY = "1GB"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class LoadedGazetteer:
    """What a load did. rows_kept: of ``rows_read``, those in the boxes that can be used. version: of its table."""

    gazetteer: Gazetteer
    edition: str
    rows_read: int
    rows_kept: int
    version: int
    is_unchanged: bool


def load_gazetteer(
    store: EvidenceStore,
    path: Path,
    *,
    boxes: Sequence[Box] = (),
    edition: str | None = None,
    loaded_by: str,
    at: dt.datetime,
) -> LoadedGazetteer:
    """Load a publisher's file, whole or the part of it within ``boxes``. It takes the place of an earlier edition.

    edition: a month such as ``2026-02``, needed where neither archive nor file name says it.
    Raises `UnreadableGazetteer`, and `AnotherImportIsRunning`.
    """
    files = find_gazetteer_files(path)
    gazetteer = files[0].gazetteer
    of = edition or _edition_in(path, files)
    digest = _digest(path)
    with import_lock(store.root):
        held = held_imports(store, gazetteer.data_set)
        if held and _is_same(held[0], digest, of, boxes):
            said = held[0].summary
            return LoadedGazetteer(gazetteer, of, said["rows_read"], said["rows_kept"], held[0].version, True)
        return _write(store, files, boxes, of, digest, loaded_by, at)


def _write(
    store: EvidenceStore,
    files: list[GazetteerFile],
    boxes: Sequence[Box],
    edition: str,
    digest: str,
    loaded_by: str,
    at: dt.datetime,
) -> LoadedGazetteer:
    gazetteer, path = files[0].gazetteer, files[0].path
    unit = Unit(gazetteer.publisher, edition).key
    import_id = f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%S%fZ}-{digest[:8]}"
    staged = Staging(store, gazetteer.data_set, gazetteer.stored, import_id)
    for earlier in store.units(gazetteer.data_set):
        staged.remove_unit(earlier)
    reading = _Reading(files)
    scratch = store.root / "staging"
    kept = staged.replace_unit_with(
        unit,
        lambda file: _stream(reading, gazetteer, boxes, file, scratch, source_file=path.name, import_id=import_id),
        at_ms=int(at.timestamp() * 1000),
    )
    if not kept:
        raise UnreadableGazetteer(
            f"{path.name} has {reading.rows:,} rows, and none of them can be used"
            f"{' in the area that was asked for' if boxes else ''}. Nothing was changed."
        )
    summary = {
        "rows_read": reading.rows,
        "rows_refused": 0,
        "rows_kept": kept,
        "boxes": [str(box) for box in boxes],
        "units": [{"unit": unit, "is_changed": True}],
        "notes": [],
    }
    said = {
        "import_id": import_id,
        **Terms(loaded_by, edition, gazetteer.licence).as_json(),
        "files": [{"name": path.name, "sha256": digest, "unit": unit}],
        "summary": summary,
        "refused_version": None,
    }
    version = staged.commit({KEY: json.dumps(said)})
    staging.clear(store, import_id)
    return LoadedGazetteer(gazetteer, edition, reading.rows, kept, version, False)


class _Reading:
    """The rows of all files, one after the other, counted as they pass."""

    def __init__(self, files: list[GazetteerFile]) -> None:
        self.files, self.rows = files, 0
        self.broken: UnreadableGazetteer | None = None  # why it ended early, since DuckDB tells it in its own words

    def batches(self) -> Iterator[pa.RecordBatch]:
        for file in self.files:
            try:
                for batch in file.batches():
                    self.rows += batch.num_rows
                    yield batch
            except (pa.ArrowInvalid, zipfile.BadZipFile, zlib.error, EOFError) as broken:
                self.broken = UnreadableGazetteer(
                    f"{file.member or file.path.name} cannot be read after {self.rows:,} rows: {broken}. "
                    "The download may have stopped early: get it again."
                )
                raise self.broken from broken


def _stream(
    reading: _Reading,
    gazetteer: Gazetteer,
    boxes: Sequence[Box],
    file: Path,
    scratch: Path,
    *,
    source_file: str,
    import_id: str,
) -> int:
    """Write the wanted rows in the order of the file. Returns how many."""
    headings = {column: f'"{heading}"' for column, heading in reading.files[0].headings.items()}
    headings.setdefault("lsoa_2021", "''")
    kept = ", ".join(f"{sql.format(**headings)} AS {column}" for column, sql in gazetteer.kept.items())
    wanted = " OR ".join(box.as_sql() for box in boxes) or "TRUE"
    own = [n for n in gazetteer.stored.names if n not in ("publication_unit", "source_file", "import_id")]
    columns = ", ".join(f"CAST({n} AS {_sql_type(gazetteer.stored.field(n).type)}) AS {n}" for n in own)
    rows = pa.RecordBatchReader.from_batches(reading.files[0].schema, reading.batches())
    copy = (
        f"COPY (SELECT {columns}, ?::VARCHAR AS source_file, ?::VARCHAR AS import_id "  # noqa: S608 - fixed words
        f"FROM (SELECT {kept} FROM rows) "
        f"WHERE easting > 0 AND northing > 0 AND {gazetteer.key} <> '' AND {gazetteer.where} AND ({wanted})"
        f") TO '{str(file).replace(chr(39), chr(39) * 2)}' "
        "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"
    )
    try:
        with duckdb.connect(config={"memory_limit": _MEMORY, "temp_directory": str(scratch)}) as connection:
            connection.register("rows", rows)
            written = connection.execute(copy, [source_file, import_id]).fetchone()
    except duckdb.Error as failed:
        raise reading.broken or failed from None
    return int(written[0]) if written else 0


def _sql_type(kind: pa.DataType) -> str:
    return {pa.string(): "VARCHAR", pa.int32(): "INTEGER", pa.int8(): "TINYINT"}[kind]


def _edition_in(path: Path, files: list[GazetteerFile]) -> str:
    """A month in the name of the archive or of the file inside: ONSPD_FEB_2024_UK, osopenuprn_202602."""
    for name in (files[0].member or "", path.name):
        if found := re.search(rf"({'|'.join(_MONTHS)})[a-z]*[ _-]?(20\d\d)", name, re.I):
            return f"{found[2]}-{_MONTHS.index(found[1].lower()) + 1:02d}"
        if found := re.search(r"(20\d\d)-?(0[1-9]|1[0-2])", name):
            return f"{found[1]}-{found[2]}"
    raise UnreadableGazetteer(f"The name {path.name} does not say which edition it is. Say it: --edition 2026-02")


def _is_same(held: HeldImport, digest: str, edition: str, boxes: Sequence[Box]) -> bool:
    return (
        held.files[0]["sha256"] == digest
        and held.published == edition
        and held.summary["boxes"] == [str(box) for box in boxes]
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
