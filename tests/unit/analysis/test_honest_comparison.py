"""Mid-p ratios, differences of rates, “since when” and ranks: what holds for any counts, and what is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplace.analysis.mid_p import mid_p_of_no_change, mid_p_rate_ratio
from saferplace.analysis.missing import Missing
from saferplace.analysis.months import Month, Period
from saferplace.analysis.rank_simulation import simulated_ranks
from saferplace.analysis.ranking import ranks
from saferplace.analysis.rate_difference import score_rate_difference, wald_rate_difference
from saferplace.analysis.rate_ratio import Verdict, rate_ratio
from saferplace.analysis.rates import rate_per_1000
from saferplace.analysis.similar_areas import AgainstMedian, among_similar
from saferplace.analysis.since_when import Extreme, since_when
from saferplace.analysis.xmr import Break
from tests.unit.analysis.figures import series

counts = st.integers(0, 3000)
exposures = st.floats(0.1, 10)


@given(counts, counts, exposures)
def test_mid_p_lies_inside_exact_and_holds_the_ratio(new, old, exposure):
    mid, exact = mid_p_rate_ratio(new, old, exposure), rate_ratio(new, old, exposure)
    assert exact.lower <= mid.lower * (1 + 1e-9)
    assert mid.upper <= exact.upper * (1 + 1e-9)
    assert mid.ratio is None or mid.lower <= mid.ratio <= mid.upper


@given(counts, counts, exposures)
def test_swapping_the_periods_inverts_the_mid_p_interval(new, old, exposure):
    there, back = mid_p_rate_ratio(new, old, exposure), mid_p_rate_ratio(old, new, 1 / exposure)
    if there.lower > 0:
        assert there.lower == pytest.approx(1 / back.upper, rel=1e-6)
    assert mid_p_of_no_change(new, old, exposure) == pytest.approx(mid_p_of_no_change(old, new, 1 / exposure))


@given(counts, counts, exposures)
def test_the_chance_of_no_change_and_the_interval_agree(new, old, exposure):
    chance, ratio = mid_p_of_no_change(new, old, exposure), mid_p_rate_ratio(new, old, exposure)
    if abs(chance - 0.05) > 1e-6:
        assert (chance < 0.05) == (ratio.lower > 1 or ratio.upper < 1)


@given(counts, st.floats(0.01, 1e6), counts, st.floats(0.01, 1e6))
def test_the_interval_of_a_difference_holds_it_and_swaps_with_the_periods(new, people, old, people_before):
    there = score_rate_difference(new, people, old, people_before)
    back = score_rate_difference(old, people_before, new, people)
    assert there.lower < there.per_1000 < there.upper
    width = there.upper - there.lower
    assert (there.lower, there.upper) == pytest.approx((-back.upper, -back.lower), abs=1e-6 * width)


def test_score_and_wald_agree_on_large_counts_and_only_score_speaks_of_none():
    large = (90_000, 1e6, 88_000, 1e6)
    assert score_rate_difference(*large).lower == pytest.approx(wald_rate_difference(*large).lower, rel=1e-3)
    assert wald_rate_difference(0, 10, 0, 10).upper == 0
    assert score_rate_difference(0, 10, 0, 10).upper > 300


def test_a_difference_says_which_way_in_words():
    fall = score_rate_difference(400, 100_000, 600, 100_000)
    assert fall.verdict is Verdict.REAL_FALL
    assert fall.in_words() == "2.00 fewer for each 1,000 (95% interval 2.62 fewer to 1.38 fewer): a real fall"
    with pytest.raises(ValueError, match="above zero"):
        score_rate_difference(1, 0, 1, 10)
    with pytest.raises(ValueError, match="below zero"):
        wald_rate_difference(-1, 1, 1, 10)


def test_the_highest_since_names_the_month_its_figure_and_how_many_were_compared():
    found = since_when(series("2021-01", 30, 12, 14, 11, 15, 13, 12, 14, 29), Month(2021, 9))
    assert (found.extreme, found.since, found.compared) == (Extreme.HIGHEST, Month(2021, 1), 7)
    assert found.in_words() == "September 2021 (29) is the highest since January 2021 (30), 7 months compared."
    assert found.briefly() == "highest since January 2021"


def test_the_highest_of_all_held_says_how_far_back_that_goes():
    found = since_when(series("2021-01", 12, 14, 11, 15, 13, 12, 14, 29), Month(2021, 8))
    assert found.briefly() == "highest of the 8 months held"
    assert found.in_words() == "August 2021 (29) is the highest of the 8 months held since January 2021."


def test_months_not_held_and_breaks_in_between_are_said_and_not_compared():
    figures = series("2021-01", 40, 12, 14, None, 99, 15, Missing.DOUBTFUL, 13, 12, 14, 29)
    covid = Break(Period(Month(2021, 5), Month(2021, 5)), "Covid restrictions.")
    found = since_when(figures, Month(2021, 11), breaks=[covid])
    assert (found.since, found.compared) == (Month(2021, 1), 6)
    assert found.in_words().endswith("Not held: April 2021 and July 2021. Left out: May 2021 (Covid restrictions).")


def test_an_equal_month_ends_the_since_and_a_few_months_are_not_worth_saying():
    assert since_when(series("2021-01", 9, 5, 5, 5, 5, 5, 5, 9), Month(2021, 8)).since == Month(2021, 1)
    calm = since_when(series("2021-01", 9, 2, 8, 3, 7, 5), Month(2021, 6))
    assert calm.extreme is Extreme.NEITHER
    assert "neither the highest nor the lowest" in calm.in_words()
    assert calm.briefly() == ""


def test_nothing_to_compare_is_refused():
    with pytest.raises(ValueError, match="has no figure"):
        since_when(series("2021-01", 9), Month(2021, 2))
    with pytest.raises(ValueError, match="No month before"):
        since_when(series("2021-01", 9), Month(2021, 1))


RATES = {
    name: rate_per_1000(count, 100_000) for name, count in zip("abcdef", (900, 905, 700, 500, 498, 100), strict=True)
}


def test_simulated_ranges_hold_the_place_and_lie_inside_those_of_the_intervals():
    simulated, by_intervals = simulated_ranks(RATES, seed=1), ranks(RATES)
    for name, rank in simulated.items():
        assert by_intervals[name].highest <= rank.highest <= rank.place <= rank.lowest <= by_intervals[name].lowest
    assert (simulated["a"].highest, simulated["a"].lowest) == (1, 2)
    assert (simulated["f"].highest, simulated["f"].lowest) == (6, 6)


def test_the_same_seed_gives_the_same_ranks_and_other_units_of_people_do_too():
    assert simulated_ranks(RATES, seed=4) == simulated_ranks(RATES, seed=4)
    halved = {name: rate_per_1000(rate.count, rate.population // 2) for name, rate in RATES.items()}
    assert simulated_ranks(halved, seed=4) == simulated_ranks(RATES, seed=4)
    assert simulated_ranks({}, seed=1) == {}


def test_equal_areas_could_be_anywhere():
    found = simulated_ranks({str(i): rate_per_1000(50, 10_000) for i in range(20)}, seed=2)
    assert all(rank.highest <= 2 and rank.lowest >= 19 for rank in found.values())


def test_an_area_among_similar_ones_is_set_beside_the_middle_of_the_others():
    found = among_similar("a", RATES, seed=1)
    assert (found.median_per_1000, found.others) == (5.0, 5)
    assert found.against_median is AgainstMedian.HIGHER
    assert found.in_words().endswith("2nd highest of 6 (could be anywhere from 1st to 2nd).")
    assert among_similar("f", RATES, seed=1).against_median is AgainstMedian.LOWER


def test_an_unstable_rank_is_called_so():
    alike = {str(i): rate_per_1000(50 + i, 10_000) for i in range(8)}
    found = among_similar("3", alike, seed=1)
    assert found.against_median is AgainstMedian.NO_CLEAR_DIFFERENCE
    assert "The place is unstable" in found.in_words()


def test_a_group_needs_the_area_and_two_others():
    with pytest.raises(ValueError, match="no rate"):
        among_similar("z", RATES, seed=1)
    with pytest.raises(ValueError, match="two or more others"):
        among_similar("a", {name: RATES[name] for name in "ab"}, seed=1)
