"""What can be wrong with a month or a force of a police file."""

from __future__ import annotations

import datetime as dt

import polars as pl

from saferplace.evidence.sources.faults import Fault
from saferplace.evidence.sources.unit import Unit

_MONTH = r"^\d{4}-(0[1-9]|1[0-2])$"


def month_faults(unit: Unit, today: dt.date) -> list[Fault]:
    """For rows with ``month`` and ``reported_by`` as text."""
    return [
        Fault(~pl.col("month").str.contains(_MONTH), "Month", "is not a month; it should be like 2021-03"),
        Fault(pl.col("month") > f"{today:%Y-%m}", "Month", "lies in the future"),
        Fault(pl.col("month") != unit.period, "Month", f"is not the month in the file's name, {unit.period}"),
        Fault(pl.col("reported_by").str.strip_chars() == "", "Reported by", "is blank; it should name a force"),
    ]
