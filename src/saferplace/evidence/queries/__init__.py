"""Questions to the evidence store, one file each. Every answer carries its receipt; `recompute` computes it again."""

from saferplace.evidence.queries.by_month import (
    MonthlyCounts,
    MonthlyCountsByType,
    recorded_crime_by_month,
    recorded_crime_by_type_and_month,
)
from saferplace.evidence.queries.by_place import (
    PlaceCount,
    PlaceCounts,
    recorded_crime_by_lsoa,
    recorded_crime_by_ward,
)
from saferplace.evidence.queries.comparators import (
    FiguresCompared,
    figures_compared,
    indicators_held,
    names_without_code,
)
from saferplace.evidence.queries.coverage import Coverage, ForceCoverage, coverage
from saferplace.evidence.queries.force_quality import EqualRows, ForceQuality, force_quality
from saferplace.evidence.queries.held import MonthsHeld
from saferplace.evidence.queries.points import Point, Points, recorded_crime_at_points
from saferplace.evidence.queries.points_redrawn import PointsCompared, points_compared
from saferplace.evidence.queries.recompute import CannotRecompute, recompute
from saferplace.evidence.queries.rows import Place, RowsPage, recorded_crime_rows
from saferplace.evidence.queries.street import NothingLoaded
from saferplace.evidence.queries.without_location import RowsWithoutLocation, rows_without_location

__all__ = [
    "CannotRecompute",
    "Coverage",
    "EqualRows",
    "FiguresCompared",
    "ForceCoverage",
    "ForceQuality",
    "MonthlyCounts",
    "MonthlyCountsByType",
    "MonthsHeld",
    "NothingLoaded",
    "Place",
    "PlaceCount",
    "PlaceCounts",
    "Point",
    "Points",
    "PointsCompared",
    "RowsPage",
    "RowsWithoutLocation",
    "coverage",
    "figures_compared",
    "force_quality",
    "indicators_held",
    "names_without_code",
    "points_compared",
    "recompute",
    "recorded_crime_at_points",
    "recorded_crime_by_lsoa",
    "recorded_crime_by_month",
    "recorded_crime_by_type_and_month",
    "recorded_crime_by_ward",
    "recorded_crime_rows",
    "rows_without_location",
]
