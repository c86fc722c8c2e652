"""From what a row says of its place to where it is. The one place where rows get their point and small area."""

from __future__ import annotations

import polars as pl


def place_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """rows: checked, with all place columns of `stored.RECORD` but the last two, and ``point_certainty`` (certain,
    approximate or null), which says how good the row's own coordinates or grid reference are.

    Returns them in the same order with place_method and place_certainty, and without ``point_certainty``. A row
    without a point keeps its words of place, and its LSOA when it came with one.
    """
    has_point = pl.col("longitude").is_not_null()
    has_area = pl.col("lsoa_code").is_not_null()
    return rows.with_columns(
        pl.when(has_point).then(pl.lit("coordinates")).when(has_area).then(pl.lit("area")).otherwise(pl.lit("none"))
        .alias("place_method"),
        pl.when(has_point).then("point_certainty").when(has_area).then(pl.lit("approximate")).otherwise(pl.lit("none"))
        .alias("place_certainty"),
    ).drop("point_certainty")  # fmt: skip
