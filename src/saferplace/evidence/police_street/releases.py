"""What a file says anew about a month, compared with what is held. Rows are compared by content, as multisets:
two equal rows of anti-social behaviour are two incidents, and a crime ID is no key.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from saferplace.evidence.police_street.layout import CONTENT

_COUNT = "times"
_NTH = "nth_with_id"


@dataclass(frozen=True)
class Difference:
    """Rows of the file: new + unchanged + changed. Rows held before: unchanged + changed + removed.

    A changed row has the crime ID of a row that is no longer there as it was; the last three count what changed in it.
    """

    new: int
    unchanged: int
    changed: int
    removed: int
    outcome_changed: int
    point_changed: int
    lsoa_changed: int

    @property
    def is_none(self) -> bool:
        return not (self.new or self.changed or self.removed)


def compare(held: pl.DataFrame, read: pl.DataFrame) -> Difference:
    """held, read: rows with at least the content columns, blanks as nulls."""
    before, after = _tally(held), _tally(read)
    both = after.join(before, on=CONTENT, how="full", nulls_equal=True, coalesce=True, suffix="_before").with_columns(
        pl.col(_COUNT).fill_null(0), pl.col(f"{_COUNT}_before").fill_null(0)
    )
    surplus = pl.col(_COUNT).cast(pl.Int64) - pl.col(f"{_COUNT}_before").cast(pl.Int64)
    added = _repeat(both, surplus)
    gone = _repeat(both, -surplus)
    paired = _number(added).join(_number(gone), on=["crime_id", _NTH], how="inner", suffix="_before")
    return Difference(
        new=added.height - paired.height,
        unchanged=read.height - added.height,
        changed=paired.height,
        removed=gone.height - paired.height,
        outcome_changed=_differing(paired, "last_outcome"),
        point_changed=_differing(paired, "longitude", "latitude"),
        lsoa_changed=_differing(paired, "lsoa_code"),
    )


def _tally(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.group_by(CONTENT).agg(pl.len().alias(_COUNT))


def _repeat(both: pl.DataFrame, times: pl.Expr) -> pl.DataFrame:
    """Each content row as often as ``times`` says, in a stable order."""
    surplus = both.with_columns(times.alias("surplus")).filter(pl.col("surplus") > 0)
    return surplus.select(*CONTENT, pl.int_ranges(0, pl.col("surplus")).alias("copy")).explode("copy").sort(CONTENT)


def _number(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with an ID, numbered among the rows that share it, so that repeated IDs pair in order."""
    with_id = rows.filter(pl.col("crime_id").is_not_null())
    return with_id.with_columns(pl.int_range(pl.len()).over("crime_id").alias(_NTH))


def _differing(paired: pl.DataFrame, *columns: str) -> int:
    differs = pl.any_horizontal(pl.col(column).ne_missing(pl.col(f"{column}_before")) for column in columns)
    return paired.filter(differs).height
