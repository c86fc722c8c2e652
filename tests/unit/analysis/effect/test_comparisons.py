"""Ratios, many areas, mixtures and long series: what they find where it was put, and what they refuse."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferplace.analysis.effect import (
    BeforeAfter,
    difference_in_differences,
    dispersion_around,
    relative_effect,
    smallest_displacement_difference,
    smallest_relative_effect,
    smallest_step,
    step_and_slope_change,
    step_change,
    synthetic_control,
)
from saferplace.analysis.effect.synthetic_control import simplex_weights
from saferplace.analysis.months import Month
from saferplace.analysis.rate_ratio import Verdict

START = Month(2024, 1)
LONG_BEFORE = Month(2021, 1)


def grid(seed, areas=40, months=24, mean=30.0):
    return np.random.default_rng(seed).poisson(mean, (areas, months))


def monthly(mean, first=LONG_BEFORE, months=48, fall=1.0, seed=1):
    draw = np.random.default_rng(seed)
    each = [first + i for i in range(months)]
    return {m: int(draw.poisson(mean * (1 + 0.2 * np.sin(m.number / 2)) * (fall if m >= START else 1))) for m in each}


def test_more_scatter_between_areas_widens_the_interval_and_not_the_ratio():
    narrow = relative_effect(BeforeAfter(120, 84), BeforeAfter(400, 400))
    wide = relative_effect(BeforeAfter(120, 84), BeforeAfter(400, 400), dispersion=3)
    assert narrow.ratio == wide.ratio == pytest.approx(0.7)
    assert narrow.verdict is Verdict.REAL_FALL
    assert wide.verdict is Verdict.COULD_BE_CHANCE
    assert np.log(wide.upper / wide.lower) == pytest.approx(np.sqrt(3) * np.log(narrow.upper / narrow.lower))


def test_months_that_scatter_as_chance_does_have_a_dispersion_near_one_and_clumps_have_more():
    draw = np.random.default_rng(3)
    season = 40 + 20 * np.sin(np.arange(48) / 2)
    assert dispersion_around(draw.poisson(season, (6, 48)), 24) == pytest.approx(1, abs=0.25)
    assert dispersion_around(4 * draw.poisson(season / 4, (6, 48)), 24) == pytest.approx(4, abs=1)


def test_a_ratio_is_refused_at_nought_and_at_an_impossible_dispersion():
    with pytest.raises(ValueError, match="where a count is 0"):
        relative_effect(BeforeAfter(4, 0), BeforeAfter(40, 40))
    with pytest.raises(ValueError, match="1 \\(independent events\\) or more"):
        relative_effect(BeforeAfter(4, 4), BeforeAfter(40, 40), dispersion=float("nan"))
    with pytest.raises(ValueError, match="cannot be measured"):
        dispersion_around(np.array([[3, 4], [5, 6]]), 1)


def test_a_fall_put_into_ten_areas_of_forty_is_found():
    counts = grid(5)
    counts[:10, 12:] = np.random.default_rng(6).poisson(21, (10, 12))
    found = difference_in_differences(counts, np.arange(40) < 10, 12)
    assert found.lower < 0.7 < found.upper < 1
    assert found.warning == ""
    assert "a real fall" in found.in_words()


@settings(max_examples=25)
@given(st.permutations(range(12)), st.permutations(range(6)))
def test_the_order_of_areas_and_of_months_on_one_side_of_the_start_changes_nothing(order, months):
    counts, treated = grid(7, areas=12, months=12), np.arange(12) < 5
    one = difference_in_differences(counts, treated, 6)
    shuffled = counts[list(order)][:, [*months, *(6 + np.array(months))]]
    other = difference_in_differences(shuffled, treated[list(order)], 6)
    assert (one.ratio, one.lower, one.upper) == pytest.approx((other.ratio, other.lower, other.upper))


def test_few_areas_carry_a_warning_and_one_treated_area_is_refused():
    counts = grid(8, areas=8)
    assert "Few areas (3 treated, 5 for comparison)" in difference_in_differences(counts, np.arange(8) < 3, 12).warning
    with pytest.raises(ValueError, match="Only 1 treated area"):
        difference_in_differences(counts, np.arange(8) < 1, 12)
    with pytest.raises(ValueError, match="no crime after the start"):
        difference_in_differences(np.where(np.arange(24) < 12, counts, 0), np.arange(8) < 3, 12)
    with pytest.raises(ValueError, match="a count for every month"):
        difference_in_differences(np.full((4, 4), np.nan), np.arange(4) < 2, 2)


def test_a_mixture_of_two_areas_is_found_again_and_a_fall_in_it():
    draw = np.random.default_rng(9)
    donors = draw.gamma(30, 1, (20, 36)) + 30 * np.arange(20)[:, None] / 20
    treated = 0.3 * donors[4] + 0.7 * donors[11]
    treated[24:] *= 0.6
    found = synthetic_control(treated, donors, 24)
    assert found.weights[[4, 11]] == pytest.approx([0.3, 0.7], abs=1e-6)
    assert found.percent == pytest.approx(-40, abs=0.01)
    assert (found.chance, found.is_unusual) == (pytest.approx(1 / 21), True)
    assert "Of 20 areas where nothing was done, 0 show as much: unlikely to be chance" in found.in_words()


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 30), st.integers(1, 20))
def test_weights_are_never_negative_and_add_to_one(seed, donors, months):
    draw = np.random.default_rng(seed)
    weights = simplex_weights(draw.normal(5, 2, months), draw.normal(5, 2, (donors, months)))
    assert weights.min() >= 0
    assert weights.sum() == pytest.approx(1)


def test_too_few_donors_too_few_months_and_an_area_unlike_all_others_are_refused():
    draw = np.random.default_rng(10)
    donors = draw.gamma(30, 1, (12, 30))
    with pytest.raises(ValueError, match="9 areas to mix from are too few"):
        synthetic_control(donors[0], donors[:9], 20)
    with pytest.raises(ValueError, match="6 months before the start are too few"):
        synthetic_control(donors[0], donors, 6)
    with pytest.raises(ValueError, match="No mixture of the other areas moved as this one did"):
        synthetic_control(donors[0] * 5, donors, 20)
    with pytest.raises(ValueError, match="a figure for every month"):
        synthetic_control(np.full(30, np.nan), donors, 20)


def test_areas_that_are_all_the_same_have_no_effect_and_no_warning():
    found = synthetic_control(np.full(24, 7.0), np.full((12, 24), 7.0), 12)
    assert (found.percent, found.chance) == (0, 1)


def test_a_step_of_a_third_is_found_and_none_where_none_was_put():
    found = step_change(monthly(80, fall=2 / 3), START)
    assert found.lower < 2 / 3 < found.upper < 1
    assert found.verdict is Verdict.REAL_FALL
    assert "In the 12 months from January 2024" in found.in_words()
    assert step_change(monthly(80), START).verdict is Verdict.COULD_BE_CHANCE
    assert step_and_slope_change(monthly(80, fall=2 / 3), START).slope == pytest.approx(1, abs=0.1)


def test_a_gap_of_months_is_left_out_and_never_taken_as_nought():
    whole = monthly(80, fall=2 / 3)
    gappy = {month: count for month, count in whole.items() if not Month(2022, 3) <= month <= Month(2022, 8)}
    assert step_change(gappy, START).ratio == pytest.approx(step_change(whole, START).ratio, abs=0.08)


def test_a_series_too_short_for_its_season_is_refused():
    with pytest.raises(ValueError, match="12 months before the start and 12 from it are too few"):
        step_change(monthly(80, first=Month(2023, 1), months=24), START)
    no_june = {
        month: count for month, count in monthly(80, first=Month(2020, 1), months=60).items() if month.number != 6
    }
    with pytest.raises(ValueError, match="A month of the year is not held at all"):
        step_change(no_june, START)
    with pytest.raises(ValueError, match="No crime before the start, or none after it"):
        step_change({month: 0 if month >= START else 4 for month in monthly(80)}, START)


def test_the_smallest_effect_shrinks_with_more_crime_and_is_none_with_hardly_any():
    few, many = smallest_displacement_difference(120, 130), smallest_displacement_difference(1200, 1300)
    assert few.percent > many.percent
    assert smallest_displacement_difference(5, 200).in_words().startswith("With so few crimes")
    assert smallest_relative_effect(3, 100).crimes is None
    assert smallest_relative_effect(400, 4000).percent < smallest_relative_effect(400, 400).percent
    months = [Month(2021, 1) + i for i in range(48)]
    assert smallest_step(months, START, 100).percent < smallest_step(months, START, 20).percent
    assert smallest_step(months, START, 0.1).crimes is None
    with pytest.raises(ValueError, match="Without any crime in the treated area"):
        smallest_displacement_difference(0, 12)
