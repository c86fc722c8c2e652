"""Which rows of a street file cannot be believed, and why. All checks look at whole columns at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl

from saferplace.evidence.police_street.land import is_on_land
from saferplace.evidence.police_street.layout import ANTI_SOCIAL_BEHAVIOUR, COLUMNS, CRIME_TYPES, Unit

_MONTH = r"^\d{4}-(0[1-9]|1[0-2])$"
_FORMULA = r"^[=+\-@\t]"
_FREE_TEXT = ("crime_id", "location", "lsoa_name", "context", "reported_by", "falls_within")


@dataclass(frozen=True)
class Checked:
    """good: rows to keep, with coordinates as numbers. refused: rows with ``column``, ``value`` and ``reason`` added.

    without_id: rows other than anti-social behaviour that carry no crime ID (British Transport Police's often do not).
    repeated_ids: rows whose crime ID another row of the same file has too: an ID is not a key.
    formulas: cells that a spreadsheet would run; kept as the text they are.
    """

    good: pl.DataFrame
    refused: pl.DataFrame
    without_place: int
    without_id: int
    repeated_ids: int
    formulas: int


@dataclass(frozen=True)
class _Fault:
    """holds: where it does. column: as the publisher names it. why: ends the sentence “Column: ‘value’ …”."""

    holds: pl.Expr
    column: str
    why: str


def check_rows(cells: pl.DataFrame, unit: Unit, *, today: dt.date) -> Checked:
    """cells: as `reading.read_street_file` gives them. today: months after this one are refused."""
    longitude, latitude = pl.col("longitude").str.strip_chars(), pl.col("latitude").str.strip_chars()
    numbered = cells.with_columns(
        longitude.cast(pl.Float64, strict=False).alias("x"), latitude.cast(pl.Float64, strict=False).alias("y")
    )
    numbered = numbered.with_columns(is_on_land(numbered["x"], numbered["y"]).alias("on_land"))
    no_longitude, no_latitude = longitude == "", latitude == ""
    this_month = f"{today:%Y-%m}"
    faults = [
        _Fault(~pl.col("month").str.contains(_MONTH), "Month", "is not a month; it should be like 2021-03"),
        _Fault(pl.col("month") > this_month, "Month", "lies in the future"),
        _Fault(pl.col("month") != unit.month, "Month", f"is not the month in the file's name, {unit.month}"),
        _Fault(pl.col("reported_by").str.strip_chars() == "", "Reported by", "is blank; it should name a force"),
        _Fault(~pl.col("crime_type").is_in(CRIME_TYPES), "Crime type", "is not a crime type of data.police.uk"),
        _Fault(no_longitude & ~no_latitude, "Longitude", "is blank although the row has a latitude"),
        _Fault(no_latitude & ~no_longitude, "Latitude", "is blank although the row has a longitude"),
        _Fault(~no_longitude & ~pl.col("x").is_finite().fill_null(False), "Longitude", "is not a number"),
        _Fault(~no_latitude & ~pl.col("y").is_finite().fill_null(False), "Latitude", "is not a number"),
        _Fault(~no_longitude & ~pl.col("on_land"), "Longitude", "with its latitude is in the sea or outside the UK"),
    ]
    verdict = pl.coalesce(pl.when(fault.holds).then(pl.lit(number)) for number, fault in enumerate(faults))
    judged = numbered.with_columns(verdict.alias("fault"))
    good = judged.filter(pl.col("fault").is_null()).drop("fault", "on_land", "longitude", "latitude")
    good = good.rename({"x": "longitude", "y": "latitude"})
    bad = judged.filter(pl.col("fault").is_not_null()).drop("x", "y", "on_land")
    refused = pl.concat([_refusal(bad, number, fault) for number, fault in enumerate(faults)])
    with_id = good.filter(pl.col("crime_id") != "")
    return Checked(
        good=good,
        refused=refused.sort("source_line"),
        without_place=good.filter(pl.col("longitude").is_null()).height,
        without_id=good.filter((pl.col("crime_id") == "") & (pl.col("crime_type") != ANTI_SOCIAL_BEHAVIOUR)).height,
        repeated_ids=int(with_id["crime_id"].is_duplicated().sum()),
        formulas=sum(int(good[column].str.contains(_FORMULA).sum()) for column in _FREE_TEXT),
    )


def _refusal(bad: pl.DataFrame, number: int, fault: _Fault) -> pl.DataFrame:
    value = pl.col(COLUMNS[fault.column])
    return (
        bad.filter(pl.col("fault") == number)
        .drop("fault")
        .with_columns(
            pl.lit(fault.column).alias("column"),
            value.alias("value"),
            pl.format("{}: “{}” {}.", pl.lit(fault.column), value, pl.lit(fault.why)).alias("reason"),
        )
    )
