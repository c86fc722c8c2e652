"""Season, trend, and the series they are found in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferplace.analysis.missing import Missing
from saferplace.analysis.monthly_counts import MonthlyCounts, monthly_counts
from saferplace.analysis.months import Month, Period
from saferplace.analysis.season import Direction, Scale, decompose, seasonal_pattern, trend
from saferplace.analysis.xmr import Break
from tests.unit.analysis.figures import series

JANUARY = Month(2018, 1)


def drawn(months: int, mean: float, *, wave: float = 0.0, yearly: float = 0.0, seed: int = 1) -> MonthlyCounts:
    at = np.arange(months)
    level = mean * np.exp(wave * np.cos(2 * np.pi * (at - 6) / 12) + np.log1p(yearly) * at / 12)
    return MonthlyCounts(JANUARY, np.random.default_rng(seed).poisson(level).astype(float), {})


def test_gaps_doubtful_months_and_breaks_are_left_out_and_said_never_filled():
    figures = series("2020-01", 5, Missing.DOUBTFUL, 6, 7, None, 8)
    found = monthly_counts(figures, [Break(Period(Month(2020, 4), Month(2020, 4)), "pandemic")])
    assert np.isnan(found.counts).tolist() == [False, True, False, True, True, False]
    assert found.left_out_in_words() == (
        "February 2020 (data incomplete); April 2020 (pandemic); May 2020 (no data yet)"
    )
    assert [len(run) for run in found.runs()] == [1, 1, 1]


def test_a_series_begins_and_ends_with_a_count():
    found = monthly_counts(series("2020-01", Missing.DOUBTFUL, 6, 7, Missing.NOT_YET_AVAILABLE))
    assert (found.period, found.left_out) == (Period(Month(2020, 2), Month(2020, 3)), {})


@pytest.mark.parametrize(
    ("figures", "why"),
    [
        ({}, "no months"),
        (series("2020-01", Missing.DOUBTFUL), "No month has a count"),
        (series("2020-01", 1.5), "not a count"),
        (series("2020-01", -1), "not a count"),
    ],
)
def test_what_is_no_series_of_counts_is_refused_in_a_sentence(figures, why):
    with pytest.raises(ValueError, match=why):
        monthly_counts(figures)


@pytest.mark.parametrize("asked", [decompose, seasonal_pattern, trend])
def test_fewer_than_24_months_have_no_season(asked):
    with pytest.raises(ValueError, match=r"Only 23 months .* at least 24"):
        asked(drawn(23, 50))


@pytest.mark.parametrize("asked", [decompose, seasonal_pattern, trend])
def test_nothing_but_zeros_has_no_season(asked):
    with pytest.raises(ValueError, match="count of 0"):
        asked(MonthlyCounts(JANUARY, np.zeros(36), {}))


def test_years_without_a_quarter_have_no_season():
    counts = np.where(np.arange(60) % 12 < 9, 10.0, np.nan)
    with pytest.raises(ValueError, match="quarter of the year"):
        seasonal_pattern(MonthlyCounts(JANUARY, counts[:57], {}))


def test_parts_add_up_to_the_counts():
    counts = drawn(60, 80, wave=0.3)
    found = decompose(counts)
    assert found.scale is Scale.LOGARITHM
    assert np.exp(found.trend + found.season + found.remainder) == pytest.approx(counts.counts)
    small = drawn(60, 4)
    found = decompose(small)
    assert found.scale is Scale.ROOT
    assert (found.trend + found.season + found.remainder) ** 2 == pytest.approx(small.counts)


def test_a_season_that_was_put_in_is_found_and_none_where_there_is_none():
    with_season, without = drawn(72, 100, wave=0.3), drawn(72, 100)
    assert decompose(with_season).strength > 0.8 > 0.5 > decompose(without).strength
    found = seasonal_pattern(with_season)
    true = np.exp(0.3 * np.cos(2 * np.pi * (np.arange(12) - 6) / 12))
    assert found.index == pytest.approx(true / true.mean(), abs=0.06)
    assert decompose(with_season).index == pytest.approx(true / true.mean(), abs=0.2)
    assert found.highest == "July"
    assert "July is usually the highest month" in found.in_words()
    assert "No season" in seasonal_pattern(without).in_words()


def test_only_the_newest_stretch_of_two_years_is_decomposed():
    counts = drawn(80, 60, wave=0.2).counts
    counts[[30, 60]] = np.nan
    found = decompose(MonthlyCounts(JANUARY, counts, {}))
    assert found.period == Period(JANUARY + 31, JANUARY + 59)
    counts[45] = np.nan
    with pytest.raises(ValueError, match="follow one another"):
        decompose(MonthlyCounts(JANUARY, counts[25:], {}))


def test_a_season_is_found_across_gaps_and_jumps_of_level():
    counts = drawn(96, 100, wave=0.3).counts
    counts[24:60] = np.nan
    counts[60:] = np.round(counts[60:] * 0.4)
    found = seasonal_pattern(MonthlyCounts(JANUARY, counts, {}))
    assert found.highest in {"June", "July"}
    assert (found.is_clear, found.months) == (True, 60)


def test_a_season_without_noise_is_calm_about_years_without_events():
    counts = drawn(60, 30, wave=0.2).counts
    counts[:12] = 0
    assert np.isfinite(seasonal_pattern(MonthlyCounts(JANUARY, counts, {})).index).all()


def test_a_steady_change_is_found_with_its_direction_and_no_change_is_not_one():
    falling = trend(drawn(60, 100, yearly=-0.1))
    assert falling.direction is Direction.FALLING
    assert falling.lower < -10 < falling.upper
    assert "falling by" in falling.in_words()
    assert trend(drawn(60, 100)).direction is Direction.NO_CLEAR_DIRECTION


def test_the_interval_of_a_trend_holds_the_true_change_about_nineteen_times_in_twenty():
    held = [
        (found := trend(drawn(48, 30, wave=0.2, yearly=0.05, seed=s))).lower <= 5 <= found.upper for s in range(100)
    ]
    assert 89 <= sum(held) <= 100


def test_months_that_go_with_their_neighbours_widen_the_interval():
    rng = np.random.default_rng(2)
    noise = np.zeros(72)
    for nth in range(1, 72):
        noise[nth] = 0.7 * noise[nth - 1] + rng.normal() * 0.7
    together = np.round(np.maximum(0, 100 + 15 * noise))
    apart = rng.permutation(together)
    spans = [(t := trend(MonthlyCounts(JANUARY, c, {}))).upper - t.lower for c in (together, apart)]
    assert spans[0] > 1.2 * spans[1]


@settings(deadline=None, max_examples=15)
@given(st.integers(2, 9))
def test_ten_times_the_counts_have_the_same_season_and_trend(times):
    counts = drawn(48, 40, wave=0.2)
    more = MonthlyCounts(JANUARY, counts.counts * times, {})
    assert seasonal_pattern(more).index == pytest.approx(seasonal_pattern(counts).index, rel=1e-6)
    assert trend(more).percent_a_year == pytest.approx(trend(counts).percent_a_year, rel=1e-5)
