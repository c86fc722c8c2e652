"""Funnel plots: which places stand out, and that spread between places is allowed for."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplace.analysis.funnel import (
    Standing,
    additive_binomial_funnel,
    additive_poisson_funnel,
    exact_binomial_funnel,
    exact_poisson_funnel,
    multiplicative_binomial_funnel,
    multiplicative_poisson_funnel,
)

EVERY = (
    exact_poisson_funnel,
    exact_binomial_funnel,
    additive_poisson_funnel,
    additive_binomial_funnel,
    multiplicative_poisson_funnel,
    multiplicative_binomial_funnel,
)


def alike(n=30, rate=0.02, seed=5):
    rng = np.random.default_rng(seed)
    return {
        f"place {i}": (int(rng.poisson(rate * size)), float(size))
        for i, size in enumerate(rng.integers(500, 90_000, n))
    }


@pytest.mark.parametrize("funnel", EVERY)
def test_places_that_differ_by_chance_do_not_stand_out(funnel):
    found = funnel(alike())
    assert not [p for p in found.places if p.standing.is_exceptional]
    assert found.in_words().startswith("None of 30 places stands out.")


@pytest.mark.parametrize("funnel", EVERY)
def test_a_place_far_from_the_rest_stands_out_on_its_side(funnel):
    found = funnel(alike() | {"High Town": (1500, 30_000.0), "Low End": (100, 30_000.0)})
    standing = {p.name: p.standing for p in found.places}
    assert standing["High Town"] is Standing.FAR_ABOVE
    assert standing["Low End"] is Standing.FAR_BELOW
    assert "Much higher than chance explains: High Town. Much lower: Low End." in found.in_words()


def test_limits_that_allow_for_spread_call_out_fewer_when_every_place_has_a_level_of_its_own():
    rng = np.random.default_rng(8)
    spread = {
        f"{i}": (int(rng.poisson(0.02 * size * rng.gamma(20, 1 / 20))), 1.0 * size)
        for i, size in enumerate([80_000] * 60)
    }
    exact, added = exact_poisson_funnel(spread), additive_poisson_funnel(spread)
    far = [sum(p.standing.is_exceptional for p in funnel.places) for funnel in (exact, added)]
    assert far[0] > 20
    assert far[1] <= 1
    assert "more than these limits allow" in exact.in_words()
    assert "the limits allow for that" in added.in_words()


def test_an_outlier_does_not_hide_itself_by_widening_the_limits():
    assert additive_poisson_funnel(alike(20) | {"Out": (1500, 30_000.0)}).dispersion.phi < 3


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(400, 5000)), min_size=2, max_size=25), st.sampled_from(EVERY)
)
def test_limits_are_in_order_between_nothing_and_all_and_narrow_with_size(pairs, funnel):
    found = funnel({str(i): (events, float(out_of)) for i, (events, out_of) in enumerate(pairs)})
    for line in found.lines:
        ends = (line.lower_998, line.lower_95, line.upper_95, line.upper_998)
        assert list(ends) == sorted(ends)
        assert line.lower_998 >= 0
        assert line.lower_95 <= found.centre * (1 + 1e-9)
        assert line.upper_95 >= found.centre * (1 - 1e-9)
    uppers = [line.upper_998 for line in found.lines]
    assert all(b <= a * (1 + 1e-6) for a, b in pairwise(uppers))


def test_the_order_of_places_changes_nothing():
    places = alike()
    back = dict(reversed(places.items()))
    assert {p.name: p.standing for p in additive_poisson_funnel(places).places} == {
        p.name: p.standing for p in additive_poisson_funnel(back).places
    }


def test_no_events_anywhere_is_a_funnel_in_which_nobody_stands_out():
    for funnel in EVERY:
        assert {p.standing for p in funnel({"a": (0, 100.0), "b": (0, 900.0)}).places} == {Standing.WITHIN}


@pytest.mark.parametrize(
    ("places", "why"),
    [
        ({"a": (1, 10.0)}, "two or more"),
        ({"a": (1, 0.0), "b": (1, 5.0)}, "a: 1 of 0"),
        ({"a": (-1, 9.0), "b": (1, 5.0)}, "0 or more"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_a_sentence(places, why):
    with pytest.raises(ValueError, match=why):
        additive_poisson_funnel(places)


def test_a_share_above_all_is_refused():
    with pytest.raises(ValueError, match="not a share"):
        exact_binomial_funnel({"a": (11, 10.0), "b": (1, 5.0)})
