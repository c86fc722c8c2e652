"""Every analysis that the product offers. A line here puts it on the map, or in the navigation, and under `verify`."""

from __future__ import annotations

from saferplace.intelligence.analyses.among_areas import AMONG_AREAS
from saferplace.intelligence.analyses.changes import CHANGE
from saferplace.intelligence.analyses.clusters import CLUSTERS
from saferplace.intelligence.analyses.command_analysis import CommandAnalysis
from saferplace.intelligence.analyses.concentration import CONCENTRATION
from saferplace.intelligence.analyses.density import DENSITY
from saferplace.intelligence.analyses.density_change import DENSITY_CHANGE
from saferplace.intelligence.analyses.did_it_work import DID_IT_WORK
from saferplace.intelligence.analyses.groups_of_points import GROUPS_OF_POINTS
from saferplace.intelligence.analyses.harm import HARM
from saferplace.intelligence.analyses.map_analysis import MapAnalysis
from saferplace.intelligence.analyses.near_features import NEAR_FEATURES
from saferplace.intelligence.analyses.near_repeats import NEAR_REPEATS
from saferplace.intelligence.analyses.next_month import NEXT_MONTH
from saferplace.intelligence.analyses.next_month_page import NEXT_MONTH_PAGE
from saferplace.intelligence.analyses.page_analysis import PageAnalysis
from saferplace.intelligence.analyses.persistent_places import PERSISTENT_PLACES
from saferplace.intelligence.analyses.small_areas import SMALL_AREAS
from saferplace.intelligence.analyses.stands_out import STANDS_OUT
from saferplace.intelligence.analyses.times import TIMES
from saferplace.intelligence.analyses.trend import TREND
from saferplace.intelligence.analyses.ward_table import WARD_TABLE

MAP_ANALYSES: tuple[MapAnalysis, ...] = (
    SMALL_AREAS,
    DENSITY,
    DENSITY_CHANGE,
    CLUSTERS,
    PERSISTENT_PLACES,
    GROUPS_OF_POINTS,
    NEXT_MONTH,
)  # fmt: skip

PAGE_ANALYSES: tuple[PageAnalysis, ...] = (
    STANDS_OUT,
    CHANGE,
    TREND,
    TIMES,
    CONCENTRATION,
    NEXT_MONTH_PAGE,
    NEAR_REPEATS,
    HARM,
    AMONG_AREAS,
    DID_IT_WORK,
    WARD_TABLE,
)  # fmt: skip


COMMAND_ANALYSES: tuple[CommandAnalysis, ...] = (
    NEAR_FEATURES,
)  # fmt: skip


# Whatever is not on the map.
OTHER_ANALYSES: tuple[PageAnalysis | CommandAnalysis, ...] = (*PAGE_ANALYSES, *COMMAND_ANALYSES)


def map_analysis(key: str) -> MapAnalysis:
    """Raises KeyError for one that there is not."""
    return {analysis.key: analysis for analysis in MAP_ANALYSES}[key]


def methods_in_words() -> dict[str, str]:
    """Every receipt's method that an analysis has, in words."""
    found = {analysis.method: analysis.in_words for analysis in MAP_ANALYSES}
    for other in OTHER_ANALYSES:
        found |= other.methods
    return found
