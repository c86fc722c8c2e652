"""Hit rate, PAI and PEI: against brute force, and what must hold for any crimes."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplace.analysis.prospective import (
    NIJ_CHALLENGE,
    Places,
    accuracy,
    chosen_places,
    chosen_shares,
)

counts = st.lists(st.integers(0, 9), min_size=2, max_size=30)


def test_the_worked_example_of_90_of_600_crimes_in_0_9_of_212_square_kilometres_gives_35_3() -> None:
    later, area = np.array([90.0, 510.0]), np.array([0.9, 211.1])
    found = accuracy(np.array([1.0, 0.0]), later, area)
    assert found.hit_rate == pytest.approx(0.15)
    assert found.pai is not None and round(found.pai, 1) == 35.3


def test_pai_and_pei_agree_with_trying_every_choice_of_cells() -> None:
    chance = np.random.default_rng(4)
    for _ in range(20):
        later, scores, area = chance.poisson(2.0, 8).astype(float), chance.random(8), np.full(8, 0.0625)
        found = accuracy(chosen_shares(scores, area, 3 * 0.0625), later, area)
        top = np.argsort(-scores)[:3]
        best = max(later[list(three)].sum() for three in combinations(range(8), 3))
        assert found.pai == pytest.approx(later[top].sum() / later.sum() / (3 / 8))
        assert found.pei == pytest.approx(later[top].sum() / best)


def test_equal_scores_are_worth_what_a_draw_among_them_gives_on_average() -> None:
    chance = np.random.default_rng(5)
    later, scores, area = chance.poisson(2.0, 9).astype(float), np.repeat([2.0, 1.0, 0.0], 3), np.ones(9)
    drawn = [later[[0, 1, 2, 3 + chance.integers(3)]].sum() for _ in range(4000)]
    assert chosen_shares(scores, area, 4) @ later == pytest.approx(np.mean(drawn), abs=0.1)


@given(counts, st.data())
def test_no_forecast_beats_the_best_possible_and_the_whole_area_scores_one(
    later: list[int], drawn: st.DataObject
) -> None:
    size = len(later)
    numbers = st.lists(st.floats(0, 10), min_size=size, max_size=size)
    areas = st.lists(st.floats(0.01, 3), min_size=size, max_size=size)
    came, scores, area = np.array(later, dtype=float), np.array(drawn.draw(numbers)), np.array(drawn.draw(areas))
    budget = drawn.draw(st.floats(0.01, 1)) * area.sum()
    shares = chosen_shares(scores, area, budget)
    assert shares @ area == pytest.approx(budget)
    found = accuracy(shares, came, area)
    if came.sum():
        assert found.pei is None or found.pei <= 1 + 1e-9
        assert accuracy(np.ones(size), came, area).pai == pytest.approx(1)
        assert accuracy(chosen_shares(came, area, budget), came, area).pei == pytest.approx(1)


@given(counts, st.randoms())
def test_the_order_of_the_places_changes_nothing(later: list[int], shuffler) -> None:  # type: ignore[no-untyped-def]
    came, area = np.array(later, dtype=float), np.ones(len(later))
    scores = np.arange(len(later)) % 4.0
    turned = list(range(len(later)))
    shuffler.shuffle(turned)
    straight = accuracy(chosen_shares(scores, area, 1.5), came, area)
    shuffled = accuracy(chosen_shares(scores[turned], area, 1.5), came[turned], area)
    assert straight.hits == pytest.approx(shuffled.hits)
    assert straight.best_hits == pytest.approx(shuffled.best_hits)


def test_ground_that_cools_is_recaptured_less() -> None:
    before, later, area = np.array([8.0, 1, 1]), np.array([4.0, 3, 3]), np.ones(3)
    found = accuracy(np.array([1.0, 0, 0]), later, area, before)
    assert found.recapture_rate == pytest.approx(0.4 / 0.8)


def test_the_list_takes_whole_places_breaks_ties_by_position_and_leaves_out_what_nothing_speaks_for() -> None:
    ground = Places(np.array([0.0, 1, 0, 1, 5]), np.array([0.0, 0, 9, 9, 9]), np.ones(5))
    scores = np.array([1.0, 1, 1, 3, 0])
    assert chosen_places(scores, ground, 3.9).tolist() == [3, 2, 0]
    assert chosen_places(scores, ground, 5).tolist() == [3, 2, 0, 1]


def test_an_area_that_cannot_be_chosen_is_refused() -> None:
    for budget in (0, -1, 3.5, np.nan):
        with pytest.raises(ValueError, match="at most the whole"):
            chosen_shares(np.ones(3), np.ones(3), budget)
    with pytest.raises(ValueError, match="must be a number"):
        chosen_shares(np.array([1, np.nan]), np.ones(2), 1)
    with pytest.raises(ValueError, match="No ground"):
        accuracy(np.zeros(3), np.ones(3), np.ones(3))


def test_without_later_crimes_nothing_is_calculable() -> None:
    found = accuracy(np.array([1.0, 0]), np.zeros(2), np.ones(2))
    assert (found.hit_rate, found.pai, found.pei, found.recapture_rate) == (None, None, None, None)


def test_the_challenge_allows_cells_of_120_metres_and_not_of_200() -> None:
    assert NIJ_CHALLENGE.broken_by(0.12**2, 1.9) == ()
    assert len(NIJ_CHALLENGE.broken_by(0.2**2, 0.5)) == 2
