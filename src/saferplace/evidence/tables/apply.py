"""A sheet's cells under our field names, by a mapping; and which rows of it are no records."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from saferplace.evidence.sources.broken import BrokenRow
from saferplace.evidence.tables.cells import Cell, text_of
from saferplace.evidence.tables.distinct import by_distinct_value
from saferplace.evidence.tables.headings import headings, normalised
from saferplace.evidence.tables.mapping import Mapping, Use
from saferplace.evidence.tables.personal_text import mask
from saferplace.evidence.tables.records import LeftOut, records_of
from saferplace.evidence.tables.sheet import Sheet

LINE = "source_line"


@dataclass(frozen=True)
class MappedRows:
    """cells: one text column a field, in the order asked for, and ``source_line``; "" where nothing is given.

    left_out: rows that are no records (blank, totals, notes, headings again). broken: records to refuse whole, whose
    cells are blank: they do not stand under the headings, so any of them may be of a column that is dropped.
    """

    cells: pl.DataFrame
    left_out: tuple[LeftOut, ...]
    broken: tuple[BrokenRow, ...]


def read_mapped(sheet: Sheet, mapping: Mapping, fields: Sequence[str]) -> MappedRows:
    """fields: the names of the data set's fields. Columns that the mapping drops are never turned into text.

    Raises ValueError when the mapping does not fit (ask `Mapping.problems` first) or fills a field not asked for.
    """
    problems = mapping.problems(sheet)
    unknown = [name for name in mapping.fields if name not in fields]
    if problems or unknown:
        raise ValueError(" ".join([*problems, *(f"“{name}” is no field of this data set." for name in unknown)]))
    header = mapping.header_in(sheet)
    names = headings(sheet, header)
    positions, left_out = records_of(sheet, header, names)
    whole = [position for position in positions if len(sheet.rows[position]) <= len(names)]
    broken = tuple(
        BrokenRow(
            sheet.lines[position],
            ("",) * len(fields),
            f"The row has {len(sheet.rows[position])} cells where there are {len(names)} headings.",
        )
        for position in positions
        if len(sheet.rows[position]) > len(names)
    )
    rows = [sheet.rows[position] for position in whole]
    place = {normalised(name): column for column, name in enumerate(names)}
    columns = {name: pl.Series(name, [""] * len(rows), pl.String) for name in fields}
    for rule in mapping.columns:
        if rule.field is None:
            continue
        column = _text_column(rule.field, rows, place[normalised(rule.heading)])
        columns[rule.field] = mask(column) if rule.use is Use.MASK else column
    for name, constant in mapping.constants.items():
        columns[name] = pl.Series(name, [constant] * len(rows), pl.String)
    for name, words in mapping.translations.items():
        columns[name] = _translated(columns[name], words) if name in columns else columns[name]
    lines = pl.Series(LINE, [sheet.lines[position] for position in whole], pl.Int32)
    return MappedRows(pl.DataFrame([*columns.values(), lines]), left_out, broken)


def _text_column(name: str, rows: list[list[Cell]], position: int) -> pl.Series:
    texts = [text_of(row[position]) if position < len(row) else "" for row in rows]
    return pl.Series(name, texts, pl.String)


def _translated(column: pl.Series, words: MappingOf[str, str]) -> pl.Series:
    standard = {normalised(local): word for local, word in words.items()}
    return by_distinct_value(column, lambda text: standard.get(normalised(text), text))
