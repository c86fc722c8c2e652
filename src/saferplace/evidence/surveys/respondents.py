"""A survey's answers from CSV or Stata, one row a respondent, blanks kept as blanks."""

from __future__ import annotations

import difflib
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from saferplace.evidence.tables.cells import text_of
from saferplace.evidence.tables.delimited import read_delimited
from saferplace.evidence.tables.sheet import UnreadableTable


class SurveyFault(ValueError):
    """What is wrong with the file, with its name, row and column where there is one."""


@dataclass(frozen=True)
class Respondents:
    """columns: name to one text a respondent, None for a blank. rows: where each stands in the file, from 1.

    orders: of columns whose file says it, the answers in their order (Stata's labels). notes: what had to be guessed.
    """

    file: str
    columns: Mapping[str, tuple[str | None, ...]]
    rows: tuple[int, ...]
    orders: Mapping[str, tuple[str, ...]]
    notes: tuple[str, ...] = ()

    def column(self, name: str) -> tuple[str | None, ...]:
        """Raises SurveyFault for a column that there is not, naming what is alike."""
        if name in self.columns:
            return self.columns[name]
        alike = difflib.get_close_matches(name, self.columns, n=3) or list(self.columns)[:8]
        raise SurveyFault(f"{self.file} has no column “{name}”. It has, for example: {', '.join(alike)}.")

    def weights(self, name: str) -> list[float | None]:
        """None where a respondent has no weight, or one of 0. Raises SurveyFault for the first that is no weight."""
        found: list[float | None] = []
        for row, written in zip(self.rows, self.column(name), strict=True):
            weight = 0.0 if written is None else _number(written)
            if weight is None or not isfinite(weight) or weight < 0:
                raise SurveyFault(
                    f"{self.file}, row {row}, column {name}: “{written}” is no weight. "
                    "A weight is a number above 0; leave the cell empty for a respondent who is not to be counted."
                )
            found.append(weight or None)
        return found

    def only(self, kept: Sequence[bool]) -> Respondents:
        """The respondents who are kept."""

        def part(cells: Sequence[str | None]) -> tuple[str | None, ...]:
            return tuple(cell for cell, keep in zip(cells, kept, strict=True) if keep)

        rows = tuple(row for row, keep in zip(self.rows, kept, strict=True) if keep)
        return Respondents(
            self.file, {name: part(cells) for name, cells in self.columns.items()}, rows, self.orders, self.notes
        )


def read_respondents(path: Path) -> Respondents:
    """A ``.csv`` file (one heading row) or a Stata ``.dta``. Raises SurveyFault."""
    readers: dict[str, Callable[[Path], Respondents]] = {".csv": _from_csv, ".dta": _from_stata}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise SurveyFault(f"{path.name} is neither a .csv nor a .dta file. Save the survey as CSV and try again.")
    try:
        return reader(path)
    except OSError as unreadable:
        raise SurveyFault(f"{path.name} cannot be read: {unreadable.strerror or unreadable}.") from None


def _from_csv(path: Path) -> Respondents:
    try:
        sheet = read_delimited(path.read_bytes(), path.name)
    except UnreadableTable as unreadable:
        raise SurveyFault(f"{path.name}: {unreadable}") from None
    headings = [text_of(cell) for cell in sheet.rows[0]]
    _check_headings(path.name, headings, sheet.lines[0])
    kept = [number for number in range(1, len(sheet.rows)) if sheet.rows[number]]
    for number in kept:
        if len(sheet.rows[number]) > len(headings):
            raise SurveyFault(
                f"{path.name}, row {sheet.lines[number]}: {len(sheet.rows[number])} cells under {len(headings)} "
                "headings. A comma inside an answer needs quotation marks around it."
            )
    if not kept:
        raise SurveyFault(f"{path.name} has headings and no respondents.")
    columns = {name: tuple(sheet.cell(row, at) or None for row in kept) for at, name in enumerate(headings)}
    return Respondents(path.name, columns, tuple(sheet.lines[row] for row in kept), {}, sheet.notes)


def _from_stata(path: Path) -> Respondents:
    # Stata's format is read by nothing else here; pandas comes with statsmodels.
    import pandas

    try:
        read = pandas.read_stata(path)
    except (ValueError, KeyError, IndexError, OverflowError, struct.error) as unreadable:  # a damaged file
        raise SurveyFault(f"{path.name} is no Stata file that can be read: {unreadable}") from None
    if not len(read):
        raise SurveyFault(f"{path.name} has columns and no respondents.")
    columns, orders = {}, {}
    for name in read.columns:
        values = read[name]
        columns[str(name)] = tuple(
            None if is_blank else text_of(_plain(value)) or None
            for value, is_blank in zip(values.tolist(), values.isna().tolist(), strict=True)
        )
        if isinstance(values.dtype, pandas.CategoricalDtype):
            orders[str(name)] = tuple(text_of(_plain(label)) for label in values.cat.categories)
    return Respondents(path.name, columns, tuple(range(1, len(read) + 1)), orders)


def _check_headings(file: str, headings: Sequence[str], row: int) -> None:
    for at, name in enumerate(headings, start=1):
        if not name:
            raise SurveyFault(f"{file}, row {row}: column {at} has no heading.")
    twice = next((name for name in headings if headings.count(name) > 1), None)
    if twice:
        raise SurveyFault(f"{file}, row {row}: two columns are called “{twice}”.")


def _plain(value: object) -> str | int | float:
    return value if isinstance(value, str | int | float) else str(value)


def _number(written: str) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None
