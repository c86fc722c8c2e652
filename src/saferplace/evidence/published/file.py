"""A file in a publisher's layout, as an import takes it. One file may hold many units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from saferplace.evidence.importing.files import UnitCells
from saferplace.evidence.importing.packed_file import PackedFile, RefusedFile
from saferplace.evidence.published.heads import is_workbook
from saferplace.evidence.published.layout import Layout
from saferplace.evidence.published.ods_rows import sheets_of_ods, unpacked_bytes
from saferplace.evidence.sources.broken import UnreadableFile
from saferplace.evidence.sources.source import Source
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.tables.delimited import read_delimited
from saferplace.evidence.tables.sheet import Sheet, UnreadableTable
from saferplace.evidence.tables.workbook import read_tables

# Read as a stream an OpenDocument file takes three times as long, and a tenth of the memory.
_TOO_LARGE_TO_TAKE_WHOLE = 100 * 1024**2


@dataclass(frozen=True)
class PublishedFile:
    """A file whose content is of a known layout."""

    path: Path
    layout: Layout

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def source(self) -> Source:
        return self.layout.source

    @property
    def unit(self) -> Unit | None:
        return None

    def read(self) -> bytes | RefusedFile:
        return PackedFile(self.path, None, self.path.stat().st_size).read()

    def parts(self, content: bytes) -> Iterable[UnitCells]:
        """Raises `UnreadableFile`."""
        try:
            figures = self.layout.read(self._sheets(content))
        except UnreadableTable as unreadable:
            raise UnreadableFile(str(unreadable)) from None
        if figures.is_empty():
            raise UnreadableFile("No figure stands under the headings that this file was known by.")
        return _units(_with_lines(figures))

    def _sheets(self, content: bytes) -> Iterable[Sheet]:
        if content.startswith(b"PK") and unpacked_bytes(self.path) > _TOO_LARGE_TO_TAKE_WHOLE:
            return sheets_of_ods(self.path)
        if is_workbook(content):
            return read_tables(content, name=self.name)
        return (read_delimited(content, self.path.name.split(".", 1)[0]),)


def _with_lines(figures: pl.DataFrame) -> pl.DataFrame:
    """``source_line`` tells refused rows apart: the row of the file, or the figure's number where a row holds many."""
    is_row = figures["row"].is_unique().all()
    line = pl.col("row") if is_row else pl.int_range(1, pl.len() + 1)
    return figures.with_columns(line.cast(pl.Int32).alias("source_line")).drop("row")


def _units(figures: pl.DataFrame) -> list[UnitCells]:
    parts = figures.partition_by("provider", "unit_period", maintain_order=True, as_dict=True)
    return [
        UnitCells(Unit(str(provider), str(period)), cells.drop("provider", "unit_period"))
        for (provider, period), cells in parts.items()
    ]
