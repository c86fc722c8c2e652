"""Which rows of a stop and search file cannot be believed, and what is kept of the others."""

from __future__ import annotations

import datetime as dt

import polars as pl

from saferplace.evidence.police.kept import blank_to_null
from saferplace.evidence.police.points import as_numbers, place_faults, with_points
from saferplace.evidence.police_stop_and_search.layout import COLUMNS, SEARCH_TYPES, TEXT, YES_OR_NO
from saferplace.evidence.sources.faults import Fault, count_formulas, part_by_faults
from saferplace.evidence.sources.source import Checked
from saferplace.evidence.sources.unit import Unit

_HEADINGS = {column: heading for heading, column in COLUMNS.items()}


def check_rows(cells: pl.DataFrame, unit: Unit, today: dt.date) -> Checked:
    """Times are published in UTC, so in summer a month begins at 23:00 of the day before: months go by London's clock.

    Noticed: rows without a place, and rows at midnight exactly, where the hour was most likely not known.
    """
    timed = with_points(cells).with_columns(
        pl.col("date").str.to_datetime("%Y-%m-%dT%H:%M:%S%z", time_unit="us", strict=False).alias("at")
    )
    timed = timed.with_columns(
        pl.col("at").dt.convert_time_zone("Europe/London").dt.replace_time_zone(None).alias("local_time")
    ).with_columns(pl.col("local_time").dt.strftime("%Y-%m").alias("month"))
    faults = [
        Fault(~pl.col("search_type").is_in(SEARCH_TYPES), "Type", f"is not one of {', '.join(SEARCH_TYPES)}"),
        Fault(pl.col("at").is_null(), "Date", "is not a time like 2021-03-30T14:05:00+00:00"),
        Fault(pl.col("local_time").dt.date() > today, "Date", "lies in the future"),
        Fault(pl.col("month") != unit.period, "Date", f"is not in the month in the file's name, {unit.period}"),
        *place_faults(),
        *(
            Fault(~pl.col(name).is_in(["True", "False", ""]), _HEADINGS[name], "is not True or False")
            for name in YES_OR_NO
        ),
    ]
    good, refused = part_by_faults(timed, faults, COLUMNS)
    good = as_numbers(good)
    at_midnight = (pl.col("local_time").dt.time() == dt.time(0)) | (pl.col("at").dt.time() == dt.time(0))
    return Checked(
        good=good,
        refused=refused,
        noticed={
            "without_place": good["longitude"].null_count(),
            "at_midnight": good.filter(at_midnight).height,
            "formulas": count_formulas(good, TEXT),
        },
    )


def to_stored(good: pl.DataFrame, unit: Unit) -> pl.DataFrame:
    """Good rows with their force; a blank yes or no stays blank, which is not No."""
    answers = [
        pl.col(name).replace_strict({"True": True, "False": False}, default=None, return_dtype=pl.Boolean).alias(name)
        for name in YES_OR_NO
    ]
    return good.with_columns(*answers, *blank_to_null(TEXT), pl.lit(unit.provider).alias("force"))
