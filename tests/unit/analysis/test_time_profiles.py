"""Events over the hours of the week, and what may be said of the busiest."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferplace.analysis.time_profiles import Gathering, TimeProfile, peak, profile_of_counts, time_profile
from saferplace.analysis.time_profiles.profile import NotPlaced

FRIDAY, SATURDAY, SUNDAY = 4, 5, 6


def times(*written: str) -> np.ndarray:
    return np.array(written, dtype="datetime64[s]")


def profile_of(counts: np.ndarray) -> TimeProfile:
    return TimeProfile(counts.astype(float), np.zeros((7, 24)), int(counts.sum()), NotPlaced(0, 0, 0), 0, 0.0, ())


def a_known_week() -> np.ndarray:
    """Shares of the hours of a week with busy evenings and weekends."""
    hours = np.exp(1.2 * np.cos((np.arange(24) - 20) / 24 * 2 * np.pi))
    week = np.array([0.8, 0.8, 0.9, 1, 1.5, 1.6, 1.0])[:, None] * hours
    return week.ravel() / week.sum()


def test_a_night_from_friday_to_saturday_is_a_quarter_of_an_event_in_each_of_four_hours():
    found = time_profile(times("2025-11-21T22:00"), times("2025-11-22T02:00")).spread
    assert found[FRIDAY, 22:].tolist() == [0.25, 0.25]
    assert found[SATURDAY, :2].tolist() == [0.25, 0.25]
    assert found.sum() == 1


def test_part_of_an_hour_gets_its_part_of_the_event():
    found = time_profile(times("2025-11-21T22:45"), times("2025-11-21T23:45")).spread
    assert found[FRIDAY, 22:].tolist() == [0.25, 0.75]


def test_an_exact_time_is_one_event_in_its_hour_whether_its_end_is_equal_or_missing():
    found = time_profile(times("2025-11-21T22:59", "2025-11-21T22:00"), times("2025-11-21T22:59", "NaT"))
    assert found.exact[FRIDAY, 22] == 2
    assert found.spread.sum() == 0


def test_what_cannot_be_placed_is_counted_by_why():
    begins = times("NaT", "2025-11-21T10:00", "2025-11-21T10:00", "2025-11-21T10:00")
    ends = times("NaT", "2025-11-22T10:01", "2025-11-21T09:00", "2025-11-22T10:00")
    found = time_profile(begins, ends)
    assert found.not_placed == NotPlaced(no_time=1, longer_than_24_hours=1, ends_before_it_begins=1)
    assert found.events == 1
    assert "1 without a time" in found.not_placed.in_words()


def test_the_hour_that_comes_twice_in_october_gets_twice_the_weight():
    found = time_profile(times("2025-10-26T00:00"), times("2025-10-26T03:00")).spread
    assert found[SUNDAY, :3].tolist() == [0.25, 0.5, 0.25]


def test_the_hour_that_is_missing_in_march_gets_nothing():
    found = time_profile(times("2025-03-30T00:00"), times("2025-03-30T04:00")).spread
    assert found[SUNDAY, :4].tolist() == pytest.approx([1 / 3, 0, 1 / 3, 1 / 3])


def test_a_time_that_no_clock_showed_is_read_as_an_hour_later_and_said():
    found = time_profile(times("2025-03-30T01:30"), times("NaT"))
    assert found.exact[SUNDAY, 2] == 1
    assert found.moved == 1


def test_midnight_that_was_filled_in_for_unknown_is_flagged_and_a_busy_evening_is_not():
    filled = ["2025-11-21T00:00"] * 40
    usual = [f"2025-11-{day:02d}T{hour:02d}:00" for day in range(1, 6) for hour in range(24)]
    (default,) = time_profile(times(*filled, *usual), times(*filled, *usual)).defaults
    assert (default.hour, default.count, default.usual) == (0, 45, 5.0)
    assert not time_profile(times(*usual), times(*usual)).defaults


def test_records_of_several_things_weigh_as_many():
    found = time_profile(times("2025-11-21T22:00", "2025-11-21T23:00"), times("NaT", "NaT"), np.array([3, 1]))
    assert found.exact[FRIDAY, 22:].tolist() == [3, 1]


@pytest.mark.parametrize(
    ("begins", "ends", "number", "why"),
    [
        (times(), times(), None, "No event has a time"),
        (times("NaT"), times("NaT"), None, "1 without a time"),
        (times("2025-01-01"), times(), None, "needs a beginning"),
        (times("2025-01-01"), times("NaT"), np.array([-1]), "below zero"),
        (times("1066-10-14"), times("NaT"), None, "between 1972 and 2100"),
    ],
)
def test_what_has_no_profile_is_refused_in_a_sentence(begins, ends, number, why):
    with pytest.raises(ValueError, match=why):
        time_profile(begins, ends, number)


spans = st.lists(
    st.tuples(st.integers(0, 366 * 24 * 60), st.integers(0, 24 * 60), st.integers(0, 4)), min_size=1, max_size=40
)


@settings(deadline=None, max_examples=60)
@given(spans, st.randoms())
def test_mass_is_kept_and_the_order_of_events_does_not_matter(events, shuffled):
    def laid(these):
        begins = np.datetime64("2024-01-01", "s") + np.array([e[0] for e in these]) * np.timedelta64(60, "s")
        ends = begins + np.array([e[1] for e in these]) * np.timedelta64(60, "s")
        return time_profile(begins, ends, np.array([e[2] for e in these])).weight

    found = laid(events)
    assert found.sum() == pytest.approx(sum(number for *_, number in events))
    assert (found >= 0).all()
    again = list(events)
    shuffled.shuffle(again)
    assert laid(again) == pytest.approx(found, abs=1e-9)


@settings(deadline=None, max_examples=30)
@given(spans)
def test_a_week_later_without_a_change_of_the_clock_the_profile_is_the_same(events):
    begins = np.datetime64("2025-05-05", "s") + np.array([e[0] % 10080 for e in events]) * np.timedelta64(60, "s")
    ends = begins + np.array([e[1] for e in events]) * np.timedelta64(60, "s")
    week = np.timedelta64(7, "D")
    assert time_profile(begins + week, ends + week).weight == pytest.approx(time_profile(begins, ends).weight)


def test_a_peak_is_the_fewest_hours_and_says_itself():
    counts = np.zeros((7, 24), dtype=int)
    counts[FRIDAY, 22:] = 40
    counts[SATURDAY, :2] = 30
    counts[2] = 2
    found = peak(profile_of(counts), share=0.5, seed=1)
    assert found.hours == 3
    assert found.verdict is Gathering.GATHERED
    assert found.spells[0].in_words() == "Friday 22:00 to Saturday 01:00"
    assert found.in_words("thefts").startswith("59% of the 188 thefts happened in 3 of the 168 hours of the week")


def test_hours_over_the_end_of_the_week_are_one_spell():
    counts = np.zeros((7, 24), dtype=int)
    counts[SUNDAY, 23] = counts[0, 0] = 50
    (spell,) = peak(profile_of(counts), share=0.9, seed=1).spells
    assert spell.in_words() == "Sunday 23:00 to Monday 01:00"


def test_a_week_without_pattern_is_called_chance_and_few_events_too_few():
    rng = np.random.default_rng(3)
    flat = rng.multinomial(400, np.full(168, 1 / 168)).reshape(7, 24)
    assert peak(profile_of(flat), seed=1).verdict is Gathering.COULD_BE_CHANCE
    few = rng.multinomial(12, np.full(168, 1 / 168)).reshape(7, 24)
    found = peak(profile_of(few), seed=1)
    assert found.verdict is Gathering.TOO_FEW
    assert "too few" in found.in_words("thefts")
    assert found.to_come_in_words() is None


def test_the_same_seed_gives_the_same_peak():
    counts = np.random.default_rng(5).multinomial(500, a_known_week()).reshape(7, 24)
    assert peak(profile_of(counts), seed=9) == peak(profile_of(counts), seed=9)


def test_the_interval_of_what_is_to_come_holds_what_the_hours_truly_hold():
    truth, rng = a_known_week(), np.random.default_rng(4)
    held = 0
    for seed in range(40):
        found = peak(profile_of(rng.multinomial(300, truth).reshape(7, 24)), seed=seed)
        held += found.lower <= truth[list(found.cells)].sum() <= found.upper
    assert held >= 36


def test_counts_by_hour_are_a_profile_too():
    found = profile_of_counts({(FRIDAY, 22): 3, (SATURDAY, 1): 1}, no_time=2)
    assert (found.events, found.exact[FRIDAY, 22], found.not_placed.no_time) == (4, 3, 2)
    with pytest.raises(ValueError, match="No event"):
        profile_of_counts({})
    with pytest.raises(ValueError, match="below zero"):
        profile_of_counts({(FRIDAY, 22): -1})
