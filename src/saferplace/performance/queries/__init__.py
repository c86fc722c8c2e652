"""Reads: what the scorecard, a measure's page, its downloads and the command line all show."""

from saferplace.performance.queries.measure_page import MeasurePage, Row, measure_page
from saferplace.performance.queries.reading import MeasureReading
from saferplace.performance.queries.scorecard import Scorecard, public_scorecard, scorecard, whole_scorecard

__all__ = [
    "MeasurePage",
    "MeasureReading",
    "Row",
    "Scorecard",
    "measure_page",
    "public_scorecard",
    "scorecard",
    "whole_scorecard",
]
