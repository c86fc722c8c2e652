"""Since when."""

from __future__ import annotations

import numpy as np
import pytest

from saferplace.analysis.change_points import change_points
from saferplace.analysis.monthly_counts import MonthlyCounts
from saferplace.analysis.months import Month

JANUARY = Month(2018, 1)


def noisy(means: np.ndarray, seed: int, spread: float = 1.0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    if spread <= 1:
        return rng.poisson(means).astype(float)
    return rng.negative_binomial(means / (spread - 1), 1 / spread).astype(float)


def stepped(months: int, at: int, before: float, after: float, wave: float = 0.0) -> np.ndarray:
    season = np.exp(wave * np.cos(2 * np.pi * np.arange(months) / 12))
    return np.where(np.arange(months) < at, before, after) * season


def of(counts: np.ndarray) -> MonthlyCounts:
    return MonthlyCounts(JANUARY, counts, {})


def test_a_step_is_found_with_its_date_and_says_itself():
    (found,) = change_points(of(noisy(stepped(60, 30, 40, 20, wave=0.2), 3)), seed=1).changes
    assert found.earliest <= JANUARY + 30 <= found.latest
    assert found.before == pytest.approx(40, abs=4)
    assert found.after == pytest.approx(20, abs=3)
    assert found.in_words().startswith("Lower since ")


def test_a_step_inside_a_gap_is_dated_to_all_of_it():
    counts = noisy(stepped(72, 36, 100, 50), 5)
    counts[30:42] = np.nan
    (found,) = change_points(of(counts), seed=1).changes
    assert (found.earliest, found.since, found.latest) == (JANUARY + 30, JANUARY + 42, JANUARY + 42)


def test_one_exceptional_month_is_not_a_change_of_level():
    counts = noisy(np.full(60, 40.0), 6)
    counts[30] = 120
    assert not change_points(of(counts), seed=1).changes


def test_a_season_is_no_change():
    found = change_points(of(noisy(stepped(60, 0, 80, 80, wave=0.4), 7)), seed=1)
    assert not found.changes
    assert found.season is not None
    assert "No lasting change" in found.in_words()


def test_a_series_without_a_change_gives_a_false_alarm_at_most_about_once_in_twenty():
    alarms = [bool(change_points(of(noisy(np.full(60, 60.0), seed, 3.0)), seed=1).changes) for seed in range(80)]
    assert sum(alarms) <= 9  # beyond 9 of 80 a true rate of 1 in 20 would seldom go (1.2%)


def test_the_interval_holds_the_true_month_and_most_steps_by_a_third_are_found():
    found = [change_points(of(noisy(stepped(60, 30, 60, 40), seed, 2.0)), seed=1).changes for seed in range(40)]
    seen = [changes for changes in found if changes]
    assert len(seen) >= 34
    held = sum(any(c.earliest <= JANUARY + 30 <= c.latest for c in changes) for changes in seen)
    assert held >= 0.88 * len(seen)


def test_the_same_seed_gives_the_same_answer_and_a_later_start_the_same_later():
    counts = noisy(stepped(60, 30, 40, 20), 8)
    first, again = change_points(of(counts), seed=4), change_points(of(counts), seed=4)
    assert first.changes == again.changes
    later = change_points(MonthlyCounts(JANUARY + 24, counts, {}), seed=4)
    assert [c.since for c in later.changes] == [c.since + 24 for c in first.changes]


@pytest.mark.parametrize("counts", [np.full(23, 5.0), np.zeros(40)])
def test_too_short_or_empty_is_refused_in_a_sentence(counts):
    with pytest.raises(ValueError, match=r"at least 24|count of 0"):
        change_points(of(counts), seed=1)


def test_a_constant_series_has_no_change():
    assert not change_points(of(np.full(40, 7.0)), seed=1).changes
