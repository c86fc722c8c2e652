"""The control chart against the oracle of expected-behaviours §6, and its edges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplace.analysis.missing import Known, Missing
from saferplace.analysis.months import Month, Period
from saferplace.analysis.xmr import Assurance, Break, Kind, Polarity, Rebase, Rule, one_a_month, reading_in_words, xmr
from tests.unit.analysis.figures import series

V1 = (42, 45, 39, 47, 41, 44, 40, 46, 43, 38, 45, 41)
V3 = (20, 22, 21, 23, 19, 21, 20, 22, 21, 20, 22, 21, 26, 27, 26, 28, 27, 26, 27)


def chart(*values, polarity=Polarity.LOWER, **options):
    return xmr(series("2021-01", *values), polarity=polarity, **options)


def rounded(segment):
    return tuple(round(x, 4) for x in (segment.limits.mean, segment.limits.lower, segment.limits.upper))


def test_spc_v1_is_common_cause_hit_or_miss_and_trial():
    found = chart(*V1, target=40)
    assert rounded(found.segments[0]) == (42.5833, 29.2833, 55.8833)
    assert {p.kind for p in found.points} == {Kind.COMMON}
    assert found.assurance is Assurance.HIT_OR_MISS
    assert found.segments[0].is_trial


def test_spc_v3_is_improvement_then_concern_and_consistently_fails():
    found = chart(*V3, target=15)
    assert rounded(found.segments[0]) == (23.1053, 18.5242, 27.6864)
    assert [p.kind for p in found.points] == [Kind.IMPROVEMENT] * 12 + [Kind.CONCERN] * 7
    rules = {i: p.rule for i, p in enumerate(found.points, start=1)}
    assert [i for i, rule in rules.items() if rule is Rule.OUTSIDE] == [16]
    assert [i for i, rule in rules.items() if rule is Rule.TWO_IN_THREE] == [5, 7, 17, 19]
    assert {rules[i] for i in rules if i not in (5, 7, 16, 17, 19)} == {Rule.ONE_SIDE}
    assert found.assurance is Assurance.FAILS


def test_seven_rising_points_are_a_trend_and_six_are_not():
    assert {p.rule for p in chart(10, 11, 12, 13, 14, 15, 16, 13, 13).points[:7]} == {Rule.TREND, Rule.OUTSIDE}
    assert Rule.TREND not in {p.rule for p in chart(10, 11, 12, 13, 14, 15, 13, 13).points}


def test_an_equal_step_ends_a_trend():
    assert Rule.TREND not in {p.rule for p in chart(10, 11, 12, 12, 13, 14, 15).points}


def test_twelve_points_are_trial_and_thirteen_are_not():
    assert chart(*V1).segments[0].is_trial
    assert not chart(*V1, 42).segments[0].is_trial


def test_a_very_large_moving_range_is_dropped_once():
    found = chart(*[10, 12] * 8, 60, *[10, 12] * 8)
    assert found.segments[0].limits.average_moving_range == pytest.approx(2.0)


def test_a_lower_limit_of_a_count_is_never_below_zero():
    assert chart(0, 9, 1, 8, 0, 9).segments[0].limits.lower == 0


def test_a_percentage_is_never_above_a_hundred():
    found = chart(99, 92, 98, 91, 99, 93, polarity=Polarity.HIGHER, highest=100)
    assert found.segments[0].limits.upper == 100


def test_spc_12_a_missing_month_is_a_gap_and_not_a_zero():
    found = chart(40, 42, 40, None, 60, 62, 60)
    gap = found.points[3]
    assert (gap.value, gap.kind, gap.missing) == (None, Kind.MISSING, Missing.NOT_YET_AVAILABLE)
    # Every moving range is 2: nothing is taken across the gap.
    assert found.segments[0].limits.average_moving_range == 2.0


def test_spc_12_a_run_does_not_continue_through_a_gap():
    low, high = [20, 25] * 4, [27, 32] * 4
    assert {p.rule for p in chart(*low, *high).points[:8]} == {Rule.ONE_SIDE}
    assert {p.rule for p in chart(*low[:4], None, *low[4:], *high).points[:9]} == {None}


def test_a_doubtful_month_is_drawn_and_never_judged_a_fall():
    figures = series("2021-01", *V1[:6], Missing.DOUBTFUL, *V1[7:])
    found = xmr(figures, polarity=Polarity.LOWER, printed={Month(2021, 7): 3})
    doubtful = found.points[6]
    assert (doubtful.value, doubtful.kind, doubtful.missing) == (3, Kind.NOT_JUDGED, Missing.DOUBTFUL)
    assert found.segments[0].points_used == 11
    assert {p.kind for p in found.points} == {Kind.COMMON, Kind.NOT_JUDGED}


def test_months_inside_a_break_are_drawn_but_set_no_limits():
    covid = Break(Period(Month(2021, 5), Month(2021, 7)), "Covid restrictions")
    with_break = chart(42, 45, 39, 47, 5, 4, 6, 46, 43, 38, 45, 41, breaks=[covid])
    assert with_break.points[4].value == 5
    assert with_break.points[4].kind is Kind.NOT_JUDGED
    assert with_break.segments[0].points_used == 9


def test_no_variation_is_not_a_signal():
    found = chart(*[7] * 20)
    assert found.segments[0].limits is None
    assert {p.kind for p in found.points} == {Kind.COMMON}
    assert "has not varied" in reading_in_words(found)


def test_two_flat_levels_on_either_side_of_a_gap_are_not_judged():
    assert {p.kind for p in chart(5, 5, 5, None, 7, 7, 7).points if p.value} == {Kind.NOT_JUDGED}


def test_equal_decimals_are_not_on_a_side_of_their_mean():
    assert not any(p.is_special for p in chart(*[0.1] * 10).points)


def test_without_a_good_direction_a_signal_is_neutral():
    assert {p.kind for p in chart(*V3, polarity=Polarity.NEITHER).points} == {Kind.NEUTRAL}


def test_higher_is_better_turns_the_signals_round():
    kinds = [p.kind for p in chart(*V3, polarity=Polarity.HIGHER).points]
    assert kinds == [Kind.CONCERN] * 12 + [Kind.IMPROVEMENT] * 7


def test_a_target_equal_to_a_limit_is_hit_or_miss():
    upper = chart(*V3).segments[0].limits.upper
    assert chart(*V3, target=upper).assurance is Assurance.HIT_OR_MISS
    assert chart(*V3, target=upper + 0.001).assurance is Assurance.PASSES


def test_spc_08_a_rebase_judges_each_segment_alone():
    found = chart(*V3, rebases=[Rebase(Month(2022, 1), "New recording rules")])
    assert [s.points_used for s in found.segments] == [12, 7]
    assert not any(p.is_special for p in found.points)


def test_spc_09_the_target_is_judged_by_the_newest_segment():
    assert chart(*V3, target=20).assurance is Assurance.HIT_OR_MISS
    assert chart(*V3, target=20, rebases=[Rebase(Month(2022, 1), "New rules")]).assurance is Assurance.FAILS


def test_spc_09_the_reading_speaks_of_the_newest_segment():
    rebased = chart(*V3, 40, rebases=[Rebase(Month(2022, 1), "New recording rules")])
    assert rebased.latest.kind is Kind.CONCERN
    said = reading_in_words(rebased)
    assert "average 28" in said
    assert "Limits start again at January 2022: New recording rules." in said


def test_spc_10_a_baseline_keeps_its_limits_for_later_points():
    held = chart(*V1, 70, 80, 90, baseline=12)
    assert rounded(held.segments[0]) == (42.5833, 29.2833, 55.8833)
    assert [p.rule for p in held.points[12:]] == [Rule.OUTSIDE] * 3
    assert {p.kind for p in held.points[:12]} == {Kind.COMMON}
    assert held.segments[0].is_trial


def test_spc_10_a_baseline_keeps_its_limits_within_a_rebased_segment_too():
    rebase = Rebase(Month(2022, 1), "New recording rules", baseline=12)
    held = chart(*V3[:12], *V1, 70, 80, 90, rebases=[rebase])
    assert [s.points_used for s in held.segments] == [12, 12]
    assert rounded(held.segments[1]) == (42.5833, 29.2833, 55.8833)
    assert [p.rule for p in held.points[24:]] == [Rule.OUTSIDE] * 3


def test_spc_10_a_gap_does_not_count_among_the_first_points():
    assert rounded(chart(*V1, baseline=6).segments[0]) == rounded(
        chart(None, *V1[:6], None, *V1[6:], baseline=6).segments[0]
    )


def test_spc_10_a_baseline_that_is_too_short_for_limits_is_refused():
    with pytest.raises(ValueError, match="limits need 6 or more"):
        chart(*V1, baseline=5)


def test_a_flat_baseline_does_not_judge_what_changed_after_it():
    assert {p.kind for p in chart(*[5] * 6, 9, 9, baseline=6).points} == {Kind.NOT_JUDGED}


def test_spc_11_a_second_figure_for_a_month_is_refused():
    may = Month(2024, 5)
    with pytest.raises(ValueError, match="May 2024 has two figures"):
        one_a_month([(may, Known(3)), (may + 1, Known(4)), (may, Known(3))])
    assert one_a_month([(may + 1, Known(4)), (may, Known(3))]) == {may: Known(3), may + 1: Known(4)}


def test_spc_14_a_new_level_never_starts_new_limits_by_itself():
    found = chart(*[20, 22] * 10, *[60, 62] * 10)
    assert len(found.segments) == 1
    assert found.segments[0].points_used == 40


def test_spc_14_a_rebase_without_a_reason_is_refused():
    with pytest.raises(ValueError, match="needs a reason"):
        Rebase(Month(2022, 1), " ")


def test_five_points_are_too_few_for_limits_and_six_are_not():
    assert {p.kind for p in chart(10, 12, 11, 40, 12).points} == {Kind.NOT_JUDGED}
    assert "too few figures" in reading_in_words(chart(10, 12, 11, 40, 12))
    assert chart(10, 12, 11, 40, 12, 11).segments[0].limits is not None


def test_one_point_and_no_points_are_charts_too():
    assert chart(5).points[0].kind is Kind.NOT_JUDGED
    assert chart().points == ()
    assert "too few figures" in reading_in_words(chart(5))


def test_a_quarterly_series_has_no_gaps_between_quarters():
    figures = {Month(2024, 1) + i * 3: figure for i, figure in enumerate(series("2024-01", 5, 6, 5, 7).values())}
    found = xmr(figures, polarity=Polarity.LOWER, months_apart=3)
    assert [p.value for p in found.points] == [5, 6, 5, 7]


def test_a_month_that_does_not_fit_the_frequency_is_refused():
    with pytest.raises(ValueError, match="does not fit"):
        xmr(series("2024-01", 1, 2), polarity=Polarity.LOWER, months_apart=3)


def test_spc_13_the_reading_names_the_signal_the_range_and_the_target():
    said = reading_in_words(chart(*V3, target=15))
    assert said == (
        "July 2022: 27, one of two in three close to the upper limit (usual range 19 to 28, average 23). "
        "This is unlikely to be chance, and is a concern: lower is better. "
        "As things are, the target of 15 will be consistently missed."
    )


def test_the_reading_says_that_limits_are_trial():
    assert "they rest on 12 points, and 13 are needed" in reading_in_words(chart(*V1))


values = st.lists(st.one_of(st.integers(0, 500), st.none()), min_size=2, max_size=60)


@given(values)
def test_every_month_is_a_point_and_only_known_months_are_judged(numbers):
    figures = series("2015-01", *numbers)
    if not figures:
        return
    found = xmr(figures, polarity=Polarity.LOWER)
    assert [p.month for p in found.points] == list(Period(min(figures), max(figures)))
    assert {p.month for p in found.points if p.is_special} <= set(figures)


@given(values)
def test_a_series_read_backwards_has_the_same_special_points(numbers):
    forwards, backwards = (
        [p.rule for p in xmr(series("2015-01", *s), polarity=Polarity.LOWER).points] for s in (numbers, numbers[::-1])
    )
    assert forwards == backwards[::-1]
