"""What each way of forecasting places gives in cases that can be worked out by hand."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from saferplace.analysis.months import Month
from saferplace.analysis.prospective import (
    CalendarMonths,
    CannotForecast,
    EqualSpans,
    FadingCounts,
    History,
    Kernel,
    KernelDensity,
    Places,
    ProspectiveHotspots,
    SamePeriodLastYear,
    SpaceTimeRegression,
    dated_events,
    history_of_events,
)
from saferplace.analysis.prospective.spreading import spread
from tests.unit.analysis.prospective.crimes import months_of_counts

TWO = Places(np.array([0.0, 5000.0]), np.zeros(2), np.ones(2))


def nearest(east: np.ndarray, north: np.ndarray) -> np.ndarray:
    """Which of the two; far away, neither."""
    return np.where(east < 2500, 0, np.where(east < 9000, 1, -1))


def test_an_event_next_to_a_place_yesterday_outweighs_several_two_weeks_ago() -> None:
    events = dated_events(np.array([99, 85, 85]), np.array([10.0, 5010, 5010]), np.zeros(3))
    history = history_of_events(events, TWO, EqualSpans(0, 10), np.arange(10), nearest)
    assert ProspectiveHotspots().scores(history, 10) == pytest.approx([1.0, 2 / 3])
    with pytest.raises(CannotForecast, match="within 60 days"):
        ProspectiveHotspots().scores(history, 40)


def test_counts_fade_by_half_with_each_half_life() -> None:
    history = History(TWO, CalendarMonths(), np.array([10, 16]), np.array([[1.0, 0], [0, 1]]))
    assert FadingCounts(half_life=6).scores(history, 17) == pytest.approx([1 / 3, 2 / 3])


def test_a_place_with_a_season_is_expected_in_its_season() -> None:
    months = np.arange(2022 * 12, 2024 * 12)
    summer, steady = np.isin(months % 12, [5, 6, 7]) * 3.0, np.ones(24)
    history = History(TWO, CalendarMonths(), months, np.array([summer, steady]))
    july, january = 2024 * 12 + 6, 2024 * 12
    season = SpaceTimeRegression()
    assert season.scores(history, july)[0] > season.scores(history, july)[1]
    assert season.scores(history, january)[0] < season.scores(history, january)[1]
    assert SamePeriodLastYear().scores(history, july).tolist() == [3, 1]


@pytest.mark.parametrize("kernel", [Kernel.GAUSSIAN, Kernel.QUARTIC])
def test_a_density_holds_as_much_crime_as_was_recorded(kernel: Kernel) -> None:
    history = months_of_counts()
    east, north = np.meshgrid(np.arange(-2000, 6000, 50.0), np.arange(-2000, 6000, 50.0))
    weight = history.counts.sum(axis=1)
    found = spread(east.ravel(), north.ravel(), history.places.east, history.places.north, weight, kernel=kernel,
                   width_m=300)  # fmt: skip
    assert found.sum() * 50**2 == pytest.approx(weight.sum(), rel=2e-3)


def test_moving_everything_moves_nothing_in_the_order() -> None:
    history = months_of_counts()
    moved = Places(history.places.east + 510_000, history.places.north + 210_000, history.places.area_km2)
    for method in (KernelDensity(), SpaceTimeRegression()):
        there = method.scores(History(moved, history.calendar, history.periods, history.counts), 2024 * 12 + 6)
        assert there == pytest.approx(method.scores(history, 2024 * 12 + 6))


def test_events_are_counted_in_their_month_and_outside_none() -> None:
    days = [(dt.date(*day) - dt.date(1970, 1, 1)).days for day in ((2024, 2, 29), (2024, 3, 1), (2024, 5, 1))]
    events = dated_events(np.array(days), np.array([0.0, 5000, 5000]), np.zeros(3))
    calendar = CalendarMonths()
    months = np.array([calendar.number(Month(2024, 2)), calendar.number(Month(2024, 3))])
    found = history_of_events(events, TWO, calendar, months, nearest)
    assert found.counts.tolist() == [[1, 0], [0, 1]]
    assert found.events is not None and len(found.events.day) == 2


def test_wrong_input_is_refused_in_a_sentence() -> None:
    one = np.zeros(1)
    with pytest.raises(ValueError, match="no places"):
        Places(np.zeros(0), np.zeros(0), np.zeros(0))
    with pytest.raises(ValueError, match="without coordinates"):
        Places(np.array([np.nan]), one, np.ones(1))
    with pytest.raises(ValueError, match="area of each place"):
        Places(one, one, one)
    with pytest.raises(ValueError, match="order of time"):
        History(TWO, CalendarMonths(), np.array([2, 2]), np.ones((2, 2)))
    with pytest.raises(ValueError, match="a line for each place"):
        History(TWO, CalendarMonths(), np.array([2, 3]), np.ones((3, 2)))
    with pytest.raises(ValueError, match="bandwidth"):
        KernelDensity(bandwidth_m=0).scores(months_of_counts(), 2024 * 12)
    with pytest.raises(ValueError, match="event without coordinates"):
        dated_events(np.array([1]), np.array([np.nan]), one)


def test_one_place_and_crimes_all_in_the_same_place_give_a_result() -> None:
    alone = Places(np.array([5.0]), np.array([7.0]), np.ones(1))
    history = History(alone, CalendarMonths(), np.arange(5), np.full((1, 5), 4.0))
    for method in (FadingCounts(), KernelDensity(), SpaceTimeRegression()):
        assert method.scores(history, 5)[0] > 0


def test_weeks_are_numbered_by_their_days() -> None:
    weeks = EqualSpans(origin=100, days=7)
    assert (weeks.first_day(2), weeks.in_a_year) == (114, 52)
    assert np.diff([weeks.first_day(week) for week in range(4)]).tolist() == [7, 7, 7]
