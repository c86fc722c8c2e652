"""The Knox test: counts, properties, degenerate input."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferplace.analysis.near_repeat import (
    DistanceBands,
    KnoxMatrix,
    TimeBands,
    distance_bands,
    knox_test,
    pairs_along_streets,
    pairs_in_straight_line,
    time_bands,
    time_bands_after_the_same_day,
)

Floats = npt.NDArray[np.float64]
RINGS, WEEKS = distance_bands(100, 3), time_bands(7, 3)


def scattered(seed: int, events: int = 200, side: float = 1500) -> tuple[Floats, Floats, npt.NDArray[np.int64]]:
    chance = np.random.default_rng(seed)
    east, north = chance.uniform(0, side, (2, events)).round(1)
    east[:20], north[:20] = east[20:40], north[20:40]  # some doors twice
    return east, north, chance.integers(0, 120, events)


def by_brute_force(east: Floats, north: Floats, days: npt.NDArray[np.int64], metric: int) -> npt.NDArray[np.int64]:
    i, j = np.triu_indices(east.size, 1)
    apart = np.abs(np.stack([east[i] - east[j], north[i] - north[j]])) ** metric
    distance = apart.sum(axis=0) ** (1 / metric)
    ring = np.searchsorted(np.array(RINGS.upper_m) + 0.0005, distance)
    time = np.searchsorted(WEEKS.upper_days, np.abs(days[i] - days[j]))
    counts = np.zeros((5, 4), dtype=np.int64)
    np.add.at(counts, (ring, time), 1)
    return counts[:4, :3]


def observed(matrix: KnoxMatrix) -> npt.NDArray[np.int64]:
    return np.array([cell.observed for cell in matrix.cells]).reshape(4, 3)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_pairs_are_those_of_a_look_at_every_pair(seed: int) -> None:
    east, north, days = scattered(seed)
    straight = knox_test(pairs_in_straight_line(east, north, RINGS), days, WEEKS, permutations=19, seed=1)
    streets = knox_test(pairs_along_streets(east, north, RINGS), days, WEEKS, permutations=19, seed=1)
    assert (observed(straight) == by_brute_force(east, north, days, 2)).all()
    assert (observed(streets) == by_brute_force(east, north, days, 1)).all()


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(-500, 500), st.integers(-3000, 3000))
def test_moving_everything_in_space_and_time_changes_nothing(seed: int, metres: int, later: int) -> None:
    east, north, days = scattered(seed, 80)
    here = knox_test(pairs_in_straight_line(east, north, RINGS), days, WEEKS, permutations=39, seed=3)
    there = knox_test(
        pairs_in_straight_line(east + metres, north - metres, RINGS), days + later, WEEKS, permutations=39, seed=3
    )
    assert here.cells == there.cells


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_of_the_rows_changes_nothing_not_even_p(seed: int) -> None:
    east, north, days = scattered(seed, 80)
    shuffled = np.random.default_rng(seed).permutation(80)
    one = knox_test(pairs_in_straight_line(east, north, RINGS), days, WEEKS, permutations=39, seed=3)
    other = knox_test(
        pairs_in_straight_line(east[shuffled], north[shuffled], RINGS), days[shuffled], WEEKS, permutations=39, seed=3
    )
    assert one.cells == other.cells


def test_any_number_of_processors_gives_one_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    east, north, days = scattered(5, 5000, side=6000)
    found = []
    for processors in (1, 2, 7):
        monkeypatch.setattr("saferplace.analysis.processors._processors", lambda count=processors: count)
        found.append(knox_test(pairs_in_straight_line(east, north, RINGS), days, WEEKS, permutations=99, seed=3))
    assert found[0] == found[1] == found[2]


def test_several_threads_may_ask_at_once() -> None:
    """A web server answers requests in threads."""
    east, north, days = scattered(5, 3000, side=5000)

    def ask(seed: int) -> KnoxMatrix:
        return knox_test(pairs_in_straight_line(east, north, RINGS), days, WEEKS, permutations=99, seed=seed)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(8))) == [ask(seed) for seed in range(8)]


def test_more_deals_begin_with_the_same_deals_and_another_seed_with_others() -> None:
    east, north, days = scattered(5)
    pairs = pairs_in_straight_line(east, north, RINGS)
    expected = [knox_test(pairs, days, WEEKS, permutations=99, seed=seed).cells[4].expected for seed in (3, 3, 4)]
    assert expected[0] == expected[1] != expected[2]


def test_what_chance_brings_is_what_arithmetic_says() -> None:
    """Under re-dating, a band expects its near pairs times the share of all pairs so close in time."""
    east, north, days = scattered(8, 400)
    matrix = knox_test(pairs_in_straight_line(east, north, RINGS), days, WEEKS, permutations=1999, seed=2)
    i, j = np.triu_indices(400, 1)
    share = np.bincount(np.searchsorted(WEEKS.upper_days, np.abs(days[i] - days[j])), minlength=4)[:3] / i.size
    near = by_brute_force(east, north, np.zeros(400, dtype=np.int64), 2)[:, 0]
    for cell in matrix.cells:
        by_arithmetic = near[cell.ring] * share[cell.time]
        assert cell.expected == pytest.approx(by_arithmetic, rel=0.03, abs=0.2)


def test_a_distance_at_the_end_of_a_band_is_in_it_whatever_binary_makes_of_it() -> None:
    east, north = np.array([351048.6, 351148.6]), np.array([0.1, 0.1])
    matrix = knox_test(pairs_in_straight_line(east, north, RINGS), [0, 7], WEEKS, permutations=19, seed=1)
    assert [cell.observed for cell in matrix.cells] == [0, 0, 0, 1] + [0] * 8
    assert matrix.distances.labels[1] == "1 to 100 m"
    assert matrix.times.labels[0] == "0 to 7 days"


def planted(seed: int, repeats: int) -> tuple[Floats, Floats, npt.NDArray[np.int64]]:
    """Events spread over town and year; some are followed within 80 m and a week."""
    chance = np.random.default_rng(seed)
    east, north = chance.uniform(0, 8000, (2, 900))
    days = chance.integers(0, 365, 900)
    origin = chance.integers(0, 900, repeats)
    angle, far = chance.uniform(0, 2 * np.pi, repeats), chance.uniform(5, 80, repeats)
    return (
        np.concatenate([east, east[origin] + far * np.cos(angle)]),
        np.concatenate([north, north[origin] + far * np.sin(angle)]),
        np.concatenate([days, days[origin] + chance.integers(1, 7, repeats)]),
    )


def test_a_planted_effect_is_found_where_it_was_planted() -> None:
    east, north, days = planted(1, 60)
    times = time_bands_after_the_same_day(7, 4)
    matrix = knox_test(pairs_in_straight_line(east, north, distance_bands(100, 4)), days, times, seed=1)
    risk = matrix.raised()
    assert risk is not None
    assert (risk.within_m, risk.within_days, risk.times) == (100, 7, (1, 1))
    assert matrix.in_words("burglary").startswith("After one burglary, another within 100 m and 7 days is ")


def test_hot_spots_and_a_season_without_near_repeats_raise_a_false_alarm_no_more_than_one_time_in_twenty() -> None:
    alarms = 0
    for seed in range(200):
        chance = np.random.default_rng(seed)
        east, north = chance.normal(0, 400, (2, 150)) + chance.integers(0, 3, 150) * 3000
        days = (chance.beta(2, 4, 150) * 365).astype(np.int64)
        pairs = pairs_in_straight_line(east, north, RINGS)
        matrix = knox_test(pairs, days, WEEKS, permutations=99, seed=seed)
        alarms += any(cell.p_adjusted <= 0.05 for cell in matrix.cells)
    assert 2 <= alarms <= 19  # binomial(200, 0.05): both ends less likely than one in a hundred


def test_two_events_on_one_day_carry_no_warning() -> None:
    chance = np.random.default_rng(4)
    east, north = chance.uniform(0, 5000, (2, 300))
    days = chance.integers(0, 365, 300)
    twice = (np.tile(east, 2), np.tile(north, 2) + np.repeat([0, 30], 300), np.tile(days, 2))
    pairs = pairs_in_straight_line(twice[0], twice[1], RINGS)
    matrix = knox_test(pairs, twice[2], time_bands_after_the_same_day(7, 3), permutations=99, seed=1)
    assert matrix.cell(1, 0).is_raised
    assert matrix.raised() is None
    assert matrix.in_words().startswith("No sign of near repeats among 600 events")


def test_nobody_near_anybody_gives_zeros_and_says_no_sign() -> None:
    east = np.arange(30) * 1000.0
    matrix = knox_test(pairs_in_straight_line(east, east, RINGS), np.arange(30), WEEKS, permutations=19, seed=1)
    assert {(cell.observed, cell.expected, cell.ratio, cell.p, cell.p_adjusted) for cell in matrix.cells} == {
        (0, 0.0, None, 1.0, 1.0)
    }
    assert "No sign" in matrix.in_words()


def test_everybody_at_one_place_shows_the_dates_alone_so_no_sign() -> None:
    here = np.zeros(50)
    matrix = knox_test(pairs_in_straight_line(here, here, RINGS), np.arange(50), WEEKS, permutations=99, seed=1)
    assert matrix.cells[0].observed == matrix.cells[0].expected > 0
    assert matrix.cells[0].p == matrix.cells[0].p_adjusted == 1.0


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([3, 3, 3], "All events are of one day"),
        ([1, 2, 2.5], "whole days"),
        ([1, 2, np.nan], "Events without a date: 1"),
        ([1, 2], "one date for each event"),
        ([1, 2, 90_000], "179 years"),
        (np.array(["2026-01-01", "2026-01-02", "NaT"], dtype="datetime64[D]"), "Events without a date: 1"),
    ],
)
def test_dates_that_cannot_be_used_are_refused_in_words(days: npt.ArrayLike, said: str) -> None:
    pairs = pairs_in_straight_line(np.zeros(3), np.zeros(3), RINGS)
    with pytest.raises(ValueError, match=said):
        knox_test(pairs, days, WEEKS, permutations=19, seed=1)


def test_dates_as_datetimes_are_days() -> None:
    pairs = pairs_in_straight_line(np.zeros(2), np.zeros(2), RINGS)
    when = np.array(["2026-01-01T23:00", "2026-01-08T01:00"], dtype="datetime64[m]")
    assert knox_test(pairs, when, WEEKS, permutations=19, seed=1).cell(0, 0).observed == 1


def test_places_that_cannot_be_used_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="Events without coordinates: 1"):
        pairs_in_straight_line(np.array([0.0, np.nan]), np.zeros(2), RINGS)
    with pytest.raises(ValueError, match="at least two"):
        pairs_in_straight_line(np.zeros(1), np.zeros(1), RINGS)
    with pytest.raises(ValueError, match="check the coordinates"):
        pairs_in_straight_line(np.array([0.0, 1e15]), np.zeros(2), RINGS)
    with pytest.raises(ValueError, match="more than 400,000,000 pairs within 300 m"):
        pairs_in_straight_line(np.zeros(200_000), np.zeros(200_000), RINGS)


def test_bands_must_rise() -> None:
    for upper in ((), (5.0, 5.0), (-1.0, 3.0), (1.0, np.inf)):
        with pytest.raises(ValueError, match="each above the one before"):
            DistanceBands(upper)
    with pytest.raises(ValueError, match="whole day"):
        TimeBands((1.5,))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="19 deals"):
        knox_test(pairs_in_straight_line(np.zeros(2), np.zeros(2), RINGS), [1, 2], WEEKS, permutations=9, seed=1)


def test_progress_is_told_up_to_the_last_deal() -> None:
    east, north, days = scattered(5)
    told: list[tuple[int, int]] = []
    pairs = pairs_in_straight_line(east, north, RINGS)
    knox_test(pairs, days, WEEKS, permutations=40, seed=1, progress=lambda done, of: told.append((done, of)))
    assert told == [(32, 40), (40, 40)]
