"""Rates of recorded crime and the Crime Severity Score of one partnership beside its force and England.

Each file is one partnership's series, in the tidy layout of local data labs: financial years with calendar years
among them, and a group of offences on each row where there is one.
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

_NEEDED = ("area_code", "area_name", "period", "value", "indicator", "measure", "unit")
_WIDER = "^(E92|E23|E12|E47|E10|W92|K)"  # country, force, region, combined authority, county: what it stands beside

CSP_INDICATORS = figures_source(
    "csp-crime-indicators",
    "crime rates and severity scores of partnerships with comparators (ONS, Home Office)",
    rules=FigureRules(named_by=("measure",)),
    own={"Measure": "measure", "Unit": "unit", "Group": "offence_group"},
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
    group = pl.col("group") if "group" in frame.columns else pl.lit("")
    named = frame.with_columns(
        pl.when(group != "").then(pl.format("{}: {}", "indicator", group)).otherwise("indicator").alias("indicator"),
        group.alias("offence_group"),
        pl.format("{} row {}", pl.lit(sheet), "row").alias("source_cell"),
        pl.lit(_provider(frame)).alias("provider"),
    )
    return cells_of(with_period(named, pl.col("period"), year), ("measure", "unit", "offence_group"))


def _provider(frame: pl.DataFrame) -> str:
    """Whose series it is, and of what: another partnership's file, or another indicator's, must not replace it."""
    own = frame.filter(~pl.col("area_code").str.contains(_WIDER))
    name = (own if own.height else frame)["area_name"][0]
    return "-".join(re.findall(r"[a-z0-9]+", f"{name} {frame['indicator'][0]}".casefold()))


LAYOUT = Layout(CSP_INDICATORS, _recognises, _read)
