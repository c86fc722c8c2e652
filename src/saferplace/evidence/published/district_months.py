"""Recorded crime counted by district, month and type from many forces' street files.

A force's month is one unit, so that a month that a force has no file of stays unknown and never reads as zero.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from saferplace.analysis.months import Month
from saferplace.evidence.published.area_names import coded, district_codes
from saferplace.evidence.published.figures import FigureRules, figures_source
from saferplace.evidence.published.layout import FirstRows, Layout
from saferplace.evidence.published.wide import cells_of, frame_of, header_of, header_row, with_period
from saferplace.evidence.tables.sheet import Sheet

_NEEDED = ("publication", "month", "force_file", "lad_name", "crime_type", "n")

DISTRICT_MONTHS = figures_source(
    "district-month-counts",
    "recorded crime by district and month, counted from street files of data.police.uk",
    rules=FigureRules(needs_code=False),
    own={"Publication": "publication"},
)


def _recognises(_: str, rows: FirstRows) -> bool:
    return header_row(rows, _NEEDED) is not None


def _read(sheets: Iterable[Sheet]) -> pl.DataFrame:
    parts = []
    for sheet in sheets:
        header = header_of(sheet, _NEEDED)
        if header is not None:
            parts.append(_figures(frame_of(sheet, header), sheet.name))
    return pl.concat(parts)


def _figures(frame: pl.DataFrame, sheet: str) -> pl.DataFrame:
    named = frame.with_columns(
        coded(pl.col("lad_name"), district_codes(), frame).alias("area_code"),
        pl.col("lad_name").alias("area_name"),
        pl.col("crime_type").alias("indicator"),
        pl.col("n").alias("value"),
        pl.col("force_file").str.strip_chars().alias("provider"),
        pl.format("{} row {}", pl.lit(sheet), "row").alias("source_cell"),
    )
    return cells_of(with_period(named, pl.col("month"), _month), ("publication",))


def _month(written: str) -> str | None:
    try:
        return str(Month.parse(written.strip()))
    except ValueError:
        return None


LAYOUT = Layout(DISTRICT_MONTHS, _recognises, _read)
