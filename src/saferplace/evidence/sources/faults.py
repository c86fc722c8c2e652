"""Faults of rows, found over whole columns at once. The first fault that holds is the one that is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

_FORMULA = r"^[=+\-@\t]"


@dataclass(frozen=True)
class Fault:
    """holds: where it does. column: as the publisher names it. why: ends the sentence “Column: ‘value’ …”, the same for
    every row or a column of text.
    """

    holds: pl.Expr
    column: str
    why: str | pl.Expr


def part_by_faults(
    rows: pl.DataFrame, faults: Sequence[Fault], columns: Mapping[str, str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Good rows, and refused ones with ``column``, ``value`` and ``reason``, in the order of their lines.

    columns: heading to column of ``rows``.
    """
    verdict = pl.coalesce(pl.when(fault.holds).then(pl.lit(number)) for number, fault in enumerate(faults))
    judged = rows.with_columns(verdict.alias("fault"))
    bad = judged.filter(pl.col("fault").is_not_null())
    told = sorted(bad["fault"].unique()) or [0]  # the first of none, for the columns of a table without a row
    refused = pl.concat([_refusal(bad, number, faults[number], columns) for number in told])
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
    return sum(int(rows[column].str.contains(_FORMULA).sum()) for column in columns)
