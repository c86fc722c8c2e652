"""Police recorded crime by community safety partnership, quarter and offence: the Home Office's open data tables.

Several workbooks since 2002/03, a sheet a year, with headings and labels that drift between them. Partnerships are
named and not coded; a quarter can be below zero where transfers are taken off it. Fraud is not in these tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from saferplace.evidence.published.area_names import coded, partnership_codes
from saferplace.evidence.published.figures import NO_PERIOD, FigureRules, figures_source
from saferplace.evidence.published.layout import FirstRows, Layout
from saferplace.evidence.published.periods import quarter
from saferplace.evidence.published.wide import cells_of, frame_of
from saferplace.evidence.tables.cells import text_of
from saferplace.evidence.tables.sheet import Sheet

# What each column holds, and every heading under which it has been published, folded.
_HEADINGS = {
    "year": ("financial year",),
    "quarter": ("financial quarter",),
    "force_name": ("force name", "police force"),
    "area_name": ("csp name", "community safety partnership"),
    "offence_description": ("offence description",),
    "offence_group": ("offence group",),
    "offence_subgroup": ("offence subgroup", "offence sub-group"),
    "offence_code": ("offence code",),
    "value": ("offence count", "number of offences"),
}
_OWN = {
    "Force name": "force_name",
    "Offence code": "offence_code",
    "Offence description": "offence_description",
    "Offence group": "offence_group",
    "Offence subgroup": "offence_subgroup",
}
_LABELS = {"Rape offences": "Rape", "Miscellaneous crimes": "Miscellaneous crimes against society"}

CRIME_CSP = figures_source(
    "home-office-crime-csp",
    "police recorded crime by community safety partnership and quarter (Home Office)",
    rules=FigureRules(needs_code=False, may_be_negative=True, named_by=("offence_code", "force_name")),
    own=_OWN,
)


def _recognises(_: str, rows: FirstRows) -> bool:
    return _header(rows) is not None


def _header(rows: FirstRows) -> tuple[int, Mapping[str, str]] | None:
    """The header's row, and our name for each of its headings."""
    for position, row in enumerate(rows[:12]):
        ours = {
            cell: name
            for cell in row
            for name, known in _HEADINGS.items()
            if " ".join(cell.split()).casefold() in known
        }
        if set(ours.values()) == set(_HEADINGS):
            return position, ours
    return None


def _read(sheets: Iterable[Sheet]) -> pl.DataFrame:
    parts = []
    for sheet in sheets:
        found = _header([[text_of(cell) for cell in row] for row in sheet.rows[:12]])
        if found is not None:
            parts.append(_figures(frame_of(sheet, found[0]).rename(dict(found[1])), sheet.name))
    return pl.concat(parts)


def _figures(frame: pl.DataFrame, sheet: str) -> pl.DataFrame:
    code, group, subgroup = (
        pl.col(name).str.strip_chars() for name in ("offence_code", "offence_group", "offence_subgroup")
    )
    named = frame.with_columns(
        coded(pl.col("area_name"), partnership_codes(), frame).alias("area_code"),
        pl.format("{} {}", code, pl.col("offence_description").str.strip_chars()).alias("indicator"),
        _settled(group).alias("offence_group"),
        _settled(subgroup).alias("offence_subgroup"),
        code.alias("offence_code"),
        pl.format("{} row {}", pl.lit(sheet), "row").alias("source_cell"),
        pl.lit("home-office").alias("provider"),
    )
    return cells_of(with_quarter(named), tuple(_OWN.values()))


def _settled(label: pl.Expr) -> pl.Expr:
    """One spelling: a capital at the beginning and no other, and the name that newer files use."""
    sentence = label.str.slice(0, 1).str.to_uppercase() + label.str.slice(1).str.to_lowercase()
    return sentence.replace(_LABELS)


def with_quarter(frame: pl.DataFrame) -> pl.DataFrame:
    """With ``period`` and ``unit_period`` from ``year`` and ``quarter``."""
    pairs = frame.select("year", "quarter").unique()
    read = pairs.with_columns(
        pl.Series("found", [quarter(*pair) for pair in pairs.iter_rows()], pl.String),
        pl.format("{} {}", "year", "quarter").alias("written"),
    )
    return frame.join(read, on=["year", "quarter"], how="left", maintain_order="left").with_columns(
        pl.coalesce("found", "written").alias("period"), pl.col("found").fill_null(NO_PERIOD).alias("unit_period")
    )


LAYOUT = Layout(CRIME_CSP, _recognises, _read)
