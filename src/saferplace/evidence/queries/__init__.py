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
from saferplace.evidence.queries.country import (
    CountryCounts,
    LsoaCount,
    Partnership,
    TopLsoas,
    recorded_crime_by_partnership_and_type,
    top_lsoas,
)
from saferplace.evidence.queries.coverage import Coverage, ForceCoverage, coverage
from saferplace.evidence.queries.crime_outcomes import CrimeOutcomes, OutcomeRates, outcome_rates
from saferplace.evidence.queries.figures import ReportedFigure, ReportedFigures, figures_of
from saferplace.evidence.queries.force_quality import EqualRows, ForceQuality, force_quality
from saferplace.evidence.queries.held import MonthsHeld
from saferplace.evidence.queries.lsoas_by_month import LsoaMonths, recorded_crime_by_lsoa_and_month
from saferplace.evidence.queries.offences import Offence, OffenceCounts, OffenceWeights, offence_counts, offence_weights
from saferplace.evidence.queries.outcomes_reached import OutcomesOfMonth, OutcomesReached, outcomes_reached
from saferplace.evidence.queries.points import Point, Points, recorded_crime_at_points
from saferplace.evidence.queries.points_by_month import PointMonths, recorded_crime_at_points_by_month
from saferplace.evidence.queries.points_by_type import PointTypes, recorded_crime_at_points_by_type
from saferplace.evidence.queries.points_redrawn import PointsCompared, points_compared
from saferplace.evidence.queries.recompute import CannotRecompute, recompute
from saferplace.evidence.queries.record_events import RecordEvents, record_events
from saferplace.evidence.queries.record_hours import RecordHours, record_hours
from saferplace.evidence.queries.record_rows import record_rows
from saferplace.evidence.queries.records_at_points import RecordPoint, RecordPoints, records_at_points
from saferplace.evidence.queries.records_by_month import RecordCounts, records_by_month
from saferplace.evidence.queries.records_by_place import RecordPlaces, records_by_lsoa, records_by_ward
from saferplace.evidence.queries.records_held import RecordMonths
from saferplace.evidence.queries.records_withheld import WithheldWards, records_withheld_by_ward
from saferplace.evidence.queries.restatement import Restatement, restatement
from saferplace.evidence.queries.rows import Place, RowsPage, recorded_crime_rows
from saferplace.evidence.queries.searches import SearchColumn, Searches, searches
from saferplace.evidence.queries.street import NothingLoaded
from saferplace.evidence.queries.wards_by_type_and_month import WardTypeMonths, recorded_crime_by_ward_type_and_month
from saferplace.evidence.queries.without_location import RowsWithoutLocation, rows_without_location

__all__ = [
    "CannotRecompute",
    "CountryCounts",
    "Coverage",
    "CrimeOutcomes",
    "EqualRows",
    "FiguresCompared",
    "ForceCoverage",
    "ForceQuality",
    "LsoaCount",
    "LsoaMonths",
    "MonthlyCounts",
    "MonthlyCountsByType",
    "MonthsHeld",
    "NothingLoaded",
    "Offence",
    "OffenceCounts",
    "OffenceWeights",
    "OutcomeRates",
    "OutcomesOfMonth",
    "OutcomesReached",
    "Partnership",
    "Place",
    "PlaceCount",
    "PlaceCounts",
    "Point",
    "PointMonths",
    "PointTypes",
    "Points",
    "PointsCompared",
    "RecordCounts",
    "RecordEvents",
    "RecordHours",
    "RecordMonths",
    "RecordPlaces",
    "RecordPoint",
    "RecordPoints",
    "ReportedFigure",
    "ReportedFigures",
    "Restatement",
    "RowsPage",
    "RowsWithoutLocation",
    "SearchColumn",
    "Searches",
    "TopLsoas",
    "WardTypeMonths",
    "WithheldWards",
    "coverage",
    "figures_compared",
    "figures_of",
    "force_quality",
    "indicators_held",
    "names_without_code",
    "offence_counts",
    "offence_weights",
    "outcome_rates",
    "outcomes_reached",
    "points_compared",
    "recompute",
    "record_events",
    "record_hours",
    "record_rows",
    "recorded_crime_at_points",
    "recorded_crime_at_points_by_month",
    "recorded_crime_at_points_by_type",
    "recorded_crime_by_lsoa",
    "recorded_crime_by_lsoa_and_month",
    "recorded_crime_by_month",
    "recorded_crime_by_partnership_and_type",
    "recorded_crime_by_type_and_month",
    "recorded_crime_by_ward",
    "recorded_crime_by_ward_type_and_month",
    "recorded_crime_rows",
    "records_at_points",
    "records_by_lsoa",
    "records_by_month",
    "records_by_ward",
    "records_withheld_by_ward",
    "restatement",
    "rows_without_location",
    "searches",
    "top_lsoas",
]
