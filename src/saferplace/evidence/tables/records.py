"""Which rows below the headings are records. What is left out is always said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from saferplace.evidence.tables.cells import Cell, text_of
from saferplace.evidence.tables.headings import Header, normalised
from saferplace.evidence.tables.sheet import Sheet, is_empty

_WIDE_ENOUGH_FOR_NOTES = 3
_TOTAL = re.compile(
    r"(grand |overall |sub[ -]?|column |row )?totals?( (for|of|number|count|incidents?|rows?|records?)\b.*)?",
    re.IGNORECASE,
)
_DECORATION = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True)
class LeftOut:
    """line: as the file counts it. why: e.g. “a total”."""

    line: int
    why: str


BLANK = "blank row"
TOTAL = "a total below the data"
NOTE = "a note below the data"
HEADINGS_AGAIN = "the headings again"


def records_of(sheet: Sheet, header: Header, names: Sequence[str]) -> tuple[list[int], tuple[LeftOut, ...]]:
    """Positions in ``sheet.rows`` of the records, and the other rows below the headings with why they are none.

    Totals and notes are only looked for below the last record: elsewhere a row is a record until a check refuses it.
    """
    why: dict[int, str] = {}
    first = header.first_row_of_data
    again = _heading_rows(sheet, header)
    for position in range(first, len(sheet.rows)):
        row = sheet.rows[position]
        if not row or all(is_empty(cell) for cell in row):
            why[position] = BLANK
        elif any(_says_the_same(row, cells) for cells in again):
            why[position] = HEADINGS_AGAIN
    for position in range(len(sheet.rows) - 1, first - 1, -1):
        if position in why:
            continue
        reason = _below_the_data(sheet.rows[position], len(names))
        if reason is None:
            break
        why[position] = reason
    left_out = tuple(LeftOut(sheet.lines[position], why[position]) for position in sorted(why))
    return [position for position in range(first, len(sheet.rows)) if position not in why], left_out


def _below_the_data(row: list[Cell], width: int) -> str | None:
    filled = [text_of(cell) for cell in row if not is_empty(cell)]
    if _TOTAL.fullmatch(_DECORATION.sub("", filled[0])):
        return TOTAL
    if len(filled) == 1 and width >= _WIDE_ENOUGH_FOR_NOTES:
        return NOTE
    return None


def _heading_rows(sheet: Sheet, header: Header) -> list[list[Cell]]:
    rows = sheet.rows[header.first_row : header.first_row_of_data]
    return [row for row in rows if len([cell for cell in row if not is_empty(cell)]) > 1]


def _says_the_same(row: list[Cell], of_headings: list[Cell]) -> bool:
    """Compared cell by cell, so that a record is done with at its first cell."""
    filled = (normalised(text_of(cell)) for cell in row if not is_empty(cell))
    expected = (normalised(text_of(cell)) for cell in of_headings if not is_empty(cell))
    return all(one == other for one, other in zip_longest(filled, expected))
