"""Faults of rows, found over whole columns at once. The first fault that holds is the one that is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

_WOULD_RUN = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True)
class Fault:
    """holds: where it does. column: as the publisher names it. why: ends the sentence “Column: ‘value’ …”, the same for
    every row or a column of text.
    """

    holds: pl.Expr
    column: str
    why: str | pl.Expr


def first_fault(faults: Sequence[Fault]) -> pl.Expr:
    """The number of the first fault that holds for a row, null where none does."""
    return pl.coalesce(pl.when(fault.holds).then(pl.lit(number)) for number, fault in enumerate(faults))


def part_by_faults(
    rows: pl.DataFrame, faults: Sequence[Fault], columns: Mapping[str, str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Good rows, and refused ones with ``column``, ``value`` and ``reason``, in the order of their lines.

    columns: heading to column of ``rows``.
    """
    holds = rows.select(fault.holds.any().alias(str(number)) for number, fault in enumerate(faults)).row(0)
    possible = [number for number, does in enumerate(holds) if does]
    if not possible:  # as in most files: nothing to tell apart, nothing to copy
        return rows, _refusal(rows.clear().with_columns(pl.lit(0).alias("fault")), 0, faults[0], columns)
    judged = rows.with_columns(first_fault(faults).alias("fault"))
    bad = judged.filter(pl.col("fault").is_not_null())
    refused = pl.concat([_refusal(bad, number, faults[number], columns) for number in possible])
    return judged.filter(pl.col("fault").is_null()).drop("fault"), refused.sort("source_line")


def _refusal(bad: pl.DataFrame, number: int, fault: Fault, columns: Mapping[str, str]) -> pl.DataFrame:
    value = pl.col(columns[fault.column])
    why = pl.lit(fault.why) if isinstance(fault.why, str) else fault.why
    return (
        bad.filter(pl.col("fault") == number)
        .drop("fault")
        .with_columns(
            pl.lit(fault.column).alias("column"),
            value.alias("value"),
            pl.format("{}: “{}” {}.", pl.lit(fault.column), value, why).alias("reason"),
        )
    )


def count_formulas(rows: pl.DataFrame, columns: Sequence[str]) -> int:
    """Cells that a spreadsheet would run. They are kept as the text they are, and guarded when they go out."""
    begins = [pl.col(column).str.head(1) for column in columns]
    found = rows.select(pl.sum_horizontal(first.is_in(_WOULD_RUN).sum() for first in begins))
    return int(found.item() or 0)
