"""Checked rows of records into the columns of their table."""

from __future__ import annotations

import polars as pl
import pyarrow as pa

from saferplace.evidence.partner.placing import place_rows
from saferplace.evidence.police.kept import with_lsoa_edition
from saferplace.evidence.reference import reference_table
from saferplace.evidence.sources.unit import Unit


def keep_records(good: pl.DataFrame, unit: Unit, columns: list[tuple[str, pa.DataType]]) -> pl.DataFrame:
    """good: what `record_check` found good. columns: those of the table but its unit and provenance."""
    whole = pl.from_arrow(pa.schema(columns).empty_table())
    assert isinstance(whole, pl.DataFrame)  # noqa: S101 - for the type checker
    worked_out = ("provider", "lsoa_name", "lsoa_edition", "place_method", "place_certainty")
    names = [name for name in whole.columns if name not in worked_out]
    absent = [pl.lit(None, dtype=whole.schema[name]).alias(name) for name in names if name not in good.columns]
    rows = good.with_columns(*absent, pl.lit(unit.provider).alias("provider"))
    return _with_lsoa(place_rows(rows.with_columns(pl.lit(None, dtype=pl.String).alias("lsoa_name"))))


def _with_lsoa(rows: pl.DataFrame) -> pl.DataFrame:
    """Name and edition of the small area; both null where there is none."""
    names = reference_table("lsoas").select("lsoa_code", "lsoa_name")
    named = rows.drop("lsoa_name").join(names, on="lsoa_code", how="left", maintain_order="left")
    return with_lsoa_edition(named).with_columns(
        pl.when(pl.col("lsoa_code").is_not_null()).then("lsoa_edition").alias("lsoa_edition")
    )
