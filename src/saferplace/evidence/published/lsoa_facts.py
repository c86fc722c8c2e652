"""Single facts of small areas (LSOAs): households at the census, and whether they are urban or rural."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from saferplace.evidence.published.figures import FigureRules, figures_source
from saferplace.evidence.published.layout import FirstRows, Layout
from saferplace.evidence.published.lsoa_table import codes_of
from saferplace.evidence.published.wide import (
    addresses,
    cells_of,
    frame_of,
    header_of,
    header_row,
    unpivoted,
    with_period,
)
from saferplace.evidence.tables.sheet import Sheet

_RULES = FigureRules(codes=codes_of("2021"), what_codes_are="an LSOA of 2021")
_HOUSEHOLDS = ("lsoa21_code", "total_households")
_RURAL = ("lsoa21_code", "ruc21_code", "classification")

HOUSEHOLDS = figures_source("ons-households-lsoa", "households of LSOAs at the census of 2021 (ONS)", rules=_RULES)
RURAL_URBAN = figures_source(
    "ons-rural-urban-lsoa",
    "rural-urban class of LSOAs, 2021 (ONS)",
    rules=_RULES,
    own={"Class code": "class_code", "Settlement": "settlement"},
)


def _read_households(sheets: Iterable[Sheet]) -> pl.DataFrame:
    parts = []
    for sheet in sheets:
        header = header_of(sheet, _HOUSEHOLDS)
        if header is not None:
            frame = frame_of(sheet, header).rename({"lsoa21_code": "area_code"})
            figures = {"total_households": "Households"}
            parts.append(unpivoted(frame, figures, sheet=sheet.name, letters=addresses(sheet, header)))
    return cells_of(_of_2021(pl.concat(parts)))


def _read_rural_urban(sheets: Iterable[Sheet]) -> pl.DataFrame:
    """A figure is the number of small areas of a class: one on each row, to be added up for a district."""
    parts = []
    for sheet in sheets:
        header = header_of(sheet, _RURAL)
        if header is not None:
            parts.append(
                frame_of(sheet, header).select(
                    pl.col("lsoa21_code").alias("area_code"),
                    pl.col("classification").alias("indicator"),
                    pl.lit("1").alias("value"),
                    pl.col("ruc21_code").alias("class_code"),
                    pl.col("ruc").alias("settlement"),
                    pl.format("{} row {}", pl.lit(sheet.name), "row").alias("source_cell"),
                    "row",
                )
            )
    return cells_of(_of_2021(pl.concat(parts)), ("class_code", "settlement"))


def _of_2021(frame: pl.DataFrame) -> pl.DataFrame:
    return with_period(frame.with_columns(pl.lit("ons").alias("provider")), pl.lit("2021"), lambda written: written)


def _recognises(needed: tuple[str, ...], rows: FirstRows) -> bool:
    return header_row(rows, needed) is not None


LAYOUT_HOUSEHOLDS = Layout(HOUSEHOLDS, lambda _, rows: _recognises(_HOUSEHOLDS, rows), _read_households)
LAYOUT_RURAL_URBAN = Layout(RURAL_URBAN, lambda _, rows: _recognises((*_RURAL, "ruc"), rows), _read_rural_urban)
