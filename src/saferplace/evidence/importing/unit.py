"""One unit: what a file says of it, what is held of it, and what is to be written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from saferplace.evidence.importing.difference import Difference, compare
from saferplace.evidence.importing.files import UnitCells
from saferplace.evidence.importing.placing import Placing, kept_and_placed, said_of_places
from saferplace.evidence.importing.refused_rows import read_refused
from saferplace.evidence.importing.summary import UnitSummary
from saferplace.evidence.sources.source import REFUSED, UNIT_COLUMN, Checked, Source
from saferplace.evidence.sources.unit import Unit
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
    """What an import would do to a unit. rows, refused: its whole new content; None where nothing changes.

    waiting: of a file, the unit's refused rows that wait for correction, changed or not, with REFUSED's columns.
    """

    summary: UnitSummary
    rows: pl.DataFrame | None
    refused: pl.DataFrame | None
    waiting: pl.DataFrame | None = None


@dataclass(frozen=True)
class Origin:
    """The file that rows came from, and the import that brings them."""

    file: str
    sha256: str
    import_id: str


def read_held(
    store: EvidenceStore, source: Source, unit: Unit, *, version: int | None, refused_version: int | None
) -> Held:
    """version: of the source's table; None when it does not exist yet."""
    files = [] if version is None else store.files(source.data_set, version, [unit.key])
    if not files and refused_version is None:
        return _nothing_held(source)
    columns = [name for name in source.stored.names if name != UNIT_COLUMN]
    tables = [pq.read_table(file, columns=columns, partitioning=None) for file in files]
    rows = pl.from_arrow(pa.concat_tables([*tables, source.stored.empty_table().select(columns)]))
    assert isinstance(rows, pl.DataFrame)  # noqa: S101 - for the type checker
    return Held(
        rows=rows.filter(~pl.col("is_correction")),
        corrections=rows.filter(pl.col("is_correction")),
        refused=read_refused(store, source, refused_version, [unit.key]),
        is_held=bool(files),
    )


@lru_cache(maxsize=64)
def _nothing_held(source: Source) -> Held:
    rows = pl.DataFrame(source.stored.empty_table().drop([UNIT_COLUMN]))
    return Held(rows, rows, pl.DataFrame(REFUSED.empty_table()), is_held=False)


def with_origin(
    source: Source, good: pl.DataFrame, unit: Unit, origin: Origin, *, is_correction: bool, places: Placing
) -> pl.DataFrame:
    """Good rows in all the columns of the source's table."""
    return (
        kept_and_placed(source, good, unit, places)
        .with_columns(
            pl.lit(unit.key).alias(UNIT_COLUMN),
            pl.lit(origin.file).alias("source_file"),
            pl.lit(origin.sha256).alias("source_sha256"),
            pl.lit(origin.import_id).alias("import_id"),
            pl.lit(is_correction).alias("is_correction"),
        )
        .select(source.stored.names)
    )


def plan_units(
    source: Source, parts: list[tuple[UnitCells, Held]], origin: Origin, *, today: dt.date, places: Placing
) -> list[UnitPlan]:
    """Check and compare what one file says of its units."""
    checked = [source.check(part.cells, part.unit, today) for part, _ in parts]
    refused = [
        _carry_corrections(_refusals(source, part, found, origin), held.refused)
        for (part, held), found in zip(parts, checked, strict=True)
    ]
    # A row may be refused in one unit and stand corrected in another, when its date was what was wrong.
    corrected = pl.concat([rows.filter(pl.col("corrected_by_import").is_not_null()) for rows in refused])
    return [
        _plan_unit(source, part, held, found, still_refused, corrected.select(_IDENTITY), origin, places)
        for (part, held), found, still_refused in zip(parts, checked, refused, strict=True)
    ]


def _plan_unit(
    source: Source,
    part: UnitCells,
    held: Held,
    checked: Checked,
    refused: pl.DataFrame,
    corrected: pl.DataFrame,
    origin: Origin,
    places: Placing,
) -> UnitPlan:
    good = with_origin(source, checked.good, part.unit, origin, is_correction=False, places=places)
    difference = compare(held.rows, good, source) if held.is_held else Difference(good.height, 0, 0, 0)
    corrections = held.corrections.join(corrected, on=_IDENTITY, how="semi")
    set_aside = held.corrections.height - corrections.height
    aside = (f"{set_aside} corrected rows were set aside: the new release has them right.",) if set_aside else ()
    read = part.cells.height + len(part.broken)
    is_same_refused = (refused.is_empty() and held.refused.is_empty()) or _said(refused).equals(_said(held.refused))
    summary = UnitSummary(
        unit=part.unit,
        source_file=origin.file,
        source_sha256=origin.sha256,
        read=read,
        refused=read - good.height,
        difference=difference,
        was_held=held.is_held,
        noticed={**checked.noticed, **said_of_places(source, good)},
        notes=(*part.notes, *aside),
    )
    # A unit of which every row was refused is not held, and stays so.
    is_same_rows = difference.is_none and not set_aside and (held.is_held or not part.is_stated)
    whole = pl.concat([good, corrections.with_columns(pl.lit(part.unit.key).alias(UNIT_COLUMN)).select(good.columns)])
    return UnitPlan(
        summary=summary,
        rows=None if is_same_rows else whole,
        refused=None if is_same_refused else refused,
        waiting=refused.filter(pl.col("corrected_by_import").is_null()),
    )


def _refusals(source: Source, part: UnitCells, checked: Checked, origin: Origin) -> pl.DataFrame:
    """Rows refused by a check, and rows that could not even be told apart into cells."""
    if checked.refused.is_empty() and not part.broken:
        return pl.DataFrame(REFUSED.empty_table())
    by_check = checked.refused.select(
        "source_line", "column", "value", "reason", pl.concat_list(*source.cells).alias("cells")
    )
    broken = pl.DataFrame(
        {
            "source_line": [row.line for row in part.broken],
            "column": [row.column for row in part.broken],
            "value": [row.value for row in part.broken],
            "reason": [row.reason for row in part.broken],
            "cells": [list(row.cells) for row in part.broken],
        },
        schema=by_check.schema,
    )
    return (
        pl.concat([by_check, broken])
        .sort("source_line")
        .with_columns(
            pl.lit(part.unit.key).alias(UNIT_COLUMN),
            pl.lit(origin.import_id).alias("import_id"),
            pl.lit(origin.file).alias("source_file"),
            pl.lit(None, dtype=pl.String).alias("corrected_by_import"),
        )
        .select(REFUSED.names)
    )


def _carry_corrections(refused: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """A row refused again as it stood before is the same row: it keeps its first import, place and correction."""
    if before.is_empty():
        return refused
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


def _said(refused: pl.DataFrame) -> pl.DataFrame:
    """What matters of refused rows when asking whether anything changed."""
    return refused.select(_raw(), "column", "reason", "corrected_by_import").sort("raw", "column", "reason")
