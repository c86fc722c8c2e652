"""Small areas and points by month: the same rows as the plain counts, laid out for statistics."""

from __future__ import annotations

import numpy as np

from saferplace.analysis.missing import Known
from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area
from saferplace.evidence.queries import (
    recompute,
    recorded_crime_at_points,
    recorded_crime_at_points_by_month,
    recorded_crime_at_points_by_type,
    recorded_crime_by_lsoa,
    recorded_crime_by_lsoa_and_month,
    recorded_crime_by_month,
    recorded_crime_by_type_and_month,
    recorded_crime_by_ward,
    recorded_crime_by_ward_type_and_month,
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


def test_points_by_type_are_the_points_by_month_told_apart_by_type(hertfordshire: EvidenceStore, dacorum: Area) -> None:
    asked = {"area": dacorum, "period": YEAR, "at": NOW}
    by_type = recorded_crime_at_points_by_type(hertfordshire, crime_types=None, **asked)
    by_month = recorded_crime_at_points_by_month(hertfordshire, crime_types=None, **asked)
    assert (by_type.longitude == by_month.longitude).all() and (by_type.latitude == by_month.latitude).all()
    assert (by_type.counts.sum(axis=1) == by_month.counts.sum(axis=1)).all()
    burglary = recorded_crime_at_points_by_month(hertfordshire, crime_types=BURGLARY, **asked)
    assert by_type.counts[:, by_type.crime_types.index("Burglary")].sum() == burglary.counts.sum()


def test_a_year_of_wards_and_types_adds_up_both_ways(hertfordshire: EvidenceStore, dacorum: Area) -> None:
    asked = {"area": dacorum, "crime_types": None, "period": YEAR, "at": NOW}
    panel = recorded_crime_by_ward_type_and_month(hertfordshire, **asked)
    by_ward = recorded_crime_by_ward(hertfordshire, **asked)
    assert dict(zip(panel.codes, panel.counts.sum(axis=(1, 2)), strict=True)) == {
        place.code: place.count for place in by_ward.places
    }
    assert int(panel.not_certain.sum()) == by_ward.not_certain
    by_type = recorded_crime_by_type_and_month(hertfordshire, **asked).counts
    assert set(panel.crime_types) == set(by_type)
    whole = panel.counts.sum(axis=0) + panel.not_certain
    for row, crime_type in enumerate(panel.crime_types):
        known = [figure.value for figure in by_type[crime_type].values() if isinstance(figure, Known)]
        assert whole[row][panel.is_known[row]].sum() == sum(known)


def test_panels_are_computed_again_from_their_receipts(hertfordshire: EvidenceStore, dacorum: Area) -> None:
    asked = {"area": dacorum, "crime_types": None, "period": YEAR, "at": NOW}
    questions = (
        recorded_crime_by_lsoa_and_month, recorded_crime_at_points_by_month, recorded_crime_at_points_by_type,
        recorded_crime_by_ward_type_and_month
    )  # fmt: skip
    for question in questions:
        receipt = question(hertfordshire, **asked).receipt
        assert recompute(hertfordshire, receipt) == receipt
