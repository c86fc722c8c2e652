"""Which rows of a street file cannot be believed, and why. All checks look at whole columns at once."""

from __future__ import annotations

import datetime as dt

import polars as pl

from saferplace.evidence.police.months import month_faults
from saferplace.evidence.police.points import as_numbers, place_faults, with_points
from saferplace.evidence.police_street.layout import ANTI_SOCIAL_BEHAVIOUR, COLUMNS, CRIME_TYPES
from saferplace.evidence.sources.faults import Fault, count_formulas, part_by_faults
from saferplace.evidence.sources.source import Checked
from saferplace.evidence.sources.unit import Unit

_FREE_TEXT = ("crime_id", "location", "lsoa_name", "context", "reported_by", "falls_within")


def check_rows(cells: pl.DataFrame, unit: Unit, today: dt.date) -> Checked:
    """cells: as `police.csv_file` reads them. today: months after this one are refused.

    Noticed: rows without a place; rows other than anti-social behaviour that carry no crime ID (British Transport
    Police's often do not); rows whose crime ID another row of the same file has too, since an ID is not a key; and
    cells that a spreadsheet would run.
    """
    faults = [
        *month_faults(unit, today),
        Fault(~pl.col("crime_type").is_in(CRIME_TYPES), "Crime type", "is not a crime type of data.police.uk"),
        *place_faults(),
    ]
    good, refused = part_by_faults(with_points(cells), faults, COLUMNS)
    good = as_numbers(good)
    has_id = pl.col("crime_id") != ""
    return Checked(
        good=good,
        refused=refused,
        noticed={
            "without_place": good["longitude"].null_count(),
            "without_id": good.select((~has_id & (pl.col("crime_type") != ANTI_SOCIAL_BEHAVIOUR)).sum()).item(),
            "repeated_ids": good.select(pl.col("crime_id").filter(has_id).is_duplicated().sum()).item(),
            "formulas": count_formulas(good, _FREE_TEXT),
        },
    )
