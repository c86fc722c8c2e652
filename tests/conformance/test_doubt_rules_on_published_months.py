"""The rules of doubt on every force-month that was ever gathered: they name the known partial uploads, and no other."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from saferplace.analysis.months import Month
from saferplace.evidence.police_street.layout import ANTI_SOCIAL_BEHAVIOUR
from saferplace.evidence.quality import UnitStatistics, doubts
from saferplace.evidence.queries.held import residents_by_force

KNOWN_PARTIAL = {
    *(("dyfed-powys", f"2024-0{month}") for month in (1, 2, 3, 4)),
    ("nottinghamshire", "2021-10"),
    ("nottinghamshire", "2022-01"),
    ("nottinghamshire", "2024-01"),
}


@pytest.fixture(scope="module")
def published(shared_data: Path) -> dict[str, list[UnitStatistics]]:
    """Force-months by publication, since months of different publications are not neighbours here."""
    counts = pl.read_csv(shared_data / "derived-lad-month-counts" / "lad_month_type_counts.csv.gz")
    is_asb = pl.col("crime_type") == ANTI_SOCIAL_BEHAVIOUR
    units = counts.group_by("publication", "force_file", "month").agg(
        rows=pl.col("n").sum(), asb_rows=pl.col("n").filter(is_asb).sum()
    )
    found: dict[str, list[UnitStatistics]] = {}
    for publication, force, month, rows, asb_rows in units.sort("force_file", "month").iter_rows():
        unit = UnitStatistics(force, Month.parse(month), rows, asb_rows, 0, 0, {})
        found.setdefault(publication, []).append(unit)
    return found


def test_the_known_partial_uploads_are_doubted_and_no_other_month(published: dict[str, list[UnitStatistics]]) -> None:
    forces = tuple(sorted({unit.force for units in published.values() for unit in units}))
    residents = residents_by_force(forces, 2022)
    doubted = {(force, str(month)) for units in published.values() for force, month in doubts(units, residents)}
    assert sum(map(len, published.values())) == 1_386
    assert doubted == KNOWN_PARTIAL
