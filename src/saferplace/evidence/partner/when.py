"""When a thing happened: a day, an exact time, a range, or a month; from up to four cells.

A range within one day may pass midnight: without a date to, a time to before the time from is the next day's. Times
are those of the clock in London as they were written; the hour that comes twice in October is not told apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import polars as pl

from saferplace.evidence.partner.reading.dates import read_date
from saferplace.evidence.partner.reading.times import read_times
from saferplace.evidence.partner.reading.unread import WHY, read_parts
from saferplace.evidence.sources.faults import Fault

_LAST_MINUTE = pl.time(23, 59)
_DATE_PARTS = {"day": pl.Date, "time": pl.Time, "is_month": pl.Boolean}
_TIME_PARTS = {"first": pl.Time, "last": pl.Time}
RECORDED = ["month", "occurred_on", "occurred_from", "occurred_to", "time_precision"]


def period_of(cells: pl.DataFrame) -> pl.Series:
    """The month in which each row happened, as YYYY-MM; null where its date cannot be read."""
    days = read_parts(cells["date"], read_date, {"day": pl.Date})["day"]
    return days.dt.strftime("%Y-%m").rename("period")


def with_when(rows: pl.DataFrame) -> pl.DataFrame:
    """rows: with any of date, time, date_to, time_to as text. Adds RECORDED and what `when_faults` asks about."""
    read = rows.with_columns(
        *_columns(rows, "date", _DATE_PARTS), *_columns(rows, "date_to", _DATE_PARTS),
        *_columns(rows, "time", _TIME_PARTS), *_columns(rows, "time_to", _TIME_PARTS),
    ).with_columns(
        pl.coalesce("time:first", "date:time").alias("clock"),
        pl.coalesce("time_to:first", "time:last", "date_to:time").alias("clock_to"),
        pl.col("date:is_month").fill_null(False),
    )  # fmt: skip
    begins = pl.col("date:day").dt.combine(pl.col("clock").fill_null(pl.time(0)))
    passes_midnight = pl.col("date_to:day").is_null() & (pl.col("clock_to") < pl.col("clock"))
    next_days = pl.when(passes_midnight).then(pl.duration(days=1)).otherwise(pl.duration(days=0))
    last_day = pl.col("date_to:day").fill_null(pl.col("date:day")) + next_days
    is_over_days = pl.col("date_to:day") > pl.col("date:day")
    ends = last_day.dt.combine(
        pl.col("clock_to").fill_null(pl.when(is_over_days).then(_LAST_MINUTE).otherwise(pl.col("clock")))
    )
    is_timed = (pl.col("clock").is_not_null() | is_over_days).fill_null(False) & ~pl.col("date:is_month")
    timed = read.with_columns(
        pl.when(is_timed).then(begins).cast(pl.Datetime("us")).alias("occurred_from"),
        pl.when(is_timed).then(ends).cast(pl.Datetime("us")).alias("occurred_to"),
    )
    precision = (
        pl.when("date:is_month").then(pl.lit("month"))
        .when(pl.col("occurred_from").is_null()).then(pl.lit("day"))
        .when(pl.col("occurred_from") == pl.col("occurred_to")).then(pl.lit("exact"))
        .otherwise(pl.lit("range"))
    )  # fmt: skip
    return timed.with_columns(
        pl.col("date:day").dt.strftime("%Y-%m").alias("month"),
        pl.when(~pl.col("date:is_month")).then("date:day").alias("occurred_on"),
        precision.alias("time_precision"),
    )


def when_faults(headings: Mapping[str, str], today: dt.date, first_day: dt.date) -> list[Fault]:
    """headings: of those of the four columns that the data set has. For rows that `with_when` has seen."""
    first = f"{first_day.day} {first_day:%B %Y}"
    day, day_to = pl.col("date:day"), pl.col("date_to:day")
    begins, ends = pl.col("occurred_from"), pl.col("occurred_to")
    has_clock, has_clock_to = pl.col("clock").is_not_null(), pl.col("time_to:first").is_not_null()
    faults: list[tuple[str, pl.Expr, str | pl.Expr]] = [
        ("date", pl.col("date").str.strip_chars() == "", "is blank; every row needs its date"),
        *((name, pl.col(f"{name}:{WHY}").is_not_null(), pl.col(f"{name}:{WHY}")) for name in headings),
        ("date", day > today, "lies in the future"),
        ("date", day < first_day, f"is before {first}, when the records of this data set can begin"),
        ("date_to", day_to > today, "lies in the future"),
        ("date_to", day_to < day, "is before the date on which it began"),
        ("date_to", pl.col("date_to:is_month"), "is a month; write the day, like 01/04/2026"),
        ("date_to", pl.col("date:is_month") & day_to.is_not_null(), "is given although the row has only a month"),
        ("time", pl.col("date:is_month") & has_clock, "is given although the row has only a month"),
        ("time", pl.col("time:first") != pl.col("date:time"), "is not the time that stands beside the date"),
        ("time_to", ~has_clock & has_clock_to, "has no time from"),
        ("date_to", ~has_clock & pl.col("date_to:time").is_not_null(), "has a time, but no time from"),
        ("time_to", (ends < begins) & has_clock_to, "is before the time from, on the same day"),
        ("time", (ends < begins) & pl.col("time:last").is_not_null(), "ends before it begins, on the same day"),
        ("date_to", ends < begins, "is before the time at which it began"),
    ]  # fmt: skip
    return [Fault(holds, headings[name], why) for name, holds, why in faults if name in headings]


def _columns(rows: pl.DataFrame, name: str, parts: Mapping[str, type[pl.DataType]]) -> list[pl.Series]:
    """The parts of a column's cells as ``name:part``; a column that the data set does not have says nothing."""
    cells = rows[name] if name in rows.columns else pl.Series([""]).new_from_index(0, rows.height)
    read = read_parts(cells, read_date if "day" in parts else read_times, parts)
    return [read[part].alias(f"{name}:{part}") for part in (*parts, WHY)]
