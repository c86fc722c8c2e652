"""Checked rows into the columns of the table."""

from __future__ import annotations

import polars as pl

from saferplace.evidence.police_street.grid import to_national_grid
from saferplace.evidence.police_street.layout import CONTENT, STORED, Unit
from saferplace.evidence.reference import reference_table

_TEXT = tuple(column for column in CONTENT if column not in ("longitude", "latitude"))


def to_stored(
    good: pl.DataFrame, unit: Unit, *, file: str, sha256: str, import_id: str, is_correction: bool = False
) -> pl.DataFrame:
    """good: `checks.Checked.good`. A blank cell becomes null: blank and "No data" are not the same."""
    easting, northing = to_national_grid(good["longitude"], good["latitude"])
    text = [pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in _TEXT]
    rows = good.with_columns(
        *text,
        easting,
        northing,
        pl.lit(unit.key).alias("publication_unit"),
        pl.lit(unit.force).alias("force"),
        pl.lit(file).alias("source_file"),
        pl.lit(sha256).alias("source_sha256"),
        pl.lit(import_id).alias("import_id"),
        pl.lit(is_correction).alias("is_correction"),
    )
    rows = rows.join(_editions(), on="lsoa_code", how="left", maintain_order="left").with_columns(
        pl.col("lsoa_edition").fill_null("unknown")
    )
    return rows.select(STORED.names)


def _editions() -> pl.DataFrame:
    return reference_table("lsoas").select("lsoa_code", pl.col("edition").alias("lsoa_edition"))
