"""Many changes at once: verdicts that allow for how many were looked at."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferplace.analysis.many_changes import AmongMany, changes_among_many


def test_a_change_that_is_real_alone_can_be_chance_among_many():
    alone = changes_among_many([(75, 50)])
    assert alone[0].verdict is AmongMany.RISE
    crowd = changes_among_many([(75, 50), *[(50, 51)] * 60])
    assert crowd[0].verdict is AmongMany.CHANCE_AMONG_SO_MANY
    assert crowd[0].change == alone[0].change


def test_a_large_change_stays_real_among_many():
    assert changes_among_many([(150, 50), *[(50, 51)] * 60])[0].verdict is AmongMany.RISE


def test_where_nothing_changed_few_pages_say_that_anything_did():
    """Benjamini-Hochberg at 5%: about one page of 40 rows in twenty."""
    rng = np.random.default_rng(6)
    pages = [changes_among_many([tuple(map(int, pair)) for pair in rng.poisson(60, (40, 2))]) for _ in range(60)]
    assert sum(any(one.verdict.is_real for one in page) for page in pages) <= 7


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=12))
def test_swapping_the_periods_turns_rises_into_falls(pairs):
    other_way = {AmongMany.RISE: AmongMany.FALL, AmongMany.FALL: AmongMany.RISE}
    there = [one.verdict for one in changes_among_many(pairs)]
    back = [one.verdict for one in changes_among_many([(before, now) for now, before in pairs])]
    assert [other_way.get(verdict, verdict) for verdict in there] == back


def test_a_longer_period_is_allowed_for():
    assert changes_among_many([(200, 100)], exposure=2.0)[0].verdict is AmongMany.COULD_BE_CHANCE


def test_a_count_below_zero_is_refused():
    with pytest.raises(ValueError, match="below zero"):
        changes_among_many([(1, -1)])
