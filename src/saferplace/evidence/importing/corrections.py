"""Refused rows that come back corrected: each joins its unit, and its refusal is marked as settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from saferplace.evidence.importing.corrected import CorrectedRow, UnreadableCorrection, read_correction
from saferplace.evidence.importing.data_set import DataSetImport
from saferplace.evidence.importing.difference import Difference
from saferplace.evidence.importing.discovery import CorrectionFile
from saferplace.evidence.importing.packed_file import RefusedFile, sha256
from saferplace.evidence.importing.placing import Placing
from saferplace.evidence.importing.refused_rows import read_refused
from saferplace.evidence.importing.summary import UnitSummary
from saferplace.evidence.importing.unit import Origin, UnitPlan, with_origin
from saferplace.evidence.sources.source import REFUSED, UNIT_COLUMN, Checked, Source
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.tables.personal_text import personal_pieces

_IDENTITY = ["import_id", "source_file", "source_line"]


_BELONGS = "belongs_to"


@dataclass(frozen=True)
class _Added:
    """What came back for one unit. good: rows in all the columns of the source's table, in any order."""

    read: int
    checked: Checked
    good: pl.DataFrame


@dataclass
class Corrections:
    """The rows of one file that came back. notes: what is to be said of rows that cannot be placed."""

    source: Source
    name: str
    digest: str
    rows: list[CorrectedRow]
    notes: list[str] = field(default_factory=list)
    settled_elsewhere: dict[Unit, pl.DataFrame] = field(default_factory=dict)

    def plans(self, data_set: DataSetImport, *, import_id: str, today: dt.date) -> list[UnitPlan]:
        """One plan for each unit that rows are added to. Units that this import has already decided are left out.

        Afterwards ``settled_elsewhere`` holds the refused rows of units whose rows were added to another.
        """
        taken = {summary.unit for summary in data_set.summaries}
        placed = self._place(read_refused(data_set.store, self.source, data_set.refused_version))
        placed = self._belonging(placed)
        too_late = placed.select(_BELONGS).to_series().is_in([unit.key for unit in taken])
        for key in placed.filter(too_late)[_BELONGS].unique(maintain_order=True):
            self.notes.append(f"{self.name}: {key} comes as a file too. Send the corrections after it.")
        added: dict[Unit, _Added] = {}
        for (key,), rows in placed.filter(~too_late).group_by(_BELONGS, maintain_order=True):
            unit = Unit.parse(str(key))
            added[unit] = self._check(rows, unit, import_id, today, data_set.places)
        return self._plans(data_set, added, placed, import_id)

    def _plans(
        self, data_set: DataSetImport, added: dict[Unit, _Added], placed: pl.DataFrame, import_id: str
    ) -> list[UnitPlan]:
        settled = pl.concat(
            [_no_identity(), *(each.good.select("source_file", "source_line") for each in added.values())]
        )
        refused = {unit: data_set.held(unit).refused for unit in map(Unit.parse, placed[UNIT_COLUMN].unique().sort())}
        after = {unit: _settled(rows, settled, import_id) for unit, rows in refused.items()}
        changed = {unit: rows for unit, rows in after.items() if not rows.equals(refused[unit])}
        plans = []
        for unit, each in added.items():
            held = data_set.held(unit)
            whole = pl.concat(
                [
                    frame.with_columns(pl.lit(unit.key).alias(UNIT_COLUMN)).select(self.source.stored.names)
                    for frame in (held.rows, held.corrections, each.good)
                ]
            )
            summary = self._summary(unit, each, was_held=held.is_held)
            plans.append(UnitPlan(summary, whole if each.good.height else None, changed.pop(unit, None)))
        self.settled_elsewhere = changed
        return plans

    def _belonging(self, placed: pl.DataFrame) -> pl.DataFrame:
        """With the unit that each row belongs to: the one it was refused in, unless its cells now say another."""
        if self.source.period_of is None or placed.is_empty():
            return placed.with_columns(pl.col(UNIT_COLUMN).alias(_BELONGS))
        provider = pl.col(UNIT_COLUMN).str.split("~").list.first()
        period = self.source.period_of(self._as_cells(placed))
        said = placed.with_columns(period.alias("period"))
        belongs = pl.when(pl.col("period").is_null()).then(UNIT_COLUMN).otherwise(provider + "~" + pl.col("period"))
        return said.with_columns(belongs.alias(_BELONGS)).drop("period")

    def _check(self, rows: pl.DataFrame, unit: Unit, import_id: str, today: dt.date, places: Placing) -> _Added:
        checked = self.source.check(self._as_cells(rows), unit, today)
        origin = Origin("", self.digest, import_id)
        good = with_origin(self.source, checked.good, unit, origin, is_correction=True, places=places)
        good = good.drop("source_file")
        # The corrected row stands where its refused row stood, so that both can be found together.
        good = good.join(rows.select("source_line", "source_file").unique("source_line"), on="source_line", how="left")
        return _Added(rows.height, checked, good)

    def _of_nobody(self) -> list[CorrectedRow]:
        """The rows without those into which a partner has typed what must stay out of evidence."""
        if not self.source.fields:
            return self.rows
        kept = []
        for row in self.rows:
            kinds = dict.fromkeys(piece.kind for cell in row.cells for piece in personal_pieces(cell))
            if kinds:
                named = ", ".join(kinds)
                self.notes.append(f"{self.name} line {row.line_in_correction}: personal data ({named}). Left out.")
            else:
                kept.append(row)
        return kept

    def _place(self, refused: pl.DataFrame) -> pl.DataFrame:
        """The rows that wait for a correction, with the cells that came back."""
        schema = {"import_id": pl.String, "source_file": pl.String, "source_line": pl.Int32}
        came = pl.DataFrame(
            [(row.import_id, row.file, row.line, list(row.cells), row.line_in_correction) for row in self._of_nobody()],
            schema={**schema, "cells": pl.List(pl.String), "came_on_line": pl.Int64},
            orient="row",
        ).unique(_IDENTITY, keep="last", maintain_order=True)
        known = refused.select(*_IDENTITY, UNIT_COLUMN, "corrected_by_import")
        joined = came.join(known, on=_IDENTITY, how="left", maintain_order="left")
        for row in joined.iter_rows(named=True):
            if row[UNIT_COLUMN] is None:
                self.notes.append(f"{self.name} line {row['came_on_line']}: no such row was refused. Left out.")
            elif row["corrected_by_import"] is not None:
                self.notes.append(f"{self.name} line {row['came_on_line']}: this row was corrected before. Left out.")
        return joined.filter(pl.col(UNIT_COLUMN).is_not_null() & pl.col("corrected_by_import").is_null())

    def _summary(self, unit: Unit, added: _Added, *, was_held: bool) -> UnitSummary:
        good = added.good.height
        still = added.checked.refused["reason"].unique(maintain_order=True).to_list()
        return UnitSummary(
            unit=unit,
            source_file=self.name,
            source_sha256=self.digest,
            read=added.read,
            refused=added.read - good,
            difference=Difference(good, 0, 0, 0),
            was_held=was_held,
            noticed=added.checked.noticed,
            notes=tuple(f"Refused again: {reason}" for reason in still),
        )

    def _as_cells(self, rows: pl.DataFrame) -> pl.DataFrame:
        cells = [pl.col("cells").list.get(number).alias(name) for number, name in enumerate(self.source.cells)]
        return rows.select(*cells, "source_line")


