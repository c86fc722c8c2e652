"""The value of a figure, from the cell that gives it or from its numerator and base; and why there is none.

A percentage or rate whose base is 0 is not calculable, whatever stands in its cell: it is neither 0 nor an error.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from saferplace.analysis.missing import Missing
from saferplace.evidence.partner.indicators import Indicator, Measure
from saferplace.evidence.partner.own_columns import KNOWN
from saferplace.evidence.partner.reading.numbers import Written, read_count, read_number
from saferplace.evidence.partner.reading.unread import WHY, Unread, read_parts
from saferplace.evidence.partner.written_figure import as_written

MEASURED = ("status", "value", "numerator", "denominator")
_PARTS = {"value": pl.Float64, "status": pl.String, "is_percentage": pl.Boolean, "is_provisional": pl.Boolean}


def with_value(rows: pl.DataFrame, indicators: tuple[Indicator, ...]) -> pl.DataFrame:
    """rows: with stored:indicator. Adds measured:… for MEASURED, is_marked_provisional, and what
    `figure_faults` asks about.
    """
    by_name = {indicator.name: indicator for indicator in indicators}
    name = pl.col("stored:indicator")
    rows = rows.with_columns(
        name.replace_strict({key: i.measure.value for key, i in by_name.items()}, default=None, return_dtype=pl.String)
        .alias("measure"),
        name.replace_strict({key: i.factor for key, i in by_name.items()}, default=None, return_dtype=pl.Float64)
        .alias("factor"),
        *_parts(rows, "figure", read_number), *_parts(rows, "numerator", read_count),
        *_parts(rows, "denominator", read_count),
    )  # fmt: skip
    worked_out = pl.when(pl.col("denominator:value") > 0).then(
        pl.col("numerator:value") / pl.col("denominator:value") * pl.col("factor")
    )
    rows = rows.with_columns(worked_out.alias("worked_out"))
    return rows.with_columns(
        _status().alias("measured:status"),
        pl.col("numerator:value").alias("measured:numerator"),
        pl.col("denominator:value").alias("measured:denominator"),
        pl.any_horizontal(pl.col(f"{cell}:is_provisional").fill_null(False) for cell in CELLS)
        .alias("is_marked_provisional"),
    ).with_columns(
        pl.when(pl.col("measured:status") == KNOWN).then(pl.coalesce("worked_out", "figure:value"))
        .alias("measured:value")
    )  # fmt: skip


CELLS = ("figure", "numerator", "denominator")


def _parts(rows: pl.DataFrame, cell: str, read: Callable[[str], Written | Missing | Unread]) -> list[pl.Series]:
    found = read_parts(rows[cell], as_written(read), _PARTS)
    is_blank = rows[cell] == ""
    status = found["status"].to_frame().select(pl.when(is_blank).then(pl.lit(Missing.BLANK.value)).otherwise("status"))
    columns = found.with_columns(status.to_series().alias("status"))
    return [columns[part].alias(f"{cell}:{part}") for part in (*_PARTS, WHY)]


def _status() -> pl.Expr:
    """A mark in the figure's cell is what it says; where that is blank, what numerator and base say."""
    figure, numerator, denominator = (pl.col(f"{cell}:status") for cell in CELLS)
    blank = Missing.BLANK.value
    return (
        pl.when((pl.col("denominator:value") == 0) & (pl.col("measure") != Measure.COUNT.value))
        .then(pl.lit(Missing.NOT_CALCULABLE.value))
        .when((figure == blank) & pl.col("worked_out").is_not_null()).then(pl.lit(KNOWN))
        .when(figure != blank).then(figure)
        .when(~numerator.is_in([KNOWN, blank])).then(numerator)
        .when(~denominator.is_in([KNOWN, blank])).then(denominator)
        .otherwise(pl.lit(blank))
    )  # fmt: skip
