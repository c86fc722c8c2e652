"""What is hidden in a table for everybody, and that no arithmetic brings it back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array

from saferplace.analysis.disclosure import (
    SmallCounts,
    Sums,
    attackers_bounds,
    narrowed,
    percent_of,
    randomly_rounded,
    side_by_side,
    suppress,
    suppress_linked,
    two_way,
    within_groups,
)
from saferplace.analysis.missing import Missing

counts = st.one_of(st.integers(0, 6), st.integers(0, 60))
shapes = st.tuples(st.integers(1, 6), st.integers(1, 5))
tables = shapes.flatmap(lambda shape: arrays(np.int64, shape, elements=counts))
rules = st.sampled_from([SmallCounts(), SmallCounts(highest=9), SmallCounts(lowest=0), SmallCounts(highest=2)])

EXAMPLE = np.array([[2, 9, 30], [11, 8, 40], [0, 25, 3]])


def test_small_counts_are_hidden_and_enough_else_that_totals_do_not_give_them_away():
    found = suppress(EXAMPLE)
    assert found.hidden[0, 0] and found.hidden[2, 2]
    assert 2 <= found.hidden_to_protect <= 5
    assert found.shown(0, 0) is Missing.SUPPRESSED
    assert (found.shown(2, 0), found.shown(-1, -1)) == (0, 128)
    assert narrowed(two_way(EXAMPLE), found.hidden.ravel(), found.rule) == []


def test_hiding_small_counts_alone_lets_a_reader_work_them_out():
    small = SmallCounts().hides(two_way(EXAMPLE).values)
    bounds = attackers_bounds(two_way(EXAMPLE), small, 1)
    assert bounds.lower.tolist() == bounds.upper.tolist() == [2, 3]
    assert len(narrowed(two_way(EXAMPLE), small, SmallCounts())) == 2


def test_a_table_without_small_counts_is_shown_whole():
    assert not suppress(np.array([[5, 0], [12, 40]])).hidden.any()


@settings(max_examples=100, deadline=None)
@given(tables, rules)
def test_no_hidden_count_is_ever_recoverable(table, rule):
    found = suppress(table, rule)
    assert found.hidden[found.small].all()
    assert narrowed(two_way(table), found.hidden.ravel(), rule) == []


@settings(max_examples=30, deadline=None)
@given(tables, rules)
def test_bounds_hold_the_truth_and_every_hidden_interval_is_wide(table, rule):
    found, sums = suppress(table, rule), two_way(table)
    bounds = attackers_bounds(sums, found.hidden.ravel(), rule.lowest)
    true = sums.values[bounds.hidden]
    assert (bounds.lower <= true + 1e-6).all()
    assert (bounds.upper >= true - 1e-6).all()
    assert (bounds.upper - bounds.lower > 1 - 1e-6).all()
    small_cells = rule.hides(true) & ~sums.is_total[bounds.hidden]
    assert (bounds.lower[small_cells] <= rule.lowest + 1e-6).all()
    assert (bounds.upper[small_cells] >= rule.highest - 1e-6).all()


@settings(max_examples=30, deadline=None)
@given(tables, st.randoms(use_true_random=False))
def test_a_shuffled_table_is_as_safe_and_hides_about_as_much(table, random):
    order = list(range(len(table)))
    random.shuffle(order)
    one, other = suppress(table), suppress(table[order])
    assert one.small.sum() == other.small.sum()
    assert narrowed(two_way(table[order]), other.hidden.ravel(), other.rule) == []


@settings(max_examples=40, deadline=None)
@given(arrays(np.int64, (5, 3), elements=counts))
def test_wards_within_districts_are_safe_together_with_their_districts(table):
    sums = within_groups(table, [0, 0, 1, 1, 1])
    hidden = suppress_linked(sums)
    assert narrowed(sums, hidden, SmallCounts()) == []


def test_protecting_wards_alone_is_not_enough_where_districts_are_shown_too():
    """Safe among all wards, the small count of the first district is its district's less its other ward's."""
    table = np.array([[2, 40], [20, 50], [6, 30], [9, 25]])
    sums = within_groups(table, [0, 0, 1, 1])
    wards = suppress(table).hidden
    careless = np.vstack([wards[:4], np.zeros((2, 3), dtype=bool), wards[4:]]).ravel()
    assert narrowed(two_way(table), wards.ravel(), SmallCounts()) == []
    assert 0 in narrowed(sums, careless, SmallCounts())
    assert narrowed(sums, suppress_linked(sums), SmallCounts()) == []


def test_two_safe_tables_that_overlap_are_found_out_by_their_difference():
    """The same place with and without one street: what the street had is the difference, and it is small."""
    town, without_street = np.array([[40, 60], [30, 20]]), np.array([[38, 60], [30, 20]])
    street = np.array([[2, 0]])
    # The street itself is not published: hidden, and known only to be 0 or more.
    apart = two_way(np.vstack([without_street, street]))
    both = side_by_side(two_way(town), apart, [(0, [0, 6]), (1, [1, 7])])
    hidden = np.zeros(len(both.values), dtype=bool)
    hidden[9 + 6 : 9 + 12] = True  # the street's row, and the totals that hold it
    assert narrowed(two_way(town), np.zeros(9, dtype=bool), SmallCounts()) == []
    found = narrowed(both, hidden, SmallCounts(), lowest=0)
    assert 9 + 6 in found


def test_a_rule_that_would_tell_what_it_hides_and_a_table_that_is_none_are_refused():
    with pytest.raises(ValueError, match="hiding one would tell it"):
        SmallCounts(1, 1)
    with pytest.raises(ValueError, match="at least one row"):
        suppress(np.zeros((0, 3)))
    with pytest.raises(ValueError, match="whole numbers from 0"):
        suppress(np.array([[1.5, 2.0]]))
    with pytest.raises(ValueError, match="whole numbers from 0"):
        suppress(np.array([[np.nan, 2.0]]))
    with pytest.raises(ValueError, match="each number of the table"):
        narrowed(two_way(EXAMPLE), np.zeros(3, dtype=bool), SmallCounts())
    with pytest.raises(ValueError, match="stands so alone"):
        suppress_linked(Sums(np.array([2, 1, 3]), csr_array(np.array([[1, 1, -1], [1, -2, 0]]))))


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=30), st.integers(0, 99), st.integers(2, 20))
def test_rounding_goes_to_a_neighbouring_multiple_and_is_the_same_again(values, seed, base):
    names = [f"cell {i}" for i in range(len(values))]
    rounded = randomly_rounded(values, names, seed=seed, base=base)
    assert (rounded % base == 0).all()
    assert (np.abs(rounded - values) < base).all()
    backwards = randomly_rounded(values[::-1], names[::-1], seed=seed, base=base)
    assert backwards[::-1].tolist() == rounded.tolist()


def test_rounding_is_right_on_average():
    names = [f"cell {i}" for i in range(20_000)]
    for count in (1, 2, 3, 4, 7):
        assert randomly_rounded([count] * 20_000, names, seed=8).mean() == pytest.approx(count, abs=0.06)
    with pytest.raises(ValueError, match="a name for each"):
        randomly_rounded([1, 2], ["one"], seed=1)


def test_a_percentage_of_something_hidden_is_hidden():
    assert percent_of(Missing.SUPPRESSED, 40) is Missing.SUPPRESSED
    assert percent_of(4, Missing.SUPPRESSED) is Missing.SUPPRESSED
    assert percent_of(0, 0) is Missing.NOT_CALCULABLE
    assert percent_of(10, 40) == 25
