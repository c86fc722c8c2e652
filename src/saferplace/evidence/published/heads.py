"""The first rows of each sheet of a file, as cheaply as its format allows: enough to know a publisher's layout."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.parsers.expat import ExpatError

from python_calamine import CalamineError, CalamineWorkbook

from saferplace.evidence.published.layout import FirstRows
from saferplace.evidence.published.ods_rows import rows_of_ods, unpacked_bytes
from saferplace.evidence.tables.delimited import read_delimited
from saferplace.evidence.tables.sheet import UnreadableTable

ROWS = 12
_START = 64 * 1024


def first_rows(path: Path) -> Iterator[tuple[str, FirstRows]]:
    """Each sheet's name and first rows. Nothing for a file that cannot be read: whoever imports it will say why."""
    try:
        with path.open("rb") as file:
            start = file.read(_START)
        if is_workbook(start):
            yield from _of_workbook(path)
        elif not start.startswith(b"PAR1"):
            text = zlib.decompressobj(wbits=31).decompress(start, _START) if start.startswith(b"\x1f\x8b") else start
            yield _of_text(path, text)
    except (
        UnreadableTable,
        CalamineError,
        ExpatError,
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        RuntimeError,
    ):
        return


def is_workbook(start: bytes) -> bool:
    """By the first bytes of a file: a zip archive, or an old .xls."""
    return start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def _of_text(path: Path, text: bytes) -> tuple[str, FirstRows]:
    lines = text.splitlines(keepends=True)[: ROWS + 1]
    whole = b"".join(lines if len(lines) <= ROWS else lines[:ROWS])
    sheet = read_delimited(whole, path.name.split(".", 1)[0])
    return sheet.name, [[sheet.cell(row, column) for column in range(sheet.width)] for row in range(len(sheet.rows))]


def _of_workbook(path: Path) -> Iterator[tuple[str, FirstRows]]:
    if unpacked_bytes(path):
        yield from _of_open_document(path)
        return
    workbook = CalamineWorkbook.from_path(str(path))
    for name in workbook.sheet_names:
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=ROWS)
        yield name, [[str(cell) for cell in row] for row in rows]


def _of_open_document(path: Path) -> Iterator[tuple[str, FirstRows]]:
    """Sheet by sheet as the file streams by, so that the caller can stop at the first that it knows."""
    name: str | None = None
    seen: list[list[str]] = []
    for sheet, number, cells in rows_of_ods(path):
        if sheet != name:
            name, seen = sheet, []
        if number <= ROWS:
            seen.append(cells)
            yield sheet, seen
