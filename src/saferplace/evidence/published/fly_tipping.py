"""Fly-tipping incidents and actions of every council in England, as Defra publishes them from WasteDataFlow."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from saferplace.evidence.published.figures import FigureRules, figures_source
from saferplace.evidence.published.layout import FirstRows, Layout
from saferplace.evidence.published.periods import financial_year
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

_NAMES = ("Year", "ONS Code", "LA Name", "Region")
_TOTALS = ("Total Incidents", "Total Actions")
_POPULATION, _BASIS = "Mid population estimates", "Reporting basis"
_ENGLAND = ("E92000001", "England")
# ONS codes of the regions, as the file's own sheet Lookup_ gives them.
_REGIONS = {
    "North East": "E12000001",
    "North West": "E12000002",
    "Yorkshire and The Humber": "E12000003",
    "East Midlands": "E12000004",
    "West Midlands": "E12000005",
    "East": "E12000006",
    "London": "E12000007",
    "South East": "E12000008",
    "South West": "E12000009",
}
_ESTIMATE = "Estimate: the publisher filled in for councils without a return"
_BREAK = "Comparable with 2019-20 and later; earlier totals of England are on another basis"

FLY_TIPPING = figures_source(
    "defra-fly-tipping",
    "fly-tipping incidents and actions of councils in England (Defra)",
    rules=FigureRules(),
    own={"Region": "region", "Reporting basis": "reporting_basis", "Note": "note"},
)


def _recognises(_: str, rows: FirstRows) -> bool:
    return any(header_row(rows, (*_NAMES, total)) is not None for total in _TOTALS)


def _read(sheets: Iterable[Sheet]) -> pl.DataFrame:
    parts = []
    for sheet in sheets:
        for total in _TOTALS:
            header = header_of(sheet, (*_NAMES, total))
            if header is not None:
                parts.append(_figures(sheet, header, total))
    return pl.concat(parts)


def _figures(sheet: Sheet, header: int, total: str) -> pl.DataFrame:
    frame, letters = frame_of(sheet, header), addresses(sheet, header)
    blank = [pl.lit("").alias(name) for name in (_POPULATION, _BASIS) if name not in frame.columns]
    frame = frame.with_columns(blank)
    others = {*_NAMES, _POPULATION, _BASIS, "row"}
    figures = {heading: " ".join(heading.split()) for heading in frame.columns if heading not in others}
    long = unpivoted(frame, figures, sheet=sheet.name, letters=letters)
    is_total = pl.col("ONS Code").str.starts_with("*")
    region = pl.col("Region").str.strip_chars()
    is_england = is_total & region.str.starts_with("*Total England")
    is_estimate = is_total & ~pl.col("indicator").str.contains("£|per 1,000") & pl.col("value").str.contains(r"\.")
    named = long.with_columns(
        _first(
            (is_england, pl.lit(_ENGLAND[0])),
            (is_total, region.replace_strict(_REGIONS, default=region)),
            otherwise=pl.col("ONS Code").str.strip_chars(),
        ).alias("area_code"),
        _first(
            (is_england, pl.lit(_ENGLAND[1])), (is_total, region), otherwise=pl.col("LA Name").str.strip_chars()
        ).alias("area_name"),
        # England's total of 2018-19 is printed twice, because from 2019-20 on it is reckoned differently.
        _first((is_england & region.str.contains("original"), pl.lit("As first published"))).alias("breakdown"),
        _first(
            (is_england & region.str.contains("comparable"), pl.lit(_BREAK)), (is_estimate, pl.lit(_ESTIMATE))
        ).alias("note"),
        _first((~is_total, region)).alias("region"),
        pl.col(_BASIS).replace(":", "").alias("reporting_basis"),
        _first((pl.col("indicator") == total, pl.col(_POPULATION))).alias("denominator"),
        pl.lit("defra").alias("provider"),
    )
    return cells_of(with_period(named, pl.col("Year"), financial_year), ("region", "reporting_basis", "note"))


def _first(*cases: tuple[pl.Expr, pl.Expr], otherwise: pl.Expr | None = None) -> pl.Expr:
    """The value of the first case that holds."""
    value = pl.lit("") if otherwise is None else otherwise
    for holds, then in reversed(cases):
        value = pl.when(holds).then(then).otherwise(value)
    return value


LAYOUT = Layout(FLY_TIPPING, _recognises, _read)
