"""Places over time: when a place is hot, whether it gets hotter, and what kind of history that makes."""

from saferplace.analysis.persistence.histories import Histories, History, Rules, histories, histories_of_snap_points
from saferplace.analysis.persistence.hot_periods import hot_by_chance, hot_by_p_value, hot_by_share, hot_by_z_score
from saferplace.analysis.persistence.mann_kendall import Trends, mann_kendall

__all__ = [
    "Histories",
    "History",
    "Rules",
    "Trends",
    "histories",
    "histories_of_snap_points",
    "hot_by_chance",
    "hot_by_p_value",
    "hot_by_share",
    "hot_by_z_score",
    "mann_kendall",
]
