"""Which areas a partnership compares itself with, from a list that somebody else drew up and that it may use.

The Home Office's most similar groups are restricted, so none ships with the product. A list is a CSV with the columns
Area code, Similar area code, Similar area name, List, Source, Year. It stays in the partnership's own store.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import polars as pl

from saferplace.evidence.published.figures import FigureRules, figures_source
from saferplace.evidence.published.layout import FirstRows, Layout
from saferplace.evidence.published.periods import year
from saferplace.evidence.published.wide import cells_of, frame_of, header_of, header_row, with_period
from saferplace.evidence.tables.sheet import Sheet

_NEEDED = ("Area code", "Similar area code", "Similar area name", "List", "Source", "Year")

SIMILAR_AREAS = figures_source(
    "similar-areas",
    "lists of similar areas",
    licence="As the list’s source allows; not to be passed on",
    rules=FigureRules(named_by=("similar_area_code",)),
    own={"Similar area code": "similar_area_code", "Similar area name": "similar_area_name", "Source": "list_source"},
    is_open=False,
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
    """The figure of each pair is its place in the list, from 1."""
    named = frame.select(
        pl.col("Area code").str.strip_chars().alias("area_code"),
        pl.col("Similar area code").str.strip_chars().alias("similar_area_code"),
        pl.col("Similar area name").alias("similar_area_name"),
        pl.col("List").str.strip_chars().alias("indicator"),
        pl.col("Source").alias("list_source"),
        pl.col("Year").alias("year"),
        (pl.int_range(pl.len()).over("Area code", "List") + 1).cast(pl.String).alias("value"),
        pl.format("{} row {}", pl.lit(sheet), "row").alias("source_cell"),
        "row",
    )
    provider = pl.col("indicator").replace_strict(
        {name: _slug(name) for name in named["indicator"].unique()}, return_dtype=pl.String
    )
    own = ("similar_area_code", "similar_area_name", "list_source")
    return cells_of(with_period(named.with_columns(provider.alias("provider")), pl.col("year"), year), own)


def _slug(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.casefold())) or "list"


LAYOUT = Layout(SIMILAR_AREAS, _recognises, _read)
