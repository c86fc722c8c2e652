"""Work on a column once for each distinct text. Partners' columns repeat themselves: a month of rows holds 30 dates."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl


def by_distinct_value(column: pl.Series, change: Callable[[str], str]) -> pl.Series:
    """column: text. ``change`` answers for one text; null stays null."""
    distinct = column.unique().drop_nulls()
    changed = pl.Series([change(text) for text in distinct.to_list()], dtype=pl.String)
    return column.replace_strict(distinct, changed, default=None, return_dtype=pl.String).rename(column.name)
