"""Refused rows: kept as they stood, readable, sent out for correction and taken back.

They live in a table of their own. The commit of an import names the version of that table which belongs to it, so
refused rows become visible with their import and not before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl
import pyarrow.dataset as ds

from saferplace.evidence.ledger import HeldImport, held_imports
from saferplace.evidence.sources.source import REFUSED, Source
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True)
class RefusedRow:
    """line: in ``file``, as its own program numbers it. cells: the row as it stood, in the source's order."""

    import_id: str
    unit: str
    file: str
    line: int
    column: str
    value: str
    reason: str
    cells: tuple[str, ...]
    is_corrected: bool


def version_in_force(imports: list[HeldImport]) -> int | None:
    """Which version of the refused rows belongs to the newest import."""
    return next((held.refused_version for held in imports if held.refused_version is not None), None)


def read_refused(
    store: EvidenceStore, source: Source, version: int | None, units: Iterable[str] | None = None
) -> pl.DataFrame:
    """Refused rows as a frame with REFUSED's columns; empty when nothing was ever refused."""
    empty = pl.from_arrow(REFUSED.empty_table())
    assert isinstance(empty, pl.DataFrame)  # noqa: S101 - for the type checker
    files = [] if version is None else store.files(source.refused_data_set, version, units)
    if not files:
        return empty
    partitioning = ds.partitioning(flavor="hive", schema=REFUSED.empty_table().select(["publication_unit"]).schema)
    table = ds.dataset(files, format="parquet", partitioning=partitioning, schema=REFUSED).to_table()
    rows = pl.from_arrow(table)
    assert isinstance(rows, pl.DataFrame)  # noqa: S101 - for the type checker
    return rows.select(empty.columns)


def refused_rows(
    store: EvidenceStore, source: Source, import_id: str | None = None, *, limit: int | None = None, offset: int = 0
) -> list[RefusedRow]:
    """Refused rows that wait for correction, in the order of their files; of one import only, when it is named."""
    waiting = _waiting(store, source, import_id).sort("source_file", "source_line").slice(offset, limit)
    return listed(waiting)


def count_refused(store: EvidenceStore, source: Source, import_id: str | None = None) -> int:
    """How many refused rows wait for correction."""
    return _waiting(store, source, import_id).height


def _waiting(store: EvidenceStore, source: Source, import_id: str | None) -> pl.DataFrame:
    rows = read_refused(store, source, version_in_force(held_imports(store, source.data_set)))
    waiting = rows.filter(pl.col("corrected_by_import").is_null())
    return waiting.filter(pl.col("import_id") == import_id) if import_id else waiting


def listed(rows: pl.DataFrame) -> list[RefusedRow]:
    """rows: with REFUSED's columns."""
    return [_row(row) for row in rows.iter_rows(named=True)]


def _row(row: dict[str, object]) -> RefusedRow:
    cells = row["cells"]
    assert isinstance(cells, list)  # noqa: S101 - for the type checker
    return RefusedRow(
        import_id=str(row["import_id"]),
        unit=str(row["publication_unit"]),
        file=str(row["source_file"]),
        line=int(str(row["source_line"])),
        column=str(row["column"] or ""),
        value=str(row["value"] or ""),
        reason=str(row["reason"]),
        cells=tuple(str(cell) for cell in cells),
        is_corrected=row["corrected_by_import"] is not None,
    )
