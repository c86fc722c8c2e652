"""The CSV of refused rows that goes out to be corrected, and comes back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from saferplace.evidence.police_street.layout import COLUMNS

LEADING = ("Refused in import", "Refused file", "Refused line", "Refused column", "Reason")
_HEADER = (*LEADING, *COLUMNS)
_WOULD_RUN = re.compile(r"^'*[=+\-@\t]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


@dataclass(frozen=True)
class CorrectedRow:
    """A row that came back. Its identity is where it was refused; cells in the publisher's order."""

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


def write_correction(rows: Iterable[Sequence[str]]) -> str:
    """rows: the leading cells followed by the row's own. A cell that a spreadsheet would run gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEADER)
    for row in rows:
        writer.writerow([_guard(cell) for cell in row])
    return out.getvalue()


def read_correction(content: bytes) -> list[CorrectedRow]:
    """Raises `UnreadableCorrection` when the columns or the line numbers were changed."""
    try:
        text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError:
        raise UnreadableCorrection(
            "The file is not written in UTF-8. Save it as “CSV UTF-8” and send it again."
        ) from None
    reader = csv.reader(io.StringIO(text, newline=""))
    header = [cell.strip() for cell in next(reader, [])]
    if tuple(header) != _HEADER:
        raise UnreadableCorrection("The columns of this file of refused rows were changed. Correct the cells only.")
    rows = []
    for cells in reader:
        if not any(cells):
            continue
        line = reader.line_num
        if len(cells) != len(_HEADER):
            raise UnreadableCorrection(f"Line {line} has {len(cells)} cells where the first line has {len(_HEADER)}.")
        import_id, file, refused_line, _, _, *own = [_unguard(cell) for cell in cells]
        if not refused_line.isdigit():
            raise UnreadableCorrection(
                f"Line {line}: “Refused line” must stay the number it was, not “{refused_line}”."
            )
        rows.append(CorrectedRow(line, import_id, file, int(refused_line), tuple(own)))
    return rows


def _guard(cell: str) -> str:
    return f"'{cell}" if _WOULD_RUN.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _unguard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _WOULD_RUN.match(cell) else cell
