"""What is done to every good row of a police file before it is stored."""

from __future__ import annotations

import polars as pl

from saferplace.evidence.reference import edition_of


def blank_to_null(columns: tuple[str, ...]) -> list[pl.Expr]:
    """A blank cell is stored as null: blank and "No data" are not the same."""
    return [pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in columns]


def with_lsoa_edition(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds ``lsoa_edition``: in which census's list of areas the row's code stands."""
    codes = rows["lsoa_code"].unique()
    editions = pl.Series("lsoa_edition", [edition_of(code) for code in codes], dtype=pl.String)
    known = pl.DataFrame([codes, editions])
    return rows.join(known, on="lsoa_code", how="left", maintain_order="left", nulls_equal=True)
