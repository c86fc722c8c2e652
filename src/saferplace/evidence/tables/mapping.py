"""How one partner's columns become our fields: decided once, kept as JSON, checked against every next file."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from saferplace.evidence.tables.headings import Header, headings, is_empty_column, normalised
from saferplace.evidence.tables.sheet import Sheet, is_empty
from saferplace.evidence.tables.sheet_fit import differences, rows_that_may_head

_SHARE_THAT_MAKES_A_FIT = 0.5
_NOTHING: MappingOf[str, str] = MappingProxyType({})
_NO_WORDS: MappingOf[str, MappingOf[str, str]] = MappingProxyType({})


class Use(StrEnum):
    """What becomes of a column."""

    KEEP = "keep"  # it fills a field
    MASK = "mask"  # it fills a field, after names, numbers and dates of birth are taken out of its text
    DROP = "drop"  # it is never read


@dataclass(frozen=True)
class ColumnRule:
    """heading: as the file has it. field: the field it fills; None where it is dropped."""

    heading: str
    use: Use
    field: str | None = None

    @classmethod
    def keep(cls, heading: str, field: str) -> ColumnRule:
        return cls(heading, Use.KEEP, field)

    @classmethod
    def mask(cls, heading: str, field: str) -> ColumnRule:
        return cls(heading, Use.MASK, field)

    @classmethod
    def drop(cls, heading: str) -> ColumnRule:
        return cls(heading, Use.DROP)


@dataclass(frozen=True)
class Mapping:
    """provider: who sends the file. data_set: the data set it fills.

    columns: a rule for every column; one column may fill two fields (a date and time of day in one cell) by two rules.
    sheet: its name, or None for the first visible sheet with these columns.
    header_line, header_rows: the line on which the headings begin, from 1, and whether they take one row or two. Where
    next month's file has its headings on another line they are looked for.
    constants: fields that the file does not hold and that are the same for all its rows.
    translations: for a field, the provider's word -> the standard word, without regard to case and punctuation.
    """

    name: str
    data_set: str
    provider: str
    columns: tuple[ColumnRule, ...]
    sheet: str | None = None
    header_line: int = 1
    header_rows: int = 1
    constants: MappingOf[str, str] = field(default_factory=lambda: _NOTHING)
    translations: MappingOf[str, MappingOf[str, str]] = field(default_factory=lambda: _NO_WORDS)

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that the mapping fills."""
        return (*(rule.field for rule in self.columns if rule.field), *self.constants)

    def choose_sheet(self, sheets: Sequence[Sheet]) -> Sheet | None:
        """The sheet that the mapping reads, or None where the workbook has none that it could be.

        Without a name, the first visible sheet with its columns, or else the first. A sheet that was renamed since
        (“October 2026”) is known by its columns, when only one visible sheet has them all.
        """
        visible = [sheet for sheet in sheets if sheet.rows and not sheet.is_hidden]
        if self.sheet is None:
            return next((sheet for sheet in visible if self.applies_to(sheet)), visible[0] if visible else None)
        wanted = normalised(self.sheet)
        named = next((sheet for sheet in sheets if normalised(sheet.name) == wanted), None)
        fitting = [sheet for sheet in visible if named is None and not self.problems(sheet)]
        return named or (fitting[0] if len(fitting) == 1 else None)

    def header_in(self, sheet: Sheet) -> Header:
        """Where this mapping's headings stand: the row with most of them, the usual row first."""
        wanted = {normalised(rule.heading) for rule in self.columns}
        candidates = rows_that_may_head(sheet, self.header_line, self.header_rows)
        return max(
            candidates, key=lambda header: len(wanted & _names(sheet, header)), default=Header(0, self.header_rows)
        )

    def applies_to(self, sheet: Sheet) -> bool:
        """Whether at least half of the mapping's columns are there: then `problems` says what differs."""
        wanted = {normalised(rule.heading) for rule in self.columns}
        found = self.columns_found(sheet)
        return found > 0 and found >= _SHARE_THAT_MAKES_A_FIT * len(wanted)

    def columns_found(self, sheet: Sheet) -> int:
        """How many of the mapping's columns the sheet has."""
        return len({normalised(rule.heading) for rule in self.columns} & _names(sheet, self.header_in(sheet)))

    def problems(self, sheet: Sheet) -> tuple[str, ...]:
        """Why the mapping does not fit this sheet, a sentence each; empty when it fits."""
        header = self.header_in(sheet)
        names = headings(sheet, header) if sheet.rows else ()
        filled = [name for column, name in enumerate(names) if not is_empty_column(sheet, header, column)]
        return differences([rule.heading for rule in self.columns], filled)


def _names(sheet: Sheet, header: Header) -> set[str]:
    if not sheet.rows or all(is_empty(cell) for cell in sheet.rows[header.first_row]):
        return set()
    top = Sheet(sheet.name, sheet.rows[: header.first_row_of_data], sheet.lines)
    return {normalised(name) for name in headings(top, header)}
