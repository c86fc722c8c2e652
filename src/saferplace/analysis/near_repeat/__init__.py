"""Near repeats: the Knox test by bands of distance and time, and who is in raised risk now."""

from saferplace.analysis.near_repeat.bands import (
    DistanceBands,
    TimeBands,
    distance_bands,
    time_bands,
    time_bands_after_the_same_day,
)
from saferplace.analysis.near_repeat.knox import knox_test
from saferplace.analysis.near_repeat.matrix import LEAST_PAIRS, LEVEL, KnoxCell, KnoxMatrix, RaisedRisk
from saferplace.analysis.near_repeat.pairs import NearPairs, pairs_along_streets, pairs_in_straight_line
from saferplace.analysis.near_repeat.zones import Zone, active_zones, zones_over

__all__ = [
    "LEAST_PAIRS",
    "LEVEL",
    "DistanceBands",
    "KnoxCell",
    "KnoxMatrix",
    "NearPairs",
    "RaisedRisk",
    "TimeBands",
    "Zone",
    "active_zones",
    "distance_bands",
    "knox_test",
    "pairs_along_streets",
    "pairs_in_straight_line",
    "time_bands",
    "time_bands_after_the_same_day",
    "zones_over",
]
