"""A CSV file's bytes into rows, whatever separates its cells and however its letters are written."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from saferplace.evidence.tables.cells import Cell
from saferplace.evidence.tables.sheet import (
    MOST_CELLS,
    MOST_ROWS,
    TOO_MANY_CELLS,
    TOO_MANY_ROWS,
    Sharing,
    Sheet,
    UnreadableTable,
    tidy,
)

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES = 200
_LINE_BREAKS_NO_CELL_HAS = 500


def read_delimited(content: bytes, title: str) -> Sheet:
    """Raises `UnreadableTable` when the bytes are no text or a quotation mark is never closed."""
    text, notes = _decode(content)
    if not text.strip():
        raise UnreadableTable("The file is empty.")
    delimiter, skipped = _delimiter(text)
    rows: list[list[Cell]] = []
    lines: list[int] = []
    tape, shared = _Tape(text), Sharing()
    reader = csv.reader(tape, delimiter=delimiter)
    begins_on, cells_so_far = 1, 0
    try:
        for cells in reader:
            line, begins_on = begins_on, reader.line_num + 1
            written = tape.taken()
            if line <= skipped:
                continue
            if len(written) > 1 or (tape.is_at_end and written[0].count('"') % 2):
                _refuse_unclosed_quotation("".join(written), delimiter, line, reader.line_num)
            cells_so_far += len(cells)
            rows.append([shared(cell) if cell else None for cell in cells])
            lines.append(line)
            if len(rows) > MOST_ROWS + 1:
                raise UnreadableTable(TOO_MANY_ROWS)
            if cells_so_far > MOST_CELLS:
                raise UnreadableTable(TOO_MANY_CELLS)
    except csv.Error:
        raise UnreadableTable(
            f"Line {begins_on} holds a cell of more than {csv.field_size_limit():,} letters. "
            "A quotation mark there is probably never closed."
        ) from None
    return tidy(title, rows, lines, is_hidden=False, notes=notes)


class _Tape:
    """The lines of a text on their way into the reader, kept until the row that they make is judged."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self._length = len(text)
        self._taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._taken.append(line)
        return line

    def taken(self) -> list[str]:
        taken, self._taken = self._taken, []
        return taken

    @property
    def is_at_end(self) -> bool:
        return self._lines.tell() >= self._length


def _refuse_unclosed_quotation(written: str, delimiter: str, first_line: int, last_line: int) -> None:
    """A cell may hold line breaks. When it goes on where it should end, the mark that opened it was never closed."""
    if last_line - first_line <= _LINE_BREAKS_NO_CELL_HAS and _is_well_formed(written, delimiter):
        return
    raise UnreadableTable(
        f"A row begins on line {first_line} and ends on line {last_line}: "
        f"a quotation mark on line {first_line} is probably never closed. Correct it and send the file again."
    )


def _is_well_formed(written: str, delimiter: str) -> bool:
    try:
        list(csv.reader(io.StringIO(written, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True


def _decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), ()
        except UnicodeDecodeError:
            raise UnreadableTable("The file is damaged: it begins as UTF-16 text but is not.") from None
    content = content.removeprefix(b"\xef\xbb\xbf")
    if b"\x00" in content:
        raise UnreadableTable("The file holds bytes that no CSV file has. Save the table as “CSV UTF-8” or a workbook.")
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_line_by_line(content)


def _decode_line_by_line(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Windows-1252 where a line is not UTF-8: so one stray byte does not garble the lines that were right."""
    decoded, odd = [], []
    for number, line in enumerate(content.splitlines(keepends=True), start=1):
        try:
            decoded.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            decoded.append(line.decode("cp1252", errors="replace"))
            odd.append(number)
    lines = f"{len(odd):,} lines are" if len(odd) > 1 else "One line is"
    note = (
        f"{lines} not written in UTF-8 and read as Windows-1252, the first on line {odd[0]}. "
        "Check letters with accents and pound signs."
    )
    return "".join(decoded), (note,)


def _delimiter(text: str) -> tuple[str, int]:
    """The separator, and how many lines to skip: Excel's own “sep=;” line is no row."""
    first = text.split("\n", 1)[0].strip().lower()
    if first.startswith("sep=") and len(first) == 5:
        return first[4], 1
    sample = "".join(islice(io.StringIO(text), _SAMPLE_LINES))
    return max(_DELIMITERS, key=lambda delimiter: _agreement(sample, delimiter)), 0


def _agreement(sample: str, delimiter: str) -> tuple[float, int]:
    """How many rows have the same number of cells, if more than one; then how many cells that is."""
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(sample), delimiter=delimiter) if any(row)]
    except csv.Error:
        return (0.0, 0)
    several = [width for width in widths if width > 1]
    if not several:
        return (0.0, 0)
    width, rows = Counter(several).most_common(1)[0]
    return (rows / len(widths), width)
