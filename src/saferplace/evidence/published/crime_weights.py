"""Weights of offences: the ONS Crime Severity Score and the Cambridge Crime Harm Index, one edition a period.

No weight ships with the product: each edition is loaded from its publisher's table, saved as CSV with the columns
Edition, Offence code, Offence, and either Weight (severity score) or Days (harm index). Editions are never mixed.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from saferplace.evidence.published.figures import FigureRules, figures_source
from saferplace.evidence.published.layout import FirstRows, Layout
from saferplace.evidence.published.periods import months_of
from saferplace.evidence.published.wide import cells_of, frame_of, header_of, header_row, with_period
from saferplace.evidence.tables.sheet import Sheet

_NEEDED = ("Edition", "Offence code", "Offence")
# The column of weights, folded, to who gives them and what they are.
_SCHEMES = {
    "weight": ("ons", "Crime Severity Score weight"),
    "days": ("cambridge-harm-index", "Cambridge Crime Harm Index days"),
}

CRIME_WEIGHTS = figures_source(
    "crime-weights",
    "weights of offences (ONS Crime Severity Score, Cambridge Crime Harm Index)",
    licence="As its publisher says",
    rules=FigureRules(needs_code=False, named_by=("offence_code",)),
    own={"Offence code": "offence_code", "Offence": "offence_description"},
)


def _recognises(_: str, rows: FirstRows) -> bool:
    return any(header_row(rows, (*_NEEDED, scheme)) is not None for scheme in _SCHEMES)


def _read(sheets: Iterable[Sheet]) -> pl.DataFrame:
    parts = []
    for sheet in sheets:
        for scheme in _SCHEMES:
            header = header_of(sheet, (*_NEEDED, scheme))
            if header is not None:
                parts.append(_figures(frame_of(sheet, header), sheet.name, scheme))
    return pl.concat(parts)


def _figures(frame: pl.DataFrame, sheet: str, scheme: str) -> pl.DataFrame:
    provider, indicator = _SCHEMES[scheme]
    heading = next(name for name in frame.columns if name.casefold() == scheme)
    named = frame.select(
        pl.col("Edition").str.strip_chars().alias("edition"),
        pl.col("Offence code").str.strip_chars().alias("offence_code"),
        pl.col("Offence").alias("offence_description"),
        pl.col(heading).alias("value"),
        pl.lit(indicator).alias("indicator"),
        pl.lit(provider).alias("provider"),
        pl.format("{} row {}", pl.lit(sheet), "row").alias("source_cell"),
        "row",
    )
    return cells_of(with_period(named, pl.col("edition"), _edition), ("offence_code", "offence_description"))


def _edition(written: str) -> str | None:
    return written if months_of(written) else None


LAYOUT = Layout(CRIME_WEIGHTS, _recognises, _read)