def _no_identity() -> pl.DataFrame:
    return pl.DataFrame(schema={"source_file": pl.String, "source_line": pl.Int32})


def _settled(refused: pl.DataFrame, settled: pl.DataFrame, import_id: str) -> pl.DataFrame:
    """Refused rows, those among ``settled`` marked as corrected by this import."""
    marked = settled.unique().with_columns(pl.lit(import_id).alias("now"))
    return (
        refused.join(marked, on=["source_file", "source_line"], how="left", maintain_order="left")
        .with_columns(pl.coalesce("corrected_by_import", "now").alias("corrected_by_import"))
        .select(REFUSED.names)
    )


def read_corrections(
    files: tuple[CorrectionFile, ...], sources: Iterable[Source]
) -> tuple[list[Corrections], list[RefusedFile]]:
    """Read every file of corrected rows; those that cannot be read are refusals."""
    known = tuple(sources)
    read: list[Corrections] = []
    refused: list[RefusedFile] = []
    for file in files:
        content = file.path.read_bytes()
        try:
            source, rows = read_correction(content, known)
        except UnreadableCorrection as unreadable:
            refused.append(RefusedFile(file.path.name, str(unreadable)))
        else:
            read.append(Corrections(source, file.path.name, sha256(content), rows))
    return read, refused
