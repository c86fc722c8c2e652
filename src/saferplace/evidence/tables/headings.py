"""Where the headings of a sheet are, what they are called, and the mark by which next month's file is known again."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from saferplace.evidence.tables.cells import column_letter
from saferplace.evidence.tables.sheet import Sheet, is_empty

_SHARE_OF_ROWS_THAT_MAKES_A_COLUMN = 0.05
_GENERATED = re.compile(r"column [a-z]{1,3}( \d+)?")


@dataclass(frozen=True)
class Header:
    """first_row: position in ``sheet.rows``, from 0. rows_count: 1, or 2 where a row of groups stands above."""

    first_row: int
    rows_count: int

    @property
    def first_row_of_data(self) -> int:
        return self.first_row + self.rows_count


@lru_cache(maxsize=10_000)
def normalised(heading: str) -> str:
    """A heading without regard to case, spaces, punctuation and accents; “&” is “and”, “No.” and “#” are “number”.

    >>> normalised("Date/Time  Reported") == normalised("date_time reported")
    True
    """
    plain = unicodedata.normalize("NFKD", heading).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = plain.replace("&", " and ").replace("#", " number ")
    words = re.findall(r"[a-z0-9]+|%|£", plain)
    return " ".join({"no": "number", "num": "number"}.get(word, word) for word in words)


def headings(sheet: Sheet, header: Header) -> tuple[str, ...]:
    """One name for each column, left to right: groups are joined “Top – Below”, repeats numbered, blanks “Column C”."""
    width = _width(sheet, header)
    names = [_name(sheet, header, column) for column in range(width)]
    seen: Counter[str] = Counter()
    numbered = []
    for column, name in enumerate(_under_their_groups(sheet, header, names)):
        named = name or f"Column {column_letter(column)}"
        seen[normalised(named)] += 1
        times = seen[normalised(named)]
        numbered.append(named if times == 1 else f"{named} ({times})")
    return tuple(numbered)


def fingerprint(names: Iterable[str]) -> str:
    """The same for the same columns in any order and spelling; columns without a heading do not count."""
    known = sorted(name for name in map(normalised, names) if not _GENERATED.fullmatch(name))
    return hashlib.sha256("\n".join(known).encode()).hexdigest()


def is_empty_column(sheet: Sheet, header: Header, column: int) -> bool:
    """Whether a column has neither heading nor a single cell: the spacers of a laid-out workbook."""
    return all(column >= len(row) or is_empty(row[column]) for row in sheet.rows[header.first_row :])


def _name(sheet: Sheet, header: Header, column: int) -> str:
    return " ".join(sheet.cell(header.first_row_of_data - 1, column).split())


def _under_their_groups(sheet: Sheet, header: Header, names: list[str]) -> list[str]:
    if header.rows_count == 1:
        return names
    joined, group = [], ""
    for column, below in enumerate(names):
        top = " ".join(sheet.cell(header.first_row, column).split())
        group = top or group
        joined.append(f"{group} – {below}" if group and below and group != below else below or top)
    return joined


def _width(sheet: Sheet, header: Header) -> int:
    """Up to the last heading, or further where many rows hold cells: a stray cell makes no column."""
    of_headings = max(len(row) for row in sheet.rows[header.first_row : header.first_row_of_data])
    below = [len(row) for row in sheet.rows[header.first_row_of_data :] if len(row) > of_headings]
    data_rows = sum(1 for row in sheet.rows[header.first_row_of_data :] if row)
    widths = Counter(below)
    for width in sorted(widths, reverse=True):
        rows = sum(number for other, number in widths.items() if other >= width)
        if rows > 1 and rows >= _SHARE_OF_ROWS_THAT_MAKES_A_COLUMN * data_rows:
            return width
    return of_headings
