"""Rows of a data set as text cells, as a mapped table gives them."""

from __future__ import annotations

import datetime as dt

import polars as pl

from saferplace.evidence.sources.source import Checked, Source
from saferplace.evidence.sources.unit import Unit

TODAY = dt.date(2026, 6, 15)
UNIT = Unit("dacorum-borough-council", "2026-04")


def cells(source: Source, *rows: dict[str, str]) -> pl.DataFrame:
    """Rows with the cells that are given and the others blank, from line 2 on."""
    whole = [dict.fromkeys(source.cells, "") | row for row in rows]
    unknown = {name for row in rows for name in row} - set(source.cells)
    assert not unknown, unknown
    lines = pl.int_range(2, len(rows) + 2, dtype=pl.Int32, eager=True).alias("source_line")
    return pl.DataFrame(whole, schema=dict.fromkeys(source.cells, pl.String)).with_columns(lines)


def check(source: Source, *rows: dict[str, str], today: dt.date = TODAY) -> Checked:
    return source.check(cells(source, *rows), UNIT, today)


def reasons(source: Source, *rows: dict[str, str], today: dt.date = TODAY) -> list[str]:
    """Why each row is refused, in the order of the rows."""
    return check(source, *rows, today=today).refused["reason"].to_list()


def kept(source: Source, *rows: dict[str, str], today: dt.date = TODAY) -> list[dict[str, object]]:
    """Rows as they are stored. Fails when one is refused."""
    checked = check(source, *rows, today=today)
    assert checked.refused.is_empty(), checked.refused["reason"].to_list()
    return source.keep(checked.good, UNIT).to_dicts()
