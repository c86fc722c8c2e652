"""Files as publishers would send them, for tests of the comparators."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
import xlsxwriter

from saferplace.evidence.importing import Terms, import_files
from saferplace.evidence.importing.summary import ImportReport
from saferplace.evidence.sources.catalogue import SOURCES
from saferplace.evidence.sources.source import Source
from saferplace.evidence.store import EvidenceStore

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
Rows = Sequence[Sequence[object]]


def csv_file(path: Path, rows: Rows) -> Path:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def workbook(path: Path, sheets: Mapping[str, Rows]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def open_document(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """The least that an OpenDocument spreadsheet has to be."""
    import zipfile
    from xml.sax.saxutils import escape, quoteattr

    def cell(value: object) -> str:
        if isinstance(value, int | float):
            number = f'office:value-type="float" office:value="{value}"'
            return f"<table:table-cell {number}><text:p>{value}</text:p></table:table-cell>"
        text = f"<text:p>{escape(str(value))}</text:p>" if value else ""
        return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'

    def row(cells: Sequence[object]) -> str:
        return f"<table:table-row>{''.join(map(cell, cells))}</table:table-row>"

    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>{''.join(map(row, rows))}</table:table>"
        for name, rows in sheets.items()
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    names = " ".join(f'xmlns:{short}="{space}{short}:1.0"' for short in ("office", "table", "text"))
    content = (
        f"<?xml version='1.0' encoding='UTF-8'?><office:document-content {names}><office:body><office:spreadsheet>"
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f"<?xml version='1.0' encoding='UTF-8'?><manifest:manifest xmlns:manifest='{space}manifest:1.0'/>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
    return path


def bring(
    store: EvidenceStore, *paths: Path, minute: int = 0, is_dry_run: bool = False, sources: tuple[Source, ...] = SOURCES
) -> ImportReport:
    return import_files(
        store,
        paths,
        today=NOON.date(),
        terms=Terms("a test"),
        started_at=NOON + dt.timedelta(minutes=minute),
        is_dry_run=is_dry_run,
        sources=sources,
    )


def figures_of(store: EvidenceStore, data_set: str) -> pl.DataFrame:
    return pl.concat([pl.read_parquet(file) for file in store.files(data_set)])
