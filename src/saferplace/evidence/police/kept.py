"""What is done to every good row of a police file before it is stored."""

from __future__ import annotations

import polars as pl

from saferplace.evidence.reference import reference_table


def blank_to_null(columns: tuple[str, ...]) -> list[pl.Expr]:
    """A blank cell is stored as null: blank and "No data" are not the same."""
    return [pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in columns]


def with_lsoa_edition(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds ``lsoa_edition``: in which census's list of areas the row's code stands."""
    editions = reference_table("lsoas").select("lsoa_code", pl.col("edition").alias("lsoa_edition"))
    return rows.join(editions, on="lsoa_code", how="left", maintain_order="left").with_columns(
        pl.col("lsoa_edition").fill_null("unknown")
    )
