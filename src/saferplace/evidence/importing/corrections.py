"""Refused rows that come back corrected: each joins its unit, and its refusal is marked as settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import polars as pl

from saferplace.evidence.importing.corrected import CorrectedRow, UnreadableCorrection, read_correction
from saferplace.evidence.importing.difference import Difference
from saferplace.evidence.importing.discovery import CorrectionFile
from saferplace.evidence.importing.packed_file import RefusedFile, sha256
from saferplace.evidence.importing.refused_rows import read_refused
from saferplace.evidence.importing.summary import UnitSummary
from saferplace.evidence.importing.unit import Origin, UnitPlan, read_held, with_origin
from saferplace.evidence.sources.source import REFUSED, UNIT_COLUMN, Checked, Source
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.store import EvidenceStore

_IDENTITY = ["import_id", "source_file", "source_line"]


@dataclass
class Corrections:
    """The rows of one file that came back. notes: what is to be said of rows that cannot be placed."""

    source: Source
    name: str
    digest: str
    rows: list[CorrectedRow]
    notes: list[str] = field(default_factory=list)

    def plans(
        self,
        store: EvidenceStore,
        *,
        version: int | None,
        refused_version: int | None,
        import_id: str,
        today: dt.date,
        not_now: set[Unit],
    ) -> Iterator[UnitPlan]:
        """One plan for each unit with rows to add. not_now: units that this import has already decided."""
        placed = self._place(read_refused(store, self.source, refused_version))
        for (key,), rows in placed.group_by(UNIT_COLUMN, maintain_order=True):
            unit = Unit.parse(str(key))
            if unit in not_now:
                self.notes.append(f"{self.name}: {unit.key} comes as a file too. Send the corrections after it.")
                continue
            held_version = {"version": version, "refused_version": refused_version}
            yield self._plan(store, unit, rows, held_version, import_id=import_id, today=today)

    def _place(self, refused: pl.DataFrame) -> pl.DataFrame:
        """The rows that wait for a correction, with the cells that came back."""
        schema = {"import_id": pl.String, "source_file": pl.String, "source_line": pl.Int32}
        came = pl.DataFrame(
            [(row.import_id, row.file, row.line, list(row.cells), row.line_in_correction) for row in self.rows],
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

    def _plan(
        self,
        store: EvidenceStore,
        unit: Unit,
        rows: pl.DataFrame,
        held_version: dict[str, int | None],
        *,
        import_id: str,
        today: dt.date,
    ) -> UnitPlan:
        held = read_held(store, self.source, unit, **held_version)
        checked = self.source.check(self._as_cells(rows), unit, today)
        origin = Origin("", self.digest, import_id)
        good = with_origin(self.source, checked.good, unit, origin, is_correction=True).drop("source_file")
        # The corrected row stands where its refused row stood, so that both can be found together.
        good = good.join(rows.select("source_line", "source_file").unique("source_line"), on="source_line", how="left")
        settled = good.select("source_file", "source_line").with_columns(pl.lit(import_id).alias("now"))
        refused = (
            held.refused.join(settled, on=["source_file", "source_line"], how="left", maintain_order="left")
            .with_columns(pl.coalesce("corrected_by_import", "now").alias("corrected_by_import"))
            .select(REFUSED.names)
        )
        whole = pl.concat(
            [
                frame.with_columns(pl.lit(unit.key).alias(UNIT_COLUMN)).select(self.source.stored.names)
                for frame in (held.rows, held.corrections, good)
            ]
        )
        summary = self._summary(unit, rows.height, checked, was_held=held.is_held)
        return UnitPlan(summary, whole if good.height else None, refused if good.height else None)

    def _summary(self, unit: Unit, read: int, checked: Checked, *, was_held: bool) -> UnitSummary:
        good = checked.good.height
        still = tuple(
            f"Refused again: {reason}" for reason in checked.refused["reason"].unique(maintain_order=True).to_list()
        )
        return UnitSummary(
            unit=unit,
            source_file=self.name,
            source_sha256=self.digest,
            read=read,
            refused=read - good,
            difference=Difference(good, 0, 0, 0),
            was_held=was_held,
            noticed=checked.noticed,
            notes=still,
        )

    def _as_cells(self, rows: pl.DataFrame) -> pl.DataFrame:
        cells = [pl.col("cells").list.get(number).alias(name) for number, name in enumerate(self.source.cells)]
        return rows.select(*cells, "source_line")


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
