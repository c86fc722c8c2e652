"""Which row holds the headings, and whether they take one row or two."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from saferplace.evidence.tables.header_guess import guess_header
from saferplace.intelligence.uploads.answers.question import Question, Refused
from saferplace.intelligence.uploads.drafting import Draft

ROWS_SHOWN = 20
_COLUMNS_SHOWN = 12
_LONGEST_CELL = 40


def _show(draft: Draft, refused: QueryDict | None) -> dict[str, Any]:
    """The first rows, up to where data must have begun."""
    sheet, guess = draft.sheet, guess_header(draft.sheet)
    chosen = draft.header or guess
    shown = range(min(len(sheet.rows), max(ROWS_SHOWN, guess.first_row_of_data + 2)))
    width = min(sheet.width, _COLUMNS_SHOWN)
    return {
        "rows": [
            (sheet.lines[row], row == chosen.first_row, [_short(sheet.cell(row, at)) for at in range(width)])
            for row in shown
            if sheet.rows[row]
        ],
        "width": range(1, width + 1),
        "left_out": max(0, sheet.width - width),
        "header_rows": chosen.rows_count,
        "guess": sheet.lines[guess.first_row],
    }


def _read(draft: Draft, answered: QueryDict) -> dict[str, Any] | tuple[Refused, ...]:
    line, rows = answered.get("line", ""), answered.get("header_rows", "1")
    lines = {str(number): number for number in draft.sheet.lines[: ROWS_SHOWN * 5]}
    if line not in lines:
        return (Refused("line", "Choose the row in which the headings are."),)
    if rows not in ("1", "2"):
        return (Refused("header_rows", "Choose whether the headings take one row or two."),)
    at = draft.sheet.lines.index(lines[line])
    if at + int(rows) >= len(draft.sheet.rows):
        return (Refused("line", "There is no row below the headings. Choose a row above."),)
    decided = {"header_line": lines[line], "header_rows": int(rows)}
    if all(draft.said.get(key, value) == value for key, value in decided.items()):
        return {"mapping": draft.said | decided}
    kept = {key: draft.said[key] for key in ("sheet", "name") if key in draft.said}
    return {"mapping": kept | decided, "data_set": draft.upload.data_set}


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]}…"


QUESTION = Question("headings", _show, _read, lambda draft: True)
