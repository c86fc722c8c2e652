"""The CSV of refused rows that goes out to be corrected, and comes back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from saferplace.evidence.importing.refused_rows import RefusedRow
from saferplace.evidence.sources.source import Source

LEADING = ("Refused in import", "Data set", "Refused file", "Refused line", "Refused column", "Reason")
_WOULD_RUN = re.compile(r"^'*[=+\-@\t]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


@dataclass(frozen=True)
class CorrectedRow:
    """A row that came back. Its identity is where it was refused; cells in the order of the source's columns."""

    line_in_correction: int
    import_id: str
    file: str
    line: int
    cells: tuple[str, ...]


class UnreadableCorrection(Exception):
    """The message is the sentence to show."""


def is_correction(content: bytes) -> bool:
    """Whether a CSV is one of ours, by its first line."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip(b'"').startswith(LEADING[0].encode())


def write_correction(source: Source, rows: Iterable[RefusedRow]) -> str:
    """One source's refused rows as CSV. A cell that a spreadsheet would run gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow((*LEADING, *source.columns))
    for row in rows:
        leading = (row.import_id, source.data_set, row.file, str(row.line), row.column, row.reason)
        writer.writerow([_guard(cell) for cell in (*leading, *row.cells)])
    return out.getvalue()


def read_correction(content: bytes, sources: Iterable[Source]) -> tuple[Source, list[CorrectedRow]]:
    """The rows that came back, and of which source.

    Raises `UnreadableCorrection` when anything but the cells was changed.
    """
    try:
        text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError:
        raise UnreadableCorrection(
            "The file is not written in UTF-8. Save it as “CSV UTF-8” and send it again."
        ) from None
    reader = csv.reader(io.StringIO(text, newline=""))
    header = [cell.strip() for cell in next(reader, [])]
    alike = [source for source in sources if header == [*LEADING, *source.columns]]
    if not alike:
        raise UnreadableCorrection("The columns of this file of refused rows were changed. Correct the cells only.")
    rows = []
    data_sets = set()
    for cells in reader:
        if not any(cells):
            continue
        line = reader.line_num
        if len(cells) != len(header):
            raise UnreadableCorrection(f"Line {line} has {len(cells)} cells where the first line has {len(header)}.")
        import_id, data_set, file, refused_line, _, _, *own = [_unguard(cell) for cell in cells]
        data_sets.add(data_set)
        if not refused_line.isdigit():
            raise UnreadableCorrection(
                f"Line {line}: “Refused line” must stay the number it was, not “{refused_line}”."
            )
        rows.append(CorrectedRow(line, import_id, file, int(refused_line), tuple(own)))
    source = next((source for source in alike if {source.data_set} == data_sets or not data_sets), None)
    if source is None:
        raise UnreadableCorrection("The column “Data set” was changed. Each file holds the rows of one data set.")
    return source, rows


def _guard(cell: str) -> str:
    return f"'{cell}" if _WOULD_RUN.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _unguard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _WOULD_RUN.match(cell) else cell
