"""Counts by place and month for analyses: nothing that was sent is lost on the way, and no data is no nought."""

from __future__ import annotations

from pathlib import Path

import pytest

from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area, find_area
from saferplace.evidence.reference import reference_table
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.placed import placed_in_areas, placed_points
from saferplace.intelligence.analyses.question import LayerQuestion
from tests.partner_records import COUNCIL, FLY_TIPPING, NOW, ONE_WARD, OTHER_WARD, record, send

JUNE = Period(Month(2026, 6), Month(2026, 6))
DACORUM = find_area("E07000096")


@pytest.fixture
def fly_tipping(tmp_path: Path) -> EvidenceStore:
    store = EvidenceStore(tmp_path).of_partnership("dacorum")
    only_month = {"occurred_on": None, "occurred_from": None, "occurred_to": None, "time_precision": "month"}
    here = {"easting": 507000, "northing": 207000}  # an import keeps both kinds of coordinates
    june = [
        record("2026-06", ONE_WARD, number=3, **here),
        record("2026-06", ONE_WARD, number=2, **here, **only_month),
        record("2026-06", OTHER_WARD, **here),
        record("2026-06", OTHER_WARD, longitude=None, latitude=None),
    ]
    send(store, FLY_TIPPING, {(COUNCIL, "2026-06"): june})
    return store


def asked(store: EvidenceStore, area: Area = DACORUM, period: Period = JUNE) -> LayerQuestion:
    return LayerQuestion(store, area, period, NOW, source=FLY_TIPPING)


def test_records_of_which_only_the_month_is_known_are_counted_in_it(fly_tipping: EvidenceStore) -> None:
    areas = placed_in_areas(asked(fly_tipping))
    assert dict(zip(areas.codes, areas.counts.sum(axis=1).tolist(), strict=True))[ONE_WARD] == 5
    assert areas.counts.sum() == 7
    points = placed_points(asked(fly_tipping))
    assert points.counts.sum() == 6
    assert "1 more of the area carry no point and are not in this." in points.caveats


def test_a_ward_has_its_own_small_areas_and_no_noughts_of_others(fly_tipping: EvidenceStore) -> None:
    whole = placed_in_areas(asked(fly_tipping))
    ward = next(name for code, name in zip(whole.codes, whole.names, strict=True) if code == ONE_WARD)
    lsoas = reference_table("lsoas")
    area = find_area(lsoas.filter(lsoas["lsoa_code"] == ONE_WARD)["ward_code"][0])
    inside = placed_in_areas(asked(fly_tipping, area))
    assert ONE_WARD in inside.codes and OTHER_WARD not in inside.codes
    assert len(inside.codes) < len(whole.codes)
    assert all(area.name in name for name in inside.names) and area.name in ward
    assert inside.counts.sum() == 5


def test_months_that_nobody_sent_are_no_data_and_not_nought(fly_tipping: EvidenceStore) -> None:
    never = asked(fly_tipping, period=Period(Month(2019, 1), Month(2019, 3)))
    for ask in (placed_points, placed_in_areas):
        with pytest.raises(ValueError, match="January to March 2019 can be counted in Dacorum: that is no data"):
            ask(never)
