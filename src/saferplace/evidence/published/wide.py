"""A publisher's table, one row an area and one column a figure, turned into one row a figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import polars as pl

from saferplace.evidence.published.figures import COMMON, NO_PERIOD
from saferplace.evidence.tables.cells import column_letter, text_of
from saferplace.evidence.tables.sheet import Sheet

ROW = "row"  # the number of the row in its sheet, from 1


def header_row(rows: Sequence[Sequence[str]], needed: Sequence[str], within: int = 12) -> int | None:
    """The first row, of the first few, that holds all the headings needed; None without one."""
    for position, row in enumerate(rows[:within]):
        if {heading.casefold() for heading in needed} <= {cell.strip().casefold() for cell in row}:
            return position
    return None


def header_of(sheet: Sheet, needed: Sequence[str]) -> int | None:
    return header_row([[text_of(cell) for cell in row] for row in sheet.rows[:12]], needed)


def frame_of(sheet: Sheet, header: int) -> pl.DataFrame:
    """The rows under a header as text, under its headings; with ``row``. Rows without a cell are left out."""
    headings = [text_of(cell) for cell in sheet.rows[header]]
    places = [(place, heading) for place, heading in enumerate(headings) if heading]
    kept = [position for position in range(header + 1, len(sheet.rows)) if sheet.rows[position]]
    columns = {
        heading: pl.Series(
            heading,
            [text_of(row[place]) if place < len(row) else "" for row in (sheet.rows[position] for position in kept)],
            pl.String,
        )
        for place, heading in places
    }
    return pl.DataFrame([*columns.values(), pl.Series(ROW, [sheet.lines[position] for position in kept], pl.Int32)])


def addresses(sheet: Sheet, header: int) -> dict[str, str]:
    """Heading to the letter of its column."""
    return {text_of(cell): column_letter(place) for place, cell in enumerate(sheet.rows[header]) if text_of(cell)}


def unpivoted(
    frame: pl.DataFrame, figures: Mapping[str, str], *, sheet: str, letters: Mapping[str, str]
) -> pl.DataFrame:
    """One row a figure. figures: heading of a column of figures to the indicator it is.

    ``source_cell`` says where each stood, as a spreadsheet names it: “LA_incidents E12”.
    """
    others = [name for name in frame.columns if name not in figures]
    long = frame.unpivot(on=list(figures), index=others, variable_name="heading", value_name="value")
    where = pl.format("{} {}{}", pl.lit(sheet), pl.col("heading").replace_strict(dict(letters)), pl.col(ROW))
    return long.with_columns(
        where.alias("source_cell"), pl.col("heading").replace_strict(dict(figures)).alias("indicator")
    ).drop("heading")


def with_period(frame: pl.DataFrame, written: pl.Expr, read: Callable[[str], str | None]) -> pl.DataFrame:
    """With ``period``, and ``unit_period``, which is `NO_PERIOD` where the period cannot be read."""
    named = frame.with_columns(written.alias("period"))
    known = {text: read(text) for text in named["period"].unique()}
    found = pl.col("period").replace_strict(known, return_dtype=pl.String)
    return named.with_columns(
        pl.coalesce(found, "period").alias("period"), found.fill_null(NO_PERIOD).alias("unit_period")
    )


def cells_of(frame: pl.DataFrame, own: Sequence[str] = ()) -> pl.DataFrame:
    """All the text cells of a figure, blank where the frame has none; ``row``, ``provider`` and ``unit_period``."""
    names = [*COMMON.values(), *own]
    missing = [pl.lit("").alias(name) for name in names if name not in frame.columns]
    return frame.with_columns(missing).select(*names, ROW, "provider", "unit_period")
