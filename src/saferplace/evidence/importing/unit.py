"""One force's month: what its file says, what is held of it, and what is to be written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl
import pyarrow.parquet as pq

from saferplace.evidence.importing.refused_rows import read_refused
from saferplace.evidence.police_street import DATA_SET
from saferplace.evidence.police_street.checks import Checked, check_rows
from saferplace.evidence.police_street.discovery import SourceFile, sha256
from saferplace.evidence.police_street.layout import CONTENT, REFUSED, STORED, Unit
from saferplace.evidence.police_street.reading import ReadFile, read_street_file
from saferplace.evidence.police_street.releases import Difference, compare
from saferplace.evidence.police_street.stored import to_stored
from saferplace.evidence.police_street.summary import UnitSummary
from saferplace.evidence.store import EvidenceStore

_IDENTITY = ("source_file", "source_line")


@dataclass(frozen=True)
class Held:
    """A unit as the store has it. rows: as published; corrections: rows that were refused and came back corrected."""

    rows: pl.DataFrame
    corrections: pl.DataFrame
    refused: pl.DataFrame
    is_held: bool


@dataclass(frozen=True)
class UnitPlan:
    """What an import would do to a unit. rows, refused: its whole new content; None where nothing changes."""

    summary: UnitSummary
    rows: pl.DataFrame | None
    refused: pl.DataFrame | None


def read_held(store: EvidenceStore, unit: Unit, *, version: int | None, refused_version: int | None) -> Held:
    """version: of the street table; None when it does not exist yet."""
    files = [] if version is None else store.files(DATA_SET, version, [unit.key])
    columns = [name for name in STORED.names if name != "publication_unit"]
    frames = [pl.from_arrow(pq.read_table(file, columns=columns, partitioning=None)) for file in files]
    empty = pl.from_arrow(STORED.empty_table().select(columns))
    rows = pl.concat([frame for frame in (*frames, empty) if isinstance(frame, pl.DataFrame)])
    return Held(
        rows=rows.filter(~pl.col("is_correction")),
        corrections=rows.filter(pl.col("is_correction")),
        refused=read_refused(store, refused_version, [unit.key]),
        is_held=bool(files),
    )


def plan_unit(source: SourceFile, content: bytes, held: Held, *, import_id: str, today: dt.date) -> UnitPlan:
    """Read, check and compare one file. Raises `UnreadableFile` when it is no street file."""
    digest = sha256(content)
    read = read_street_file(content)
    checked = check_rows(read.cells, source.unit, today=today)
    good = to_stored(checked.good, source.unit, file=source.name, sha256=digest, import_id=import_id)
    difference = compare(held.rows, good) if held.is_held else Difference(good.height, 0, 0, 0, 0, 0, 0)
    refused = _carry_corrections(_refusals(read, checked, source, import_id), held.refused)
    corrections = _still_needed(held.corrections, refused)
    set_aside = held.corrections.height - corrections.height
    notes = (f"{set_aside} corrected rows were set aside: the new release has them right.",) if set_aside else ()
    is_same_refused = _said(refused).equals(_said(held.refused))
    # A month of which every row was refused is not held, and stays so.
    is_same_rows = difference.is_none
    summary = UnitSummary(
        unit=source.unit,
        source_file=source.name,
        source_sha256=digest,
        read=read.rows,
        refused=read.rows - good.height,
        difference=difference,
        was_held=held.is_held,
        without_place=checked.without_place,
        without_id=checked.without_id,
        repeated_ids=checked.repeated_ids,
        formulas=checked.formulas,
        notes=notes,
    )
    whole = pl.concat([good, corrections.with_columns(publication_unit=pl.lit(source.unit.key)).select(good.columns)])
    return UnitPlan(
        summary=summary,
        rows=None if is_same_rows and not set_aside else whole,
        refused=None if is_same_refused else refused,
    )


def _refusals(read: ReadFile, checked: Checked, source: SourceFile, import_id: str) -> pl.DataFrame:
    """Rows refused by a check, and rows that could not even be told apart into cells."""
    by_check = checked.refused.select(
        "source_line", "column", "value", "reason", pl.concat_list(*CONTENT).alias("cells")
    )
    broken = pl.DataFrame(
        {
            "source_line": [row.line for row in read.broken],
            "column": ["whole row"] * len(read.broken),
            "value": [""] * len(read.broken),
            "reason": [row.reason for row in read.broken],
            "cells": [list(row.cells) for row in read.broken],
        },
        schema=by_check.schema,
    )
    return (
        pl.concat([by_check, broken])
        .sort("source_line")
        .with_columns(
            pl.lit(source.unit.key).alias("publication_unit"),
            pl.lit(import_id).alias("import_id"),
            pl.lit(source.name).alias("source_file"),
            pl.lit(None, dtype=pl.String).alias("corrected_by_import"),
        )
        .select(REFUSED.names)
    )


def _carry_corrections(refused: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """A row refused again as it stood before is the same row: it keeps its first import, place and correction."""
    keyed = refused.with_columns(_raw(), _nth())
    known = before.with_columns(_raw(), _nth()).select(
        "raw",
        "nth",
        pl.col("import_id").alias("first_import"),
        pl.col("source_file").alias("first_file"),
        pl.col("source_line").alias("first_line"),
        pl.col("corrected_by_import").alias("corrected_before"),
    )
    joined = keyed.join(known, on=["raw", "nth"], how="left", maintain_order="left")
    return joined.with_columns(
        pl.coalesce("first_import", "import_id").alias("import_id"),
        pl.coalesce("first_file", "source_file").alias("source_file"),
        pl.coalesce("first_line", "source_line").alias("source_line"),
        pl.col("corrected_before").alias("corrected_by_import"),
    ).select(REFUSED.names)


def _raw() -> pl.Expr:
    return pl.col("cells").list.join("\x1f").alias("raw")


def _nth() -> pl.Expr:
    return pl.int_range(pl.len()).over(pl.col("cells").list.join("\x1f")).alias("nth")


def _still_needed(corrections: pl.DataFrame, refused: pl.DataFrame) -> pl.DataFrame:
    """Corrections whose refused row the file still refuses."""
    corrected = refused.filter(pl.col("corrected_by_import").is_not_null()).select(_IDENTITY)
    return corrections.join(corrected, on=_IDENTITY, how="semi")


def _said(refused: pl.DataFrame) -> pl.DataFrame:
    """What matters of refused rows when asking whether anything changed."""
    return refused.select(_raw(), "column", "reason", "corrected_by_import").sort("raw", "column", "reason")
