"""Which rows of an outcomes file cannot be believed, and what is kept of the others."""

from __future__ import annotations

import datetime as dt

import polars as pl

from saferplace.evidence.police.kept import blank_to_null, with_lsoa_edition
from saferplace.evidence.police.months import month_faults
from saferplace.evidence.police.points import as_numbers, place_faults, with_points
from saferplace.evidence.police_outcomes.groups import GROUPS, OTHER
from saferplace.evidence.police_outcomes.layout import COLUMNS, CONTENT
from saferplace.evidence.sources.faults import Fault, count_formulas, part_by_faults
from saferplace.evidence.sources.source import Checked
from saferplace.evidence.sources.unit import Unit

_TEXT = tuple(column for column in CONTENT if column not in ("longitude", "latitude"))
_FREE_TEXT = ("crime_id", "location", "lsoa_name", "outcome_type", "reported_by", "falls_within")


def check_rows(cells: pl.DataFrame, unit: Unit, today: dt.date) -> Checked:
    """An outcome without a crime ID belongs to nothing, so it is refused; a type that is new to us is kept and told."""
    faults = [
        *month_faults(unit, today),
        Fault(pl.col("crime_id").str.strip_chars() == "", "Crime ID", "is blank; an outcome must name its crime"),
        Fault(pl.col("outcome_type").str.strip_chars() == "", "Outcome type", "is blank"),
        *place_faults(),
    ]
    good, refused = part_by_faults(with_points(cells), faults, COLUMNS)
    good = as_numbers(good)
    return Checked(
        good=good,
        refused=refused,
        noticed={
            "without_place": good["longitude"].null_count(),
            "several_outcomes": int(good["crime_id"].is_duplicated().sum()),
            "unknown_outcomes": good.select((~pl.col("outcome_type").is_in(list(GROUPS))).sum()).item(),
            "formulas": count_formulas(good, _FREE_TEXT),
        },
    )


def to_stored(good: pl.DataFrame, unit: Unit) -> pl.DataFrame:
    """Good rows with their force, LSOA edition and outcome group."""
    group = pl.col("outcome_type").replace_strict(GROUPS, default=OTHER).alias("outcome_group")
    rows = good.with_columns(group, *blank_to_null(_TEXT), pl.lit(unit.provider).alias("force"))
    return with_lsoa_edition(rows)
