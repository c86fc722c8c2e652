"""From what a row says of its place to where it is, as far as the row alone can say: by coordinates, or an area."""

from __future__ import annotations

import polars as pl


def place_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """rows: checked, with all place columns of `stored.RECORD` but the last two.

    Returns them in the same order with place_method and place_certainty. A row without a point keeps its words of
    place, and its LSOA when it came with one.
    """
    has_point, has_area = pl.col("longitude").is_not_null(), pl.col("lsoa_code").is_not_null()
    method = (
        pl.when(has_point).then(pl.lit("coordinates")).when(has_area).then(pl.lit("area")).otherwise(pl.lit("none"))
    )
    certainty = pl.when(has_point | has_area).then(pl.lit("certain")).otherwise(pl.lit("none"))
    return rows.with_columns(method.alias("place_method"), certainty.alias("place_certainty"))
