"""Cells before they are read: a column that a file does not have is blank, and a column that must be filled is not."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from saferplace.evidence.sources.faults import Fault
from saferplace.evidence.sources.field import Field


def heard(cells: pl.DataFrame, fields: Iterable[Field]) -> pl.DataFrame:
    """The cells without nulls, which stand in columns that a file does not have."""
    return cells.with_columns(pl.col(field.name).fill_null("") for field in fields)


def blank_faults(fields: Iterable[Field]) -> list[Fault]:
    return [
        Fault(pl.col(field.name).str.strip_chars() == "", field.heading, "is blank; every row needs it")
        for field in fields
        if field.is_required
    ]
