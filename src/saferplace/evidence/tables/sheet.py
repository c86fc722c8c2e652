"""A table as it stood in the file: rows of cells, and the number of each row as the file counts it."""

from __future__ import annotations

from dataclasses import dataclass

from saferplace.evidence.sources.broken import UnreadableFile
from saferplace.evidence.tables.cells import Cell, text_of

MOST_ROWS = 1_000_000
MOST_CELLS = 20_000_000
TOO_MANY_ROWS = f"The table has more than {MOST_ROWS:,} rows. Split it by year or by month and send the parts."
TOO_MANY_CELLS = (
    f"The table spreads over more than {MOST_CELLS // 1_000_000} million cells. "
    "Look for a stray value far to the right or far below, delete it, and send the file again."
)


class UnreadableTable(UnreadableFile):
    """The file as a whole cannot be taken; the message is the sentence to show."""


@dataclass(frozen=True)
class Sheet:
    """rows: every row of the file from its first, empty ones too; an empty cell is None. Trailing empty rows are gone.

    lines: for each row its number in the file, from 1: a spreadsheet's row number, or the line of a text file on which
    the row begins (a quoted cell may hold line breaks).
    notes: sentences on what had to be guessed to read it. is_of_workbook: there may be other sheets beside it.
    """

    name: str
    rows: list[list[Cell]]
    lines: list[int]
    is_hidden: bool = False
    notes: tuple[str, ...] = ()
    is_of_workbook: bool = False

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def cell(self, row: int, column: int) -> str:
        """The canonical text at a position counted from 0; "" beyond the end of a short row."""
        cells = self.rows[row]
        return text_of(cells[column]) if column < len(cells) else ""


class Sharing:
    """Keeps one copy of a text that comes again and again: a million rows hold a few thousand streets and words."""

    _MOST_TEXTS = 200_000

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        if len(self._texts) < self._MOST_TEXTS:
            return self._texts.setdefault(text, text)
        return self._texts.get(text, text)


def is_empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not text_of(cell))


def tidy(name: str, rows: list[list[Cell]], lines: list[int], *, is_hidden: bool, notes: tuple[str, ...]) -> Sheet:
    """A sheet without the empty rows at its end and the empty cells at the end of each row."""
    for row in rows:
        while row and is_empty(row[-1]):
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    if len(rows) > MOST_ROWS:
        raise UnreadableTable(TOO_MANY_ROWS)
    return Sheet(name, rows, lines[: len(rows)], is_hidden, notes)
