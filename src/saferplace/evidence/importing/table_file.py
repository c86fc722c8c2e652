"""A partner's own table as a file that an import can take: opened, mapped, and parted by period."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from saferplace.evidence.importing.files import UnitCells
from saferplace.evidence.importing.packed_file import PackedFile, RefusedFile
from saferplace.evidence.sources.broken import BrokenRow, UnreadableFile
from saferplace.evidence.sources.field import FieldKind
from saferplace.evidence.sources.source import Source
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.tables.apply import LINE, MappedRows
from saferplace.evidence.tables.mapping import Mapping
from saferplace.evidence.tables.records import BLANK, LeftOut
from saferplace.evidence.tables.rehearsal import rehearse
from saferplace.evidence.tables.sheet import Sheet
from saferplace.evidence.tables.workbook import read_tables

_SAY_WHEN = (FieldKind.DATE, FieldKind.DATE_TIME, FieldKind.MONTH, FieldKind.PERIOD)
_LINES_NAMED = 5


@dataclass(frozen=True)
class TableFile:
    """covers: the periods that the person who sends the file says it covers, in order; empty where nothing was said.

    Each row belongs to the period that it says itself. A period that is stated and has no row is held empty: nothing
    happened. A row of a period that is not among those stated is refused in the first of them. A row whose period
    cannot be read is refused in the first period of the file (of those stated, or else found), and waits there to be
    corrected: then it goes where its date says.
    """

    packed: PackedFile
    source: Source
    mapping: Mapping
    covers: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.packed.name

    @property
    def unit(self) -> Unit | None:
        return None

    def read(self) -> bytes | RefusedFile:
        return self.packed.read()

    def parts(self, content: bytes) -> list[UnitCells]:
        """Raises `UnreadableFile` also where columns hold personal data that the mapping neither drops nor masks."""
        sheets = read_tables(content, name=self.packed.last_name)
        tried = rehearse(sheets, self._with_stated_period(), self.source)
        if tried.sheet is None or tried.read is None:
            raise UnreadableFile(f"It cannot be read by the mapping “{self.mapping.name}”. {' '.join(tried.faults)}")
        if tried.findings:
            raise UnreadableFile(
                "Personal data must stay out of evidence, so nothing was imported. "
                + " ".join(finding.sentence for finding in tried.findings)
            )
        sheet, mapped = tried.sheet, tried.read
        notes = (*sheet.notes, *_said_of_left_out(mapped.left_out), *_said_of_other_sheets(sheets, sheet))
        return _Parted(self, sheet, mapped).parts(notes)

    def _with_stated_period(self) -> Mapping:
        """A file of one stated period without the column that must say when: the statement fills it."""
        unsaid = [
            field.name
            for field in self.source.fields
            if field.is_required and field.kind in _SAY_WHEN and field.name not in self.mapping.fields
        ]
        if len(self.covers) != 1 or not unsaid:
            return self.mapping
        return dataclasses.replace(self.mapping, constants={**self.mapping.constants, unsaid[0]: self.covers[0]})


@dataclass(frozen=True)
class _Parted:
    """The rows of one file on their way into units."""

    file: TableFile
    sheet: Sheet
    mapped: MappedRows

    def parts(self, notes: tuple[str, ...]) -> list[UnitCells]:
        covers = self.file.covers
        rows = self.mapped.cells.with_columns(self.period.fill_null(self.home).alias("period"))
        is_within = rows["period"].is_in(list(covers) or rows["period"].unique().to_list())
        within = rows.filter(is_within)
        if within.is_empty() and not rows.is_empty():
            raise UnreadableFile(
                f"The file was said to cover {', '.join(covers)}, and its rows are of "
                f"{', '.join(self.period.drop_nulls().unique().sort())}. Nothing was imported: state the period again."
            )
        broken = sorted([*self.mapped.broken, *self._refused_as_outside(rows.filter(~is_within))], key=_by_line)
        parted = {str(period): part for (period,), part in within.partition_by("period", as_dict=True).items()}
        return [
            UnitCells(
                unit=Unit(self.file.mapping.provider, period),
                cells=parted.get(period, rows.clear()).drop("period"),
                broken=tuple(broken) if period == self.home else (),
                is_stated=period in covers and period not in parted and not (period == self.home and broken),
                sheet=self.sheet.name if self.sheet.is_of_workbook else "",
                notes=notes if period == self.home else (),
            )
            for period in sorted({*covers, *parted, self.home})
        ]

    @cached_property
    def period(self) -> pl.Series:
        """Of each row; null where it cannot be read."""
        assert self.file.source.period_of is not None  # noqa: S101 - asked before, for the type checker
        return self.file.source.period_of(self.mapped.cells)

    @cached_property
    def home(self) -> str:
        """The period in which rows wait that do not say one."""
        if self.file.covers:
            return min(self.file.covers)
        found = self.period.drop_nulls()
        if found.is_empty():
            raise UnreadableFile(self._nothing_to_place())
        return str(found.min())

    def _nothing_to_place(self) -> str:
        if self.mapped.cells.is_empty():
            return (
                "The table has no rows under its headings. If it says that nothing happened, send it again and state "
                "which months it covers."
            )
        field = _field_that_says_when(self.file.source, self.file.mapping)
        values = self.mapped.cells[field] if field else pl.Series([""])
        return (
            f"No row says when it happened in a way that can be read: the first says “{values[0]}”. Check which column "
            "the mapping takes the date from, or state the month that the file covers."
        )

    def _refused_as_outside(self, rows: pl.DataFrame) -> list[BrokenRow]:
        field = _field_that_says_when(self.file.source, self.file.mapping)
        heading = next((heading for heading, name in self.file.source.columns.items() if name == field), "whole row")
        stated = ", ".join(self.file.covers)
        return [
            BrokenRow(
                line=row[LINE],
                cells=tuple(row[name] for name in self.file.source.cells),
                reason=f"{heading}: “{row.get(field, '')}” is in {row['period']}; "
                f"the file was said to cover {stated} only.",
                column=heading,
                value=row.get(field, ""),
            )
            for row in rows.iter_rows(named=True)
        ]


def _by_line(row: BrokenRow) -> int:
    return row.line


def _field_that_says_when(source: Source, mapping: Mapping) -> str:
    """The first field with a date or period that the mapping fills, required ones before others."""
    filled = [field for field in source.fields if field.kind in _SAY_WHEN and field.name in mapping.fields]
    return next((field.name for field in sorted(filled, key=lambda field: not field.is_required)), "")


def _said_of_left_out(left_out: Sequence[LeftOut]) -> tuple[str, ...]:
    if not left_out:
        return ()
    times = Counter(row.why for row in left_out)
    said = [f"{number:,} × {why}{_on_lines(left_out, why)}" for why, number in times.items()]
    rows = "row was" if len(left_out) == 1 else "rows were"
    return (f"{len(left_out):,} {rows} left out as no record: {'; '.join(said)}.",)


def _on_lines(left_out: Sequence[LeftOut], why: str) -> str:
    lines = [row.line for row in left_out if row.why == why]
    if why == BLANK:
        return ""
    more = ", …" if len(lines) > _LINES_NAMED else ""
    return f" (row {', '.join(str(line) for line in lines[:_LINES_NAMED])}{more})"


def _said_of_other_sheets(sheets: Sequence[Sheet], read: Sheet) -> tuple[str, ...]:
    others = [sheet.name for sheet in sheets if sheet is not read and sheet.rows and not sheet.is_hidden]
    if not others:
        return ()
    return (f"Only the sheet “{read.name}” was read, not {', '.join(f'“{name}”' for name in others)}.",)
