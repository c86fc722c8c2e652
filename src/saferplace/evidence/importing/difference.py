"""What a file says anew about a unit, compared with what is held. Rows are compared by content, as multisets:
two equal rows of anti-social behaviour are two incidents, and a crime ID is no key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from saferplace.evidence.sources.source import Source

_COUNT = "times"
_NTH = "nth_with_id"


@dataclass(frozen=True)
class Difference:
    """Rows of the file: new + unchanged + changed. Rows held before: unchanged + changed + removed.

    A changed row has the identity of a row that is no longer there as it was.
    changes: what changed in changed rows, by the source's names, to rows.
    """

    new: int
    unchanged: int
    changed: int
    removed: int
    changes: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_none(self) -> bool:
        return not (self.new or self.changed or self.removed)


def compare(held: pl.DataFrame, read: pl.DataFrame, source: Source) -> Difference:
    """held, read: rows with at least the source's content columns, blanks as nulls."""
    content = list(source.content)
    before, after = _tally(held, content), _tally(read, content)
    both = after.join(before, on=content, how="full", nulls_equal=True, coalesce=True, suffix="_before").with_columns(
        pl.col(_COUNT).fill_null(0), pl.col(f"{_COUNT}_before").fill_null(0)
    )
    surplus = pl.col(_COUNT).cast(pl.Int64) - pl.col(f"{_COUNT}_before").cast(pl.Int64)
    added = _repeat(both, surplus, content)
    gone = _repeat(both, -surplus, content)
    changed, changes = 0, dict.fromkeys(source.changes, 0)
    if source.identity:
        paired = _pair(added, gone, source.identity)
        changed = paired.height
        changes = {name: _differing(paired, columns) for name, columns in source.changes.items()}
    return Difference(
        new=added.height - changed,
        unchanged=read.height - added.height,
        changed=changed,
        removed=gone.height - changed,
        changes=changes,
    )


def _tally(rows: pl.DataFrame, content: list[str]) -> pl.DataFrame:
    return rows.group_by(content).agg(pl.len().alias(_COUNT))


def _repeat(both: pl.DataFrame, times: pl.Expr, content: list[str]) -> pl.DataFrame:
    """Each content row as often as ``times`` says, in a stable order."""
    surplus = both.with_columns(times.alias("surplus")).filter(pl.col("surplus") > 0)
    return surplus.select(*content, pl.int_ranges(0, pl.col("surplus")).alias("copy")).explode("copy").sort(content)


def _pair(added: pl.DataFrame, gone: pl.DataFrame, identity: str) -> pl.DataFrame:
    """Rows that share an identity, numbered among those that do, so that repeated ones pair in order."""

    def number(rows: pl.DataFrame) -> pl.DataFrame:
        known = rows.filter(pl.col(identity).is_not_null())
        return known.with_columns(pl.int_range(pl.len()).over(identity).alias(_NTH))

    return number(added).join(number(gone), on=[identity, _NTH], how="inner", suffix="_before")


def _differing(paired: pl.DataFrame, columns: Sequence[str]) -> int:
    differs = pl.any_horizontal(pl.col(column).ne_missing(pl.col(f"{column}_before")) for column in columns)
    return paired.filter(differs).height
