"""Every analysis that the product offers. A line here puts it on the map, or in the navigation, and under `verify`."""

from __future__ import annotations

from saferplace.intelligence.analyses.did_it_work import DID_IT_WORK
from saferplace.intelligence.analyses.map_analysis import MapAnalysis
from saferplace.intelligence.analyses.page_analysis import PageAnalysis
from saferplace.intelligence.analyses.small_areas import SMALL_AREAS
from saferplace.intelligence.analyses.ward_table import WARD_TABLE

MAP_ANALYSES: tuple[MapAnalysis, ...] = (
    SMALL_AREAS,
)  # fmt: skip

PAGE_ANALYSES: tuple[PageAnalysis, ...] = (
    DID_IT_WORK,
    WARD_TABLE,
)  # fmt: skip


def map_analysis(key: str) -> MapAnalysis:
    """Raises KeyError for one that there is not."""
    return {analysis.key: analysis for analysis in MAP_ANALYSES}[key]


def methods_in_words() -> dict[str, str]:
    """Every receipt's method that an analysis has, in words."""
    found = {analysis.method: analysis.in_words for analysis in MAP_ANALYSES}
    for page in PAGE_ANALYSES:
        found |= page.methods
    return found
