"""Outcomes of crimes by police force, quarter and offence: the Home Office's outcomes open data tables."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from saferplace.evidence.published.area_names import coded, police_area_codes
from saferplace.evidence.published.crime_csp import with_quarter
from saferplace.evidence.published.figures import FigureRules, figures_source
from saferplace.evidence.published.layout import FirstRows, Layout
from saferplace.evidence.published.wide import addresses, cells_of, frame_of, header_of, header_row, unpivoted
from saferplace.evidence.tables.sheet import Sheet

_NEEDED = ("Financial Year", "Financial Quarter", "Force Name", "Offence Code", "Outcome Type", "Outcome Group")
# The two counts: outcomes of the offences that were recorded in the quarter, and outcomes reached in it.
_FIGURES = {
    "force outcomes for offences recorded in quarter": "Outcomes of offences recorded in the quarter",
    "force outcomes recorded in quarter": "Outcomes recorded in the quarter",
}
_OWN = {
    "Offence code": "offence_code",
    "Offence description": "offence_description",
    "Offence group": "offence_group",
    "Offence subgroup": "offence_subgroup",
    "Outcome type": "outcome_type",
    "Outcome description": "outcome_description",
    "Outcome group": "outcome_group",
}

OUTCOMES_FORCE = figures_source(
    "home-office-outcomes-force",
    "outcomes of recorded crime by police force and quarter (Home Office)",
    rules=FigureRules(
        needs_code=False,
        may_be_negative=True,
        named_by=("offence_code", "offence_description", "outcome_type", "outcome_description"),
    ),
    own=_OWN,
)


def _recognises(_: str, rows: FirstRows) -> bool:
    return header_row(rows, _NEEDED) is not None


def _read(sheets: Iterable[Sheet]) -> pl.DataFrame:
    parts = []
    for sheet in sheets:
        header = header_of(sheet, _NEEDED)
        if header is not None:
            parts.append(_figures(sheet, header))
    return pl.concat(parts)


def _figures(sheet: Sheet, header: int) -> pl.DataFrame:
    frame, letters = frame_of(sheet, header), addresses(sheet, header)
    figures = {heading: _FIGURES[heading.casefold()] for heading in frame.columns if heading.casefold() in _FIGURES}
    ours = {"Financial Year": "year", "Financial Quarter": "quarter", "Force Name": "area_name", **_OWN}
    folded = {heading.casefold(): name for heading, name in ours.items()}
    named = frame.rename(
        {heading: folded[heading.casefold()] for heading in frame.columns if heading.casefold() in folded}
    )
    long = unpivoted(named, figures, sheet=sheet.name, letters=letters)
    long = long.with_columns(
        coded(pl.col("area_name"), police_area_codes(), long).alias("area_code"),
        pl.lit("home-office").alias("provider"),
    )
    return cells_of(with_quarter(long), tuple(_OWN.values()))


LAYOUT = Layout(OUTCOMES_FORCE, _recognises, _read)
