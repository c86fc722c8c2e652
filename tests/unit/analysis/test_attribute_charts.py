"""Charts of rates, shares and rare events: their edges, and what they say."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplace.analysis.attribute_charts import (
    Tally,
    days_between,
    g_chart,
    laney_p_chart,
    laney_u_chart,
    p_chart,
    rare_events_in_words,
    rate_chart_in_words,
    t_chart,
    u_chart,
)
from saferplace.analysis.missing import Missing
from saferplace.analysis.months import Month, Period
from saferplace.analysis.xmr import Break, Kind, Polarity, Rule

JANUARY = Month(2021, 1)
ALL = (u_chart, laney_u_chart, p_chart, laney_p_chart)


def tallies(events, out_of, first=JANUARY):
    sizes = out_of if isinstance(out_of, list) else [out_of] * len(events)
    pairs = enumerate(zip(events, sizes, strict=True))
    return {first + i: e if isinstance(e, Missing) else Tally(e, n) for i, (e, n) in pairs}


def test_each_month_has_limits_of_its_own_and_fewer_people_make_them_wider():
    chart = u_chart(tallies([50, 52, 48, 51, 49, 50, 13], [1000] * 6 + [250]), polarity=Polarity.LOWER)
    widths = [p.upper - p.lower for p in chart.points]
    assert widths[0] == widths[5] < widths[6]
    assert {p.kind for p in chart.points} == {Kind.COMMON}


def test_the_same_rate_is_special_among_many_people_and_not_among_few():
    calm = [(500, 10_000.0)] * 12
    for size, kind in ((10_000, Kind.CONCERN), (50, Kind.COMMON)):
        events, out_of = zip(*calm, (size * 6 // 100, size), strict=True)
        assert u_chart(tallies(events, list(out_of)), polarity=Polarity.LOWER).points[-1].kind is kind


def test_large_denominators_shout_without_laney_and_not_with():
    rng = np.random.default_rng(7)
    rates = 0.08 * (1 + 0.15 * rng.standard_normal(24))
    held = tallies([int(1e5 * rate) for rate in rates], 1e5)
    plain, laney = u_chart(held, polarity=Polarity.LOWER), laney_u_chart(held, polarity=Polarity.LOWER)
    assert sum(p.rule is Rule.OUTSIDE for p in plain.points) > 12
    assert sum(p.rule is Rule.OUTSIDE for p in laney.points) == 0
    assert laney.dispersion > 5
    assert "times as much as chance alone" in rate_chart_in_words(laney)


def test_laney_changes_little_where_chance_is_all():
    rng = np.random.default_rng(3)
    held = tallies([int(n) for n in rng.poisson(40, 200)], 1000.0)
    assert laney_u_chart(held, polarity=Polarity.LOWER).dispersion == pytest.approx(1, abs=0.12)


def test_polarity_turns_what_is_special_into_concern_or_improvement():
    held = tallies([50] * 12 + [100], 1000.0)
    for polarity, kind in (
        (Polarity.LOWER, Kind.CONCERN),
        (Polarity.HIGHER, Kind.IMPROVEMENT),
        (Polarity.NEITHER, Kind.NEUTRAL),
    ):
        assert u_chart(held, polarity=polarity).points[-1].kind is kind


def test_a_missing_month_is_a_gap_that_ends_a_run_and_sets_no_limits():
    low, high = [50] * 4, [70] * 8
    whole = u_chart(tallies([*low, *low, *high], 1e4), polarity=Polarity.LOWER)
    cut = u_chart(tallies([*low, Missing.DOUBTFUL, *low, *high], 1e4), polarity=Polarity.LOWER)
    assert whole.points[0].rule is Rule.ONE_SIDE
    assert cut.points[0].rule is None
    assert (cut.points[4].kind, cut.points[4].missing) == (Kind.MISSING, Missing.DOUBTFUL)
    assert cut.points_used == 16


def test_months_of_a_break_are_drawn_and_neither_judged_nor_used():
    covid = Break(Period(JANUARY + 3, JANUARY + 5), "Covid restrictions")
    chart = p_chart(tallies([30, 31, 29, 2, 3, 1, 30, 32, 28, 30], 100), polarity=Polarity.HIGHER, breaks=[covid])
    assert [p.kind for p in chart.points[3:6]] == [Kind.NOT_JUDGED] * 3
    assert chart.points[4].value == 0.03
    assert chart.centre == pytest.approx(0.3)


def test_a_share_is_never_limited_below_nothing_or_above_all():
    chart = p_chart(tallies([19, 20, 19, 20, 19, 20, 0, 1], 20), polarity=Polarity.HIGHER)
    assert all(0 <= p.lower <= p.upper <= 1 for p in chart.points)


@pytest.mark.parametrize("chart", ALL)
def test_no_variation_is_no_signal_and_too_few_months_are_not_judged(chart):
    flat = chart(tallies([7] * 9, 70), polarity=Polarity.LOWER)
    assert {p.kind for p in flat.points} == {Kind.COMMON}
    assert {p.kind for p in chart(tallies([0] * 9, 70), polarity=Polarity.LOWER).points} == {Kind.COMMON}
    few = chart(tallies([7, 9, 8, 30, 2], 70), polarity=Polarity.LOWER)
    assert {p.kind for p in few.points} == {Kind.NOT_JUDGED}
    assert "too few figures" in rate_chart_in_words(few)
    assert chart({}, polarity=Polarity.LOWER).points == ()


@pytest.mark.parametrize(
    ("chart", "tally", "why"),
    [
        (u_chart, Tally(1, 0), "something to be out of"),
        (u_chart, Tally(-1, 5), "below zero"),
        (p_chart, Tally(6, 5), "not a share"),
    ],
)
def test_a_tally_that_cannot_be_is_refused_with_its_month(chart, tally, why):
    with pytest.raises(ValueError, match=rf"January 2021: .*{why}"):
        chart({JANUARY: tally}, polarity=Polarity.LOWER)


def test_the_words_give_events_denominator_range_and_that_limits_are_trial():
    said = rate_chart_in_words(p_chart(tallies([10, 12, 9, 11, 10, 12, 40], 100), polarity=Polarity.HIGHER), per=100)
    assert said == (
        "July 2021: 40.0 in 100 (40 of 100), above the usual range (usual range 4.2 to 25.5 for this month). "
        "This is unlikely to be chance, and is an improvement. The limits are trial limits: they rest on 7 points, "
        "and 13 are needed to rely on them."
    )


@given(st.lists(st.integers(0, 60), min_size=6, max_size=30), st.sampled_from([2.0, 10.0]))
def test_people_counted_in_other_units_change_nothing_but_the_unit(events, scale):
    one, other = (laney_u_chart(tallies(events, 500.0 * s), polarity=Polarity.LOWER) for s in (1.0, scale))
    assert [p.rule for p in one.points] == [p.rule for p in other.points]
    assert one.dispersion == pytest.approx(other.dispersion)


def test_days_between_rare_events_count_from_each_to_the_next():
    days = [dt.date(2024, 1, 1) + dt.timedelta(days=d) for d in (40, 0, 10, 10)]
    assert days_between(days) == [10, 0, 30]


def test_a_long_quiet_time_is_an_improvement_where_fewer_events_are_better():
    quiet = g_chart([9, 12, 7, 10, 11, 8, 200], polarity=Polarity.LOWER)
    assert quiet.gaps[-1].kind is Kind.IMPROVEMENT
    assert g_chart([9, 12, 7, 10, 11, 8, 200], polarity=Polarity.HIGHER).gaps[-1].kind is Kind.CONCERN


def test_a_cluster_of_rare_events_shows_as_a_run_of_short_gaps():
    found = g_chart([60, 75, 50, 80, 90, 70, 3, 4, 2, 5, 1, 3, 2], polarity=Polarity.LOWER)
    assert [g.rule for g in found.gaps[6:]] == [Rule.ONE_SIDE] * 7
    assert {g.kind for g in found.gaps[6:]} == {Kind.CONCERN}
    said = rare_events_in_words(found, since_the_last=400)
    assert "seven or more in a row below the middle" in said
    assert "already an unusually long time" in said


def test_two_events_at_one_moment_belong_in_a_chart_of_whole_days():
    with pytest.raises(ValueError, match="g-chart"):
        t_chart([3.0, 0.0, 2.0], polarity=Polarity.LOWER)
    with pytest.raises(ValueError, match="in order"):
        g_chart([3, -1], polarity=Polarity.LOWER)


@pytest.mark.parametrize("chart", [g_chart, t_chart])
def test_too_few_or_equal_gaps_set_no_limits(chart):
    assert {g.kind for g in chart([3, 9, 4], polarity=Polarity.LOWER).gaps} == {Kind.NOT_JUDGED}
    assert "too few" in rare_events_in_words(chart([3, 9, 4], polarity=Polarity.LOWER))
    assert not any(g.rule for g in chart([5] * 10, polarity=Polarity.LOWER).gaps)
    assert chart([], polarity=Polarity.LOWER).gaps == ()


def test_events_that_come_by_chance_seldom_make_a_gap_special():
    rng = np.random.default_rng(11)
    charts = [t_chart(list(rng.exponential(30, 25)), polarity=Polarity.LOWER) for _ in range(50)]
    outside = sum(gap.rule is Rule.OUTSIDE for chart in charts for gap in chart.gaps)
    assert outside <= 50 * 25 * 0.01
