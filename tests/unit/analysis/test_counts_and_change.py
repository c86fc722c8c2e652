"""Rates, ratios, changes, shares: the worked numbers of practice.md, and properties that hold for any count."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplace.analysis.change import change
from saferplace.analysis.proportion import proportion
from saferplace.analysis.rate_ratio import Verdict, rate_ratio
from saferplace.analysis.rates import byar_interval, exact_interval, exact_rate_per_1000, rate_per_1000

counts = st.integers(min_value=0, max_value=100_000)


def test_seventy_nine_robberies_among_155_081_people_are_half_a_robbery_per_thousand():
    rate = rate_per_1000(79, 155_081)
    assert (round(rate.per_1000, 2), round(rate.lower, 2), round(rate.upper, 2)) == (0.51, 0.40, 0.63)


def test_the_plans_robberies_could_be_chance():
    ratio = rate_ratio(79, 59)
    assert (round(ratio.ratio, 2), round(ratio.lower, 2), round(ratio.upper, 2)) == (1.34, 0.94, 1.91)
    assert ratio.verdict is Verdict.COULD_BE_CHANCE


def test_the_plans_robberies_are_said_with_counts_and_interval():
    said = change(79, 59).in_words_with_interval()
    assert said == "+33.9% (from 59 to 79), rate ratio 1.34, 95% interval 0.94 to 1.91: could be chance"


def test_a_rise_from_nothing_has_no_percentage():
    assert change(5, 0).percent is None
    assert change(5, 0).in_words() == "not calculable, from 0 to 5"


def test_small_numbers_lead_with_the_counts():
    assert change(60, 49).in_words().startswith("from 49 to 60")
    assert change(60, 50).in_words().startswith("+20.0%")


def test_no_change_is_not_minus_zero():
    assert change(100, 100).in_words() == "+0.0% (from 100 to 100)"


@pytest.mark.parametrize(
    ("count", "before", "verdict"),
    [
        (150, 100, Verdict.REAL_RISE),
        (100, 150, Verdict.REAL_FALL),
        (8, 5, Verdict.TOO_FEW),
        (0, 0, Verdict.TOO_FEW),
        (1, 0, Verdict.TOO_FEW),
        (30, 25, Verdict.COULD_BE_CHANCE),
    ],
)
def test_the_verdict_is_in_words(count, before, verdict):
    assert rate_ratio(count, before).verdict is verdict


def test_a_ratio_to_nothing_has_no_upper_end():
    ratio = rate_ratio(10, 0)
    assert (ratio.ratio, ratio.upper, ratio.verdict) == (inf, inf, Verdict.REAL_RISE)


def test_nothing_against_nothing_has_no_ratio():
    assert rate_ratio(0, 0).ratio is None


def test_exposure_twice_as_long_halves_the_ratio():
    assert rate_ratio(80, 40, exposure=2.0).ratio == 1.0


@pytest.mark.parametrize("refused", [lambda: rate_ratio(-1, 5), lambda: rate_ratio(1, 1, 0), lambda: byar_interval(-1)])
def test_impossible_counts_and_exposures_are_refused(refused):
    with pytest.raises(ValueError, match=r"below zero|above zero"):
        refused()


def test_a_rate_without_a_population_is_refused():
    with pytest.raises(ValueError, match="population"):
        rate_per_1000(5, 0)


def test_imp_10_a_share_demands_the_number_asked():
    with pytest.raises(ValueError, match="of how many"):
        proportion(357, None)


def test_feeling_unsafe_after_dark_has_wilsons_interval():
    assert proportion(357, 1200).in_words() == "29.8% (357 of 1,200; 95% interval 27.2% to 32.4%)"


def test_a_part_larger_than_the_whole_is_refused():
    with pytest.raises(ValueError, match="between 0 and the whole"):
        proportion(5, 4)


@given(counts)
def test_both_poisson_intervals_hold_the_count(count):
    for lower, upper in (byar_interval(count), exact_interval(count)):
        assert 0 <= lower <= count < upper


@given(st.integers(min_value=10, max_value=100_000))
def test_byar_stays_within_a_tenth_of_exact_from_ten_up(count):
    for byar, exact in zip(byar_interval(count), exact_interval(count), strict=True):
        assert byar == pytest.approx(exact, abs=0.1)


@given(counts, counts, st.floats(min_value=0.1, max_value=10))
def test_turning_the_comparison_round_inverts_the_interval(new, old, exposure):
    there, back = rate_ratio(new, old, exposure), rate_ratio(old, new, 1 / exposure)
    assert there.lower == pytest.approx(1 / back.upper if back.upper else inf)


@given(counts, counts)
def test_the_interval_holds_the_ratio(new, old):
    ratio = rate_ratio(new, old)
    assert ratio.ratio is None or ratio.lower <= ratio.ratio <= ratio.upper


@given(st.integers(min_value=1, max_value=10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_and_its_interval_stay_between_nothing_and_all(numbers):
    share = proportion(*numbers)
    assert 0 <= share.lower <= share.percent + 1e-9 <= share.upper + 2e-9 <= 100 + 3e-9


def test_the_exact_rate_is_wider_for_small_counts_at_the_top():
    assert exact_rate_per_1000(3, 1000).upper > 3
