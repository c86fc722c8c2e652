"""How many rows of each crime type a file has in each LSOA: a twelfth of the rows, and enough for most questions."""

from __future__ import annotations

import polars as pl
import pyarrow as pa

from saferplace.evidence.police_street.layout import ANTI_SOCIAL_BEHAVIOUR, CRIME_TYPES

PLACE_AND_MONTH = ("force", "month", "lsoa_code", "lsoa_edition")
WITHOUT_CRIME_ID = "without_crime_id"  # rows that are not anti-social behaviour, which never has one
# A column for each crime type, under its own name.
TALLY = pa.schema(
    [(name, pa.string()) for name in PLACE_AND_MONTH]
    + [(name, pa.int32()) for name in (*CRIME_TYPES, WITHOUT_CRIME_ID)]
)


def tally(rows: pl.DataFrame) -> pl.DataFrame:
    """rows: stored ones. Returns the columns of TALLY, a row for each LSOA code (also for none) of each month."""
    lacks_id = pl.col("crime_id").is_null() & (pl.col("crime_type") != ANTI_SOCIAL_BEHAVIOUR)
    counts = {name: pl.col("crime_type") == name for name in CRIME_TYPES} | {WITHOUT_CRIME_ID: lacks_id}
    return rows.group_by(PLACE_AND_MONTH).agg(holds.sum().cast(pl.Int32).alias(name) for name, holds in counts.items())
