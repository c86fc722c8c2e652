"""What to expect of months to come, and of one that has come."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferplace.analysis.forecast import (
    FORECASTERS,
    Ahead,
    CannotForecast,
    Method,
    Standing,
    expectation,
    forecast,
    race,
)
from saferplace.analysis.monthly_counts import MonthlyCounts
from saferplace.analysis.months import Month

JANUARY = Month(2018, 1)


def of(counts: np.ndarray) -> MonthlyCounts:
    return MonthlyCounts(JANUARY, np.asarray(counts, dtype=float), {})


def drawn(months: int, mean: float, *, wave: float = 0.0, seed: int = 1) -> np.ndarray:
    level = mean * np.exp(wave * np.cos(2 * np.pi * (np.arange(months) - 6) / 12))
    return np.random.default_rng(seed).poisson(level).astype(float)


def test_the_same_month_of_last_year_by_hand():
    counts = np.concatenate([np.arange(1, 13), np.arange(11, 23)]).astype(float)
    found = FORECASTERS[Method.SEASONAL_NAIVE](of(counts), 3)
    assert found.expected.tolist() == [11, 12, 13]
    assert found.first == Month(2020, 1)
    # Every pair differs by 10: the variance is the mean of 100 / (their mean), times each month's count.
    sizes = (counts[:12] + counts[12:]) / 2
    assert found.variance == pytest.approx((100 / sizes).mean() * np.array([11, 12, 13]))


def test_a_month_that_was_not_held_last_year_is_taken_from_the_year_before_with_twice_the_variance():
    counts = drawn(36, 50)
    counts[24] = np.nan
    found = FORECASTERS[Method.SEASONAL_NAIVE](of(counts), 2)
    assert found.expected.tolist() == [counts[12], counts[25]]
    assert found.variance[0] / found.expected[0] == pytest.approx(2 * found.variance[1] / found.expected[1])


def test_quantiles_of_counts_are_whole_never_below_zero_and_wider_with_more_variance():
    ahead = Ahead(JANUARY, np.array([0.3, 3.0, 100.0, np.nan]), np.array([0.2, 9.0, 400.0, 1.0]))
    low, high = ahead.quantiles([0.025, 0.975]).T
    assert (low[:3] >= 0).all()
    assert low[:3].tolist() == np.round(low[:3]).tolist()
    assert np.isnan(low[3])
    assert (ahead.widened(3).quantiles([0.975])[:3, 0] >= high[:3]).all()


@pytest.mark.parametrize("method", list(Method))
def test_no_method_expects_fewer_than_none_or_sees_the_future(method):
    counts = np.maximum(0, drawn(60, 12) - np.arange(60) * 0.25).round()
    found = FORECASTERS[method](of(counts), 12)
    assert (found.expected >= 0).all()
    assert (found.quantiles([0.025]) >= 0).all()
    assert (found.variance > 0).all()


@pytest.mark.parametrize("method", list(Method))
def test_a_method_that_cannot_be_used_says_why(method):
    with pytest.raises(CannotForecast):
        FORECASTERS[method](of(drawn(13, 20)), 3)


def test_a_flat_season_is_forecast_as_it_was():
    found = forecast(of(drawn(72, 100, wave=0.4)), horizon=6, origins=6)
    true = 100 * np.exp(0.4 * np.cos(2 * np.pi * (np.arange(72, 78) - 6) / 12))
    assert [one.mean for one in found.months] == pytest.approx(true, rel=0.12)
    assert [one.month for one in found.months] == [Month(2024, n) for n in range(1, 7)]
    for one in found.months:
        assert one.lower_95 <= one.lower_80 <= one.mean <= one.upper_80 <= one.upper_95


def test_intervals_hold_counts_about_as_often_as_they_say():
    held_80 = held_95 = months = 0
    for seed in range(8):
        counts = drawn(66, 40, wave=0.2, seed=seed)
        for one, came in zip(forecast(of(counts[:60]), horizon=6, origins=3).months, counts[60:], strict=True):
            months += 1
            held_80 += one.lower_80 <= came <= one.upper_80
            held_95 += one.lower_95 <= came <= one.upper_95
    assert 0.66 <= held_80 / months <= 0.94
    assert held_95 / months >= 0.87


def test_scores_are_on_the_same_trials_in_order_and_last_year_is_among_them():
    found = race(of(drawn(72, 60, wave=0.3)), horizon=3, origins=12)
    assert {one.method for one in found.scores} == set(Method)
    assert len({one.trials for one in found.scores}) == 1
    errors = [one.mean_error for one in found.scores]
    assert errors == sorted(errors)
    assert "the same month of last year" in found.in_words()


def test_where_last_year_repeats_itself_nothing_beats_it_and_that_is_said():
    year = np.random.default_rng(3).integers(20, 90, 12)
    found = race(of(np.tile(year, 6)), horizon=3, origins=12)
    assert found.best is Method.SEASONAL_NAIVE
    assert "No other method did better" in found.in_words()


def test_gaps_of_years_are_forecast_by_the_methods_that_can_and_nothing_is_filled_in():
    counts = drawn(100, 60, wave=0.3)
    counts[24:70] = np.nan
    found = forecast(of(counts), horizon=3, origins=6)
    assert found.race.best not in {Method.SMOOTHING, Method.THETA} or found.race.scores
    counts[90:94] = np.nan
    found = forecast(of(counts), horizon=3, origins=6)
    assert found.race.best in {Method.LATEST_LEVEL, Method.WITH_TREND, Method.SEASONAL_NAIVE}


def test_a_month_far_above_its_range_is_exceptional_and_says_its_range():
    counts = drawn(60, 100)
    counts[-1] = 260
    found = expectation(of(counts), JANUARY + 59, origins=6)
    assert found.standing is Standing.EXCEPTIONALLY_HIGH
    assert found.in_words() == (
        f"December 2022: expected {found.expected.lower_95} to {found.expected.upper_95}, was 260: exceptionally high."
    )


def test_what_is_expected_of_a_month_does_not_depend_on_it_or_on_later_ones():
    counts = drawn(60, 100)
    other = counts.copy()
    other[50:] = 1_000
    first, second = (expectation(of(c), JANUARY + 50, origins=6) for c in (counts, other))
    assert first.expected == second.expected
    assert second.standing is Standing.EXCEPTIONALLY_HIGH


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        (drawn(20, 30), "Only 19 months"),
        (np.zeros(40), "count of 0"),
        (np.concatenate([drawn(30, 30), np.full(14, np.nan), [30.0]]), "too long ago"),
        (np.concatenate([drawn(30, 30), [np.nan]]), "no count"),
        (np.array([4.0]), "No month before"),
    ],
)
def test_an_expectation_that_cannot_be_had_says_why(counts, why):
    with pytest.raises(ValueError, match=why):
        expectation(of(counts), JANUARY + (len(counts) - 1))


def test_a_forecast_beyond_a_year_is_refused():
    with pytest.raises(ValueError, match="1 to 12 months"):
        forecast(of(drawn(40, 30)), horizon=13)


@settings(deadline=None, max_examples=6)
@given(st.lists(st.integers(0, 4), min_size=30, max_size=50))
def test_small_counts_and_zeros_give_a_forecast_or_a_sentence(counts):
    try:
        found = forecast(of(counts), horizon=2, origins=3)
    except ValueError as why:
        assert str(why).endswith(".")
    else:
        assert all(0 <= one.lower_95 <= one.upper_95 < 100 for one in found.months)
