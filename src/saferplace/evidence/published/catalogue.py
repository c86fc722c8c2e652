"""Every layout that is known, and the data sets that they fill."""

from __future__ import annotations

from saferplace.evidence.published import (
    crime_csp,
    crime_weights,
    csp_indicators,
    deprivation,
    district_months,
    fly_tipping,
    lsoa_facts,
    outcomes_force,
    population,
    similar_areas,
)
from saferplace.evidence.published.layout import Layout
from saferplace.evidence.sources.source import Source

LAYOUTS: tuple[Layout, ...] = (
    fly_tipping.LAYOUT,
    crime_csp.LAYOUT,
    outcomes_force.LAYOUT,
    csp_indicators.LAYOUT,
    district_months.LAYOUT,
    population.LAYOUT_2021,
    population.LAYOUT_2011,
    lsoa_facts.LAYOUT_HOUSEHOLDS,
    lsoa_facts.LAYOUT_RURAL_URBAN,
    deprivation.LAYOUT,
    crime_weights.LAYOUT,
    similar_areas.LAYOUT,
)
PUBLISHED: tuple[Source, ...] = tuple(layout.source for layout in LAYOUTS)
