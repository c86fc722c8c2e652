"""The content.xml of an ODS file: how many cells its repetitions stand for, its failed formulas and its percentages."""

from __future__ import annotations

import re

from saferplace.evidence.tables.cells import ERROR_VALUES, text_of
from saferplace.evidence.tables.sheet import MOST_CELLS, TOO_MANY_CELLS, UnreadableTable

_FILLED = rb"(?:office:value-type|office:value)="
_ROW, _ROW_ENDS = b"<table:table-row", b"</table:table-row>"
_ROWS_REPEATED = re.compile(rb'[^>]{0,2000}?table:number-rows-repeated="(\d{1,9})"')
_FILLED_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b[^>]{0,2000}?" + _FILLED + rb"[^>]{0,2000}>")
_ANY_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b[^>]{0,2000}>")
_COLUMNS_REPEATED = re.compile(rb'table:number-columns-repeated="(\d{1,9})"')
_PERCENTAGE = re.compile(rb'<table:table-cell\b[^>]{0,2000}?office:value-type="percentage"[^>]{0,2000}>')
_NUMBER = re.compile(rb'office:value="([^"]+)"')
_VALUE_ATTRIBUTES = re.compile(rb'\s(?:office:(?:value-type|value|string-value)|calcext:value-type)="[^"]*"')
_FAILED_FORMULA = re.compile(
    rb"<table:table-cell\b([^>]{0,2000})>(?=<text:p>("
    + b"|".join(re.escape(value.encode()) for value in sorted(ERROR_VALUES))
    + rb"|Err:\d{3})</text:p>)"
)


def prepare_ods_content(xml: bytes) -> bytes | None:
    """The XML to read instead, or None where nothing needs to change.

    Raises `UnreadableTable` when a few repeated rows or cells stand for more than a table may hold.
    """
    _refuse_endless_repetition(xml)
    changed = _FAILED_FORMULA.sub(_as_error_text, xml)
    changed = _PERCENTAGE.sub(_as_percentage_text, changed)
    return None if changed == xml else changed


def _refuse_endless_repetition(xml: bytes) -> None:
    cells = sum(_times(cell) for cell in _FILLED_CELL.findall(xml))
    # Cut up by hand: a pattern for a whole row takes for ever on a file that was made to have no end of one.
    for piece in xml.split(_ROW_ENDS):
        row = piece[piece.rfind(_ROW) :] if _ROW in piece else b""
        repeated = _ROWS_REPEATED.match(row)
        if repeated and _FILLED_CELL.search(row):
            cells += int(repeated.group(1)) * sum(_times(cell) for cell in _ANY_CELL.findall(row))
    if cells > MOST_CELLS:
        raise UnreadableTable(TOO_MANY_CELLS)


def _times(cell: bytes) -> int:
    found = _COLUMNS_REPEATED.search(cell)
    return int(found.group(1)) if found else 1


def _as_error_text(found: re.Match[bytes]) -> bytes:
    return _text_cell(found.group(1), found.group(2), b">")


def _as_percentage_text(found: re.Match[bytes]) -> bytes:
    tag = found.group()
    number = _NUMBER.search(tag)
    try:
        shown = text_of(float(number.group(1)) * 100).encode() + b"%" if number else b""
    except ValueError:
        return tag
    end = b"/>" if tag.endswith(b"/>") else b">"
    return _text_cell(tag.removeprefix(b"<table:table-cell").removesuffix(end), shown, end)


def _text_cell(attributes: bytes, text: bytes, end: bytes) -> bytes:
    kept = _VALUE_ATTRIBUTES.sub(b"", attributes)
    return b'<table:table-cell%b office:value-type="string" office:string-value="%b"%b' % (kept, text, end)
