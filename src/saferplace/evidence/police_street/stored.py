"""Checked rows into the columns of the table."""

from __future__ import annotations

import polars as pl

from saferplace.evidence.police.kept import blank_to_null, with_lsoa_edition
from saferplace.evidence.police_street.layout import CONTENT
from saferplace.evidence.sources.unit import Unit

_TEXT = tuple(column for column in CONTENT if column not in ("longitude", "latitude"))


def to_stored(good: pl.DataFrame, unit: Unit) -> pl.DataFrame:
    """good: `sources.source.Checked.good` of a street file."""
    rows = good.with_columns(*blank_to_null(_TEXT), pl.lit(unit.provider).alias("force"))
    return with_lsoa_edition(rows)
