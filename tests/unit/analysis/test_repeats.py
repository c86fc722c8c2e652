"""Repeat victimisation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplace.analysis.repeats import repeats


def test_the_worked_example_of_practice_gives_15_percent_of_victims_and_32_of_incidents() -> None:
    """300 incidents, 240 victims, 36 of them repeat with 96 incidents."""
    once = np.arange(204)
    again = np.repeat(np.arange(1000, 1036), [3] * 24 + [2] * 12)
    found = repeats(np.concatenate([once, again]), np.concatenate([once, np.arange(96)]) % 200)
    assert (found.incidents, found.victims, found.repeat_victims, found.incidents_of_repeat_victims) == (
        300,
        240,
        36,
        96,
    )
    assert round(found.share_of_victims, 2) == 0.15
    assert round(found.share_of_incidents, 2) == 0.32
    assert found.in_words() == (
        "36 of 240 victims (15%) had another incident within 365 days of one before; they account for 96 of 300"
        " incidents (32%). The data span 200 days, so repeats that come late are missed: at least so many."
    )


def test_the_year_runs_from_the_incident_before_and_its_last_day_counts() -> None:
    found = repeats(
        ["a", "a", "a", "b", "b"],
        np.array(["2023-01-01", "2024-01-01", "2026-01-01", "2024-01-01", "2025-01-01"], dtype="datetime64[D]"),
    )
    assert (found.repeat_incidents, found.repeat_victims) == (1, 1)  # b: 2024 is a leap year, 366 days
    assert found.days_to_repeat.tolist() == [365]
    assert found.is_long_enough


def test_the_time_course_is_of_repeats_alone() -> None:
    found = repeats([1, 1, 1, 1, 2], [0, 5, 10, 100, 7])
    assert found.days_to_repeat.tolist() == [5, 5, 90]
    assert found.repeated_within(7) == pytest.approx(2 / 3)
    assert repeats([1, 2], [0, 1]).repeated_within(7) is None
    assert repeats([1, 2], [0, 900]).in_words("homes") == (
        "None of 2 homes had another incident within 365 days of one before."
    )


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2000)), min_size=1, max_size=60), st.randoms())
def test_order_of_rows_changes_nothing_and_shares_are_shares(rows: list[tuple[int, int]], chance: object) -> None:
    one = repeats([who for who, _ in rows], [day for _, day in rows])
    chance.shuffle(rows)  # type: ignore[attr-defined]
    other = repeats([who for who, _ in rows], [day for _, day in rows])
    assert one.days_to_repeat.tolist() == other.days_to_repeat.tolist()
    assert one.repeat_victims == other.repeat_victims <= one.victims
    assert one.repeat_incidents <= one.incidents_of_repeat_victims - one.repeat_victims
    assert 0 <= one.share_of_victims <= 1


@pytest.mark.parametrize(
    ("victims", "days", "said"),
    [
        ([], [], "at least one incident"),
        ([1], [1, 2], "one victim and one date"),
        (["a", ""], [1, 2], "Incidents without a victim's key: 1"),
        (np.array(["a", None], dtype=object), [1, 2], "Incidents without a victim's key: 1"),
        ([1.0, np.nan], [1, 2], "without a victim's key"),
        ([1, 2], [1, np.nan], "without a date"),
    ],
)
def test_an_unknown_victim_is_not_one_person(victims: object, days: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        repeats(victims, days)  # type: ignore[arg-type]
