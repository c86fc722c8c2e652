"""Guesses which row of a sheet holds the headings. A person confirms the guess when a mapping is made."""

from __future__ import annotations

import datetime as dt
import re
from statistics import median

from saferplace.evidence.tables.cells import Cell, text_of
from saferplace.evidence.tables.headings import Header, normalised
from saferplace.evidence.tables.sheet import Sheet, is_empty

_ROWS_LOOKED_AT = 60
_ROWS_BELOW = 30
_LONGEST_HEADING = 150
_FILLED_SHARE = 0.6
_TYPED = re.compile(r"[£<~-]?\s*\d[\d,. ]*%?|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}.*|\d{1,2}[:.]\d{2}.*|[*:.-]{1,2}|\[\w\]")
_PERIOD = re.compile(r"(19|20)\d\d([/-]\d{2,4})?")  # 2024 or 2024/25 may well be a heading


def guess_header(sheet: Sheet) -> Header:
    """The first row that is as wide as the rows below it and holds words only; titles above it are passed over.

    A sheet without such a row (data without headings) gives its first filled row.
    """
    filled = [number for number, row in enumerate(sheet.rows[:_ROWS_LOOKED_AT]) if row]
    if not filled:
        return Header(0, 1)
    for row in filled:
        if _could_be_headings(sheet, row):
            return _with_its_groups(sheet, row)
    return Header(filled[0], 1)


def _could_be_headings(sheet: Sheet, row: int) -> bool:
    cells = sheet.rows[row]
    positions = _filled(cells)
    below = [len(_filled(other)) for other in sheet.rows[row + 1 : row + 1 + _ROWS_BELOW] if other]
    if not below:
        return len(positions) > 1 and _are_words(cells)
    usual = median(below)
    if len(positions) < max(1, min(2, usual)) or len(positions) < _FILLED_SHARE * usual:
        return False
    return _are_words(cells) and _are_distinct(cells)


def _with_its_groups(sheet: Sheet, row: int) -> Header:
    if _has_sub_headings_below(sheet, row):
        return Header(row, 2)
    if row > 0 and _is_group_row(sheet.rows[row - 1], sheet.rows[row]):
        return Header(row - 1, 2)
    return Header(row, 1)


def _is_group_row(above: list[Cell], below: list[Cell]) -> bool:
    """“TOTAL” and “Land type” over “Total incidents”, “Highway”, “Footpath”: several words, gaps to their right."""
    tops = _filled(above)
    if len(tops) < 2 or not _are_words(above) or (tops[0] == 0 and len(tops) == 2):
        return False
    unders = set(_filled(below))
    spans_more_than_itself = any(position + 1 not in tops for position in tops)
    return all(position in unders for position in tops) and spans_more_than_itself


def _has_sub_headings_below(sheet: Sheet, row: int) -> bool:
    """A first heading row with gaps that the next row fills with words, over columns that hold none."""
    if row + 2 >= len(sheet.rows):
        return False
    above, below = sheet.rows[row], sheet.rows[row + 1]
    tops, unders = set(_filled(above)), _filled(below)
    gaps = [position for position in unders if position not in tops]
    if not gaps or not _are_words(below):
        return False
    first_data = sheet.rows[row + 2]
    return all(position < len(first_data) and _is_typed(first_data[position]) for position in gaps)


def _filled(cells: list[Cell]) -> list[int]:
    return [position for position, cell in enumerate(cells) if not is_empty(cell)]


def _are_words(cells: list[Cell]) -> bool:
    filled = [cell for cell in cells if not is_empty(cell)]
    words = [cell for cell in filled if not _is_typed(cell)]
    may_be_periods = all(_is_typed(cell) is False or _PERIOD.fullmatch(text_of(cell)) for cell in filled) and words
    return bool(may_be_periods) and all(len(text_of(cell)) <= _LONGEST_HEADING for cell in filled)


def _are_distinct(cells: list[Cell]) -> bool:
    """Headings differ; the words of a data row (“Yes”, “Dacorum”) repeat more often."""
    names = [normalised(text_of(cell)) for cell in cells if not is_empty(cell)]
    return len(set(names)) >= _FILLED_SHARE * len(names)


def _is_typed(cell: Cell) -> bool:
    """Whether a cell holds a number, date or mark rather than words."""
    if isinstance(cell, bool | int | float | dt.date | dt.time | dt.timedelta):
        return True
    return bool(_TYPED.fullmatch(text_of(cell)))
