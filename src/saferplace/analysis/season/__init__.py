"""Season and trend of monthly counts: STL where months follow one another, regression where years have gaps."""

from saferplace.analysis.season.pattern import MONTHS_NEED, SeasonalPattern, enough_months, seasonal_pattern
from saferplace.analysis.season.stl import Decomposition, Scale, decompose
from saferplace.analysis.season.trend import Direction, Trend, trend

__all__ = [
    "MONTHS_NEED",
    "Decomposition",
    "Direction",
    "Scale",
    "SeasonalPattern",
    "Trend",
    "decompose",
    "enough_months",
    "seasonal_pattern",
    "trend",
]
