"""Scanning many series: what stands out, how seldom nothing does, and what is left out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferplace.analysis.months import Month, Period
from saferplace.analysis.scan import Standing, scan
from saferplace.analysis.xmr import Break

FIRST = Month(2023, 1)


def months_of(counts):
    return [FIRST + i for i in range(counts.shape[1])]


def latest(counts, **options):
    months = months_of(counts)
    return scan(counts, months, Period(months[-1], months[-1]), **options)


def quiet(series=300, months=25, mean=8.0, clustering=0.0, seed=0):
    rng = np.random.default_rng(seed)
    levels = rng.gamma(2.0, mean / 2, size=(series, 1))
    if clustering:
        levels = levels * rng.gamma(1 / clustering, clustering, size=(series, months))
    return rng.poisson(np.broadcast_to(levels, (series, months))).astype(float)


def test_a_jump_in_one_of_many_series_stands_out_and_is_said_with_its_usual_range():
    counts = quiet()
    counts[17] = [6, 8, 7, 9, 8] * 5
    counts[17, -1] = 30
    found = latest(counts)
    assert found.exceptional[0] == 17
    assert found.series(17).standing is Standing.HIGHER
    said = found.series(17).in_words()
    assert said.startswith("30, where ")
    assert said.endswith("expected from 24 months): exceptionally high")


def test_a_fall_to_nothing_in_a_busy_series_stands_out_too():
    counts = quiet()
    counts[3] = 40
    counts[3, -1] = 5
    assert latest(counts).series(3).standing is Standing.LOWER


@pytest.mark.parametrize("clustering", [0.0, 0.1, 0.3])
def test_where_nothing_has_changed_a_scan_seldom_says_that_anything_has(clustering):
    """Benjamini-Hochberg at 5%: with nothing there, about one scan in twenty may find something."""
    scans = [latest(quiet(clustering=clustering, seed=seed)) for seed in range(60)]
    assert sum(bool(found.exceptional) for found in scans) <= 7


def test_counts_that_usually_cluster_must_cluster_more_to_stand_out():
    steady, bursty = quiet(200, 25, seed=2), quiet(200, 25, clustering=0.5, seed=2)
    for counts in (steady, bursty):
        counts[0, :-1] = [8] * 24 if counts is steady else [2, 20, 3, 5, 14, 1, 4, 15] * 3
        counts[0, -1] = 24
    assert latest(steady).series(0).standing is Standing.HIGHER
    assert not latest(bursty).series(0).standing.is_exceptional


def test_outside_its_usual_range_is_not_yet_exceptional_among_many():
    counts = quiet(300)
    counts[0] = [10, 12, 8, 11, 9] * 5
    counts[0, -1] = 19
    found = latest(counts).series(0)
    assert found.count > found.high
    assert found.standing is Standing.ODD_AMONG_SO_MANY
    assert latest(counts[:1]).series(0).standing is Standing.HIGHER


def test_every_series_is_the_same_as_each_alone():
    found = latest(quiet(40))
    assert found.every() == tuple(found.series(i) for i in range(40))


def test_small_numbers_are_too_few_to_tell():
    counts = np.zeros((4, 20))
    counts[0, ::5] = 1
    counts[0, -1] = 4
    assert {latest(counts).series(i).standing for i in range(4)} == {Standing.TOO_FEW}


def test_a_break_sets_no_expectation_and_is_said():
    counts = quiet(50, 25)
    counts[0] = 10
    counts[0, 3:9] = 60
    covid = Break(Period(FIRST + 3, FIRST + 8), "Covid restrictions")
    counts[0, -1] = 11
    found = latest(counts, breaks=[covid])
    assert found.series(0).expected == pytest.approx(10, abs=0.1)
    assert found.series(0).months == 18
    assert "March" not in str(found.baseline)
    assert not any(m in covid.period for m in found.baseline)
    assert "April to September 2023 set no expectation (Covid restrictions)." in found.in_words()


def test_a_missing_month_is_not_a_zero():
    counts = quiet(50, 25)
    counts[0] = 10
    gapped = counts.copy()
    gapped[0, 4:9] = np.nan
    assert latest(gapped).series(0).expected == pytest.approx(latest(counts).series(0).expected, rel=0.02)
    gapped[0, -1] = np.nan
    assert latest(gapped).series(0).standing is Standing.NOT_JUDGED


def test_fewer_than_six_months_before_are_not_judged():
    counts = quiet(20, 6)
    found = latest(counts)
    assert found.number(Standing.NOT_JUDGED) == 20
    assert found.exceptional == ()
    assert found.series(0).in_words() == "not judged: 5 months to compare with"


def test_a_quarter_is_judged_as_one_and_later_months_are_ignored():
    counts = quiet(100, 30)
    counts[0] = 10
    months = months_of(counts)
    found = scan(counts, months, Period(months[24], months[26]))
    assert found.series(0).count == 30
    assert found.series(0).expected == pytest.approx(30, rel=0.01)
    assert found.baseline == tuple(months[:24])


def test_weights_carry_the_length_or_the_season_of_a_month():
    counts = np.full((10, 25), 10.0)
    weights = np.ones(25)
    weights[-1] = 2.0
    assert latest(counts, weights=weights).series(0).expected == pytest.approx(20, rel=0.01)


def test_the_words_add_up_to_all_that_was_looked_at():
    counts = quiet(120)
    counts[5, -1] = 90
    counts[6, -1] = np.nan
    found = latest(counts)
    assert sum(found.number(standing) for standing in Standing) == len(found) == 120
    assert found.in_words().startswith("1 of 120 stands out (1 high, 0 low);")


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.randoms())
def test_neither_the_order_of_series_nor_that_of_months_matters(seed, shuffle):
    counts = quiet(40, 14, clustering=0.2, seed=seed)
    months = months_of(counts)
    judged = Period(months[-1], months[-1])
    rows, columns = list(range(40)), list(range(14))
    shuffle.shuffle(rows)
    shuffle.shuffle(columns)
    found = scan(counts, months, judged)
    other = scan(counts[rows][:, columns], [months[c] for c in columns], judged)
    assert other.chance == pytest.approx(found.chance[rows])
    assert (other.standing == found.standing[rows]).all()


def test_empty_and_impossible_input_is_a_result_or_a_sentence():
    months = [FIRST + i for i in range(8)]
    assert len(scan(np.empty((0, 8)), months, Period(months[-1], months[-1]))) == 0
    judged = Period(months[-1], months[-1])
    for counts, held, why in (
        (np.full((2, 8), -1.0), months, "whole numbers"),
        (np.full((2, 8), 0.5), months, "whole numbers"),
        (np.full((2, 8), np.inf), months, "whole numbers"),
        (np.ones((2, 7)), months, "column for each month"),
        (np.ones((2, 8)), [months[0], *months[:7]], "no month twice"),
    ):
        with pytest.raises(ValueError, match=why):
            scan(counts, held, judged)
    with pytest.raises(ValueError, match="not among the months held"):
        scan(np.ones((2, 8)), months, Period(months[-1] + 1, months[-1] + 1))
    with pytest.raises(ValueError, match="lies in a break"):
        scan(np.ones((2, 8)), months, judged, breaks=[Break(judged, "new system")])
    with pytest.raises(ValueError, match="Weights"):
        scan(np.ones((2, 8)), months, judged, weights=np.zeros(8))


def test_all_zero_and_very_large_counts_are_judged_without_a_warning():
    counts = np.zeros((3, 20))
    counts[1] = 1e7
    counts[2] = [1e7] * 19 + [2e7]
    found = latest(counts)
    assert [found.series(i).standing for i in range(2)] == [Standing.TOO_FEW, Standing.UNREMARKABLE]
