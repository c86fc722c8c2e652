"""Zones of raised risk, and who lies in them."""

from __future__ import annotations

import numpy as np
import pytest

from saferplace.analysis.near_repeat import RaisedRisk, active_zones, zones_over

RISK = RaisedRisk((0, 2), (1, 2), within_m=200, within_days=14, observed=90, expected=50)


def test_a_zone_stands_from_its_event_to_its_last_day() -> None:
    east, north, days = np.zeros(4), np.array([0.0, 5000, 9000, 12000]), np.array([86, 85, 100, 101])
    zones = active_zones(RISK, east, north, days, today=100)
    assert [(zone.origin, zone.since_day, zone.until_day) for zone in zones] == [(2, 100, 114), (0, 86, 100)]


def test_the_busiest_zone_comes_first() -> None:
    east, north = np.array([0.0, 1000, 1150, 1300]), np.zeros(4)
    zones = active_zones(RISK, east, north, np.array([9, 5, 3, 4]), today=10)
    assert [(zone.origin, zone.others_inside) for zone in zones] == [(2, 2), (1, 1), (3, 1), (0, 0)]


def test_places_count_the_zones_that_they_lie_in_edge_included() -> None:
    zones = active_zones(RISK, np.array([0.0, 300]), np.zeros(2), np.array([1, 2]), today=3)
    assert zones_over(zones, np.array([200.0, 150, -201]), np.zeros(3)).tolist() == [2, 2, 0]
    assert zones_over((), np.array([1.0]), np.zeros(1)).tolist() == [0]
    assert zones_over(zones, np.empty(0), np.empty(0)).size == 0


def test_nothing_recent_leaves_no_zone_and_missing_places_are_refused() -> None:
    assert active_zones(RISK, np.zeros(1), np.zeros(1), np.array([1]), today=100) == ()
    with pytest.raises(ValueError, match="without coordinates"):
        active_zones(RISK, np.array([np.nan]), np.zeros(1), np.array([1]), today=1)
