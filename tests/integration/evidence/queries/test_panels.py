"""Small areas and points by month: the same rows as the plain counts, laid out for statistics."""

from __future__ import annotations

import numpy as np

from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area
from saferplace.evidence.queries import (
    recompute,
    recorded_crime_at_points,
    recorded_crime_at_points_by_month,
    recorded_crime_by_lsoa,
    recorded_crime_by_lsoa_and_month,
    recorded_crime_by_month,
)
from saferplace.evidence.store import EvidenceStore
from tests.integration.evidence.queries.conftest import NOW

BURGLARY = frozenset({"Burglary"})
YEAR = Period.year(2021)


def test_a_year_of_small_areas_adds_up_to_the_area_and_to_each_month(
    hertfordshire: EvidenceStore, dacorum: Area
) -> None:
    asked = {"area": dacorum, "crime_types": BURGLARY, "period": YEAR, "at": NOW}
    panel = recorded_crime_by_lsoa_and_month(hertfordshire, **asked)
    places = {place.code: place.count for place in recorded_crime_by_lsoa(hertfordshire, **asked).places}
    months = recorded_crime_by_month(hertfordshire, **asked).counts
    assert dict(zip(panel.codes, panel.counts.sum(axis=1), strict=True)) == places | dict.fromkeys(
        set(panel.codes) - set(places), 0
    )
    assert [panel.counts[:, n].sum() for n in range(12)] == [months[month].value for month in panel.months]
    assert len(panel.codes) == 94  # all of Dacorum's LSOAs of 2011, with or without a burglary
    assert not panel.is_joined


def test_years_of_both_editions_are_counted_on_ground_that_both_share(
    hertfordshire: EvidenceStore, dacorum: Area
) -> None:
    both = Period(Month(2021, 1), Month(2025, 6))
    panel = recorded_crime_by_lsoa_and_month(hertfordshire, area=dacorum, crime_types=None, period=both, at=NOW)
    assert panel.is_joined
    assert len(panel.codes) == 94  # the one LSOA that was split into three counts as one
    assert "E01023398" in panel.codes and "E01035562" not in panel.codes
    assert Month(2023, 6) not in panel.months and Month(2023, 6) in panel.held.not_held
    row = panel.codes.index("E01023398")
    assert panel.counts[row, panel.months.index(Month(2021, 5))] > 0
    assert panel.counts[row, panel.months.index(Month(2025, 5))] > 0


def test_points_by_month_are_the_points_of_the_map(hertfordshire: EvidenceStore, dacorum: Area) -> None:
    asked = {"area": dacorum, "crime_types": BURGLARY, "period": YEAR, "at": NOW}
    panel = recorded_crime_at_points_by_month(hertfordshire, **asked)
    on_the_map: dict[tuple[float, float], int] = {}
    for point in recorded_crime_at_points(hertfordshire, **asked).points:
        place = (point.longitude, point.latitude)
        on_the_map[place] = on_the_map.get(place, 0) + point.total
    counted = zip(panel.longitude, panel.latitude, panel.counts.sum(axis=1), strict=True)
    assert {(x, y): n for x, y, n in counted} == on_the_map
    assert np.isfinite(panel.longitude).all()
    assert all(name for name in panel.names)


def test_panels_are_computed_again_from_their_receipts(hertfordshire: EvidenceStore, dacorum: Area) -> None:
    asked = {"area": dacorum, "crime_types": None, "period": YEAR, "at": NOW}
    for question in (recorded_crime_by_lsoa_and_month, recorded_crime_at_points_by_month):
        receipt = question(hertfordshire, **asked).receipt
        assert recompute(hertfordshire, receipt) == receipt
