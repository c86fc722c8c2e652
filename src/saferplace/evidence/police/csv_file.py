"""One police file's bytes into a table of text cells, with the line each row stood on."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl
import pyarrow as pa
import pyarrow.csv as pacsv

from saferplace.evidence.sources.broken import BrokenRow, UnreadableFile

LINE = "source_line"
_BLOCK = 1 << 24  # bytes


@dataclass(frozen=True)
class ReadFile:
    """cells: the publisher's columns under our names, all text, plus ``source_line`` (header = line 1)."""

    cells: pl.DataFrame
    broken: tuple[BrokenRow, ...]

    @property
    def rows(self) -> int:
        return self.cells.height + len(self.broken)


def read_csv_file(content: bytes, columns: Mapping[str, str]) -> ReadFile:
    """Read a whole file of these columns (heading to our name). Raises `UnreadableFile` when it is none at all.

    A regular file is read in one sweep. At the first irregularity (a byte that is not UTF-8, a row with too many or too
    few cells, a line break inside a cell) the file is read again row by row, so that exactly the bad rows are refused
    and every line number is true.
    """
    content = content.removeprefix(b"\xef\xbb\xbf")
    _refuse_what_is_no_csv(content)
    order = _columns_in_file(content, columns)
    swept = _sweep(content, len(order))
    cells, broken = (swept, []) if swept is not None else _row_by_row(content, len(order))
    names = [columns.get(column, f"ignored_{number}") for number, column in enumerate(order)]
    cells = cells.rename(dict(zip([str(number) for number in range(len(order))], names, strict=True)))
    return ReadFile(cells.select(*columns.values(), LINE), tuple(broken))


def _refuse_what_is_no_csv(content: bytes) -> None:
    start = content[:2000].lstrip().lower()
    if not content or content.isspace():
        raise UnreadableFile("The file is empty.")
    if start.startswith((b"<!doctype", b"<html", b"<?xml")):
        raise UnreadableFile(
            "This is a web page saved under the name of a CSV file. Download the file itself from data.police.uk."
        )
    if content.startswith(b"PK\x03\x04"):
        raise UnreadableFile("This is a ZIP archive or an Excel workbook under the name of a CSV file.")
    if b"\x00" in content:
        raise UnreadableFile("The file holds bytes that no CSV file has. It may be damaged: download it again.")


def _columns_in_file(content: bytes, columns: Mapping[str, str]) -> list[str]:
    end = content.find(b"\n")
    first_line = content[: end if end >= 0 else None].decode("utf-8", errors="replace")
    header = next(csv.reader([first_line.rstrip("\r")]), [])
    header = [column.strip() for column in header]
    missing = [column for column in columns if column not in header]
    if missing:
        named = ", ".join(f"“{column}”" for column in missing)
        word = "columns" if len(missing) > 1 else "column"
        raise UnreadableFile(f"Line 1 lacks the {word} {named}. Such a file has {', '.join(columns)}.")
    twice = sorted({column for column in header if header.count(column) > 1 and column in columns})
    if twice:
        raise UnreadableFile(f"Line 1 names the column “{twice[0]}” more than once.")
    return header


def _sweep(content: bytes, width: int) -> pl.DataFrame | None:
    """The regular case; None where a closer look is needed."""
    names = [str(number) for number in range(width)]
    ends, returns = content.count(b"\n"), content.count(b"\r") if b"\r" in content else 0
    try:
        table = pacsv.read_csv(
            pa.BufferReader(content),
            # Files are read beside each other already; only one of several blocks gains from more threads.
            read_options=pacsv.ReadOptions(
                column_names=names, skip_rows=1, block_size=_BLOCK, use_threads=len(content) > _BLOCK
            ),
            parse_options=pacsv.ParseOptions(ignore_empty_lines=False),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=True
            ),
        )
    except pa.ArrowInvalid:
        if ends <= 1 and not content.split(b"\n", 1)[-1].strip():
            return pl.DataFrame(schema={**dict.fromkeys(names, pl.String), LINE: pl.Int32})
        return None
    lines = ends + (not content.endswith(b"\n"))
    if table.num_rows != lines - 1 or returns not in (0, lines, ends):
        return None
    frame = pl.from_arrow(table, rechunk=False)
    assert isinstance(frame, pl.DataFrame)  # noqa: S101 - for the type checker
    return frame.with_columns(pl.int_range(2, frame.height + 2, dtype=pl.Int32).alias(LINE))


def _row_by_row(content: bytes, width: int) -> tuple[pl.DataFrame, list[BrokenRow]]:
    kept: list[list[str | int]] = []
    broken: list[BrokenRow] = []
    # A byte that is not UTF-8 becomes a lone surrogate, which no real text holds.
    reader = csv.reader(io.StringIO(content.decode("utf-8", errors="surrogateescape"), newline=""))
    begins_on = 1
    for number, cells in enumerate(reader):
        line, begins_on = begins_on, reader.line_num + 1
        if number == 0 or not cells:
            continue
        try:
            "".join(cells).encode("utf-8")
        except UnicodeEncodeError:
            shown = tuple(cell.encode("utf-8", "surrogateescape").decode("latin-1") for cell in cells)
            broken.append(BrokenRow(line, shown, _not_utf8(shown)))
            continue
        if len(cells) != width:
            broken.append(
                BrokenRow(line, tuple(cells), f"The row has {len(cells)} cells where the first line has {width}.")
            )
            continue
        kept.append([*cells, line])
    schema = {**{str(n): pl.String for n in range(width)}, LINE: pl.Int32}
    return pl.DataFrame(kept, schema=schema, orient="row"), broken


def _not_utf8(cells: tuple[str, ...]) -> str:
    odd = next((cell for cell in cells if not cell.isascii()), "")
    return f"“{odd}” is not written in UTF-8; it looks like Latin-1. Save the file as “CSV UTF-8” and send it again."
