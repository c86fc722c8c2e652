"""Workbooks as partners write them: CSV by the standard library, XLSX by XlsxWriter, ODS as LibreOffice does."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

Value = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
Rows = Sequence[Sequence[Value]]

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def csv_bytes(rows: Rows, *, delimiter: str = ",", encoding: str = "utf-8", line_end: str = "\r\n") -> bytes:
    """Dates and numbers as Python writes them: ISO dates, no thousands separators."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerows(
        ["" if cell is None else cell for cell in row] for row in rows
    )
    return out.getvalue().encode(encoding)


def xlsx_bytes(sheets: Mapping[str, Rows], *, hidden: Sequence[str] = (), merged: Sequence[str] = ()) -> bytes:
    """merged: ranges of the first sheet to merge, such as “A1:D1”, with the text of their first cell."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    forms = {
        dt.datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"}),
        dt.date: book.add_format({"num_format": "dd/mm/yyyy"}),
        dt.time: book.add_format({"num_format": "hh:mm:ss"}),
        dt.timedelta: book.add_format({"num_format": "[h]:mm:ss"}),
    }
    for number, (name, rows) in enumerate(sheets.items()):
        sheet = book.add_worksheet(name)
        if name in hidden:
            sheet.hide()
        elif not set(list(sheets)[:number]) - set(hidden):
            sheet.activate()  # a hidden sheet must not be the active one
            sheet.set_first_sheet()
        for row_number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if type(cell) in forms:
                    sheet.write_datetime(row_number, column, cell, forms[type(cell)])
                elif isinstance(cell, str):
                    sheet.write_string(row_number, column, cell)
                elif cell is not None:
                    sheet.write(row_number, column, cell)
        for cells in merged if number == 0 else ():
            first = cells.split(":")[0]
            sheet.merge_range(cells, rows[int(first[1:]) - 1][ord(first[0]) - ord("A")])
    book.close()
    return out.getvalue()


def ods_bytes(sheets: Mapping[str, Rows], *, hidden: Sequence[str] = ()) -> bytes:
    """With the repeated empty rows and cells that LibreOffice writes to the end of every sheet."""
    hiding = (
        '<office:automatic-styles><style:style xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>'
        "</office:automatic-styles>"
    )
    tables = "".join(_ods_table(name, rows, is_hidden=name in hidden) for name, rows in sheets.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{_OFFICE}" '
        f'xmlns:table="{_TABLE}" xmlns:text="{_TEXT}" office:version="1.3">{hiding}'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return ods_of(content)


def _ods_table(name: str, rows: Rows, *, is_hidden: bool) -> str:
    style = ' table:style-name="hidden"' if is_hidden else ""
    filled = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    rest = '<table:table-cell table:number-columns-repeated="1024"/>'
    return (
        f"<table:table table:name={quoteattr(name)}{style}>{filled}"
        f'<table:table-row table:number-rows-repeated="1048000">{rest}</table:table-row></table:table>'
    )


def ods_of(content: str) -> bytes:
    """An ODS file around a content.xml."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _ODS, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/></manifest:manifest>',
        )
    return out.getvalue()


def _ods_cell(cell: Value) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, bool):
        return _typed("boolean", "boolean-value", str(cell).lower(), str(cell).upper())
    if isinstance(cell, int | float):
        return _typed("float", "value", repr(cell), repr(cell))
    if isinstance(cell, dt.datetime | dt.date):
        return _typed("date", "date-value", cell.isoformat(), f"{cell:%d/%m/%Y}")
    if isinstance(cell, dt.time):
        return _typed("time", "time-value", f"PT{cell.hour:02}H{cell.minute:02}M{cell.second:02}S", str(cell))
    if isinstance(cell, dt.timedelta):
        hours, seconds = divmod(round(cell.total_seconds()), 3600)
        value = f"PT{hours:02}H{seconds // 60:02}M{seconds % 60:02}S"
        return _typed("time", "time-value", value, str(cell))
    paragraphs = "".join(f"<text:p>{_ods_text(line)}</text:p>" for line in cell.split("\n"))
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


def _ods_text(line: str) -> str:
    """Runs of spaces are an element of their own in OpenDocument."""
    kept = escape(line)
    return kept.replace("  ", " <text:s/>") if "  " in kept else kept


def _typed(kind: str, attribute: str, value: str, shown: str) -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}">'
        f"<text:p>{escape(shown)}</text:p></table:table-cell>"
    )


def written(folder: Path, name: str, content: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path
