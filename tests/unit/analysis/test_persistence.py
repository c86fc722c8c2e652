"""Places over time: every place has one history, and the rules decide it as they are written."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from saferplace.analysis.persistence import (
    History,
    Rules,
    histories,
    histories_of_snap_points,
    hot_by_chance,
    hot_by_p_value,
    hot_by_share,
    hot_by_z_score,
    mann_kendall,
)

FLAT = [5, 6, 5, 6, 5, 6, 5, 6, 5, 6]
UP, DOWN = list(range(10)), list(range(10, 0, -1))
TABLES = arrays(np.int64, st.tuples(st.integers(1, 12), st.integers(4, 14)), elements=st.integers(0, 6))


def one(hot: str, intensity: list[int], rules: Rules | None = None) -> History:
    return histories([[c == "#" for c in hot]], [intensity], rules).history[0]


@pytest.mark.parametrize(
    ("hot", "intensity", "expected"),
    [
        ("..........", FLAT, History.NEVER_HOT),
        (".........#", FLAT, History.NEW),
        ("........##", FLAT, History.SPORADIC),
        ("#........#", UP, History.SPORADIC),
        ("#########.", FLAT, History.HISTORICAL),
        ("#.........", FLAT, History.HISTORICAL),
        (".#########", FLAT, History.PERSISTENT),
        ("##########", UP, History.INTENSIFYING),
        (".#########", DOWN, History.DIMINISHING),
        ("..########", DOWN, History.SPORADIC),
    ],
)
def test_the_first_rule_that_fits_decides(hot: str, intensity: list[int], expected: History) -> None:
    assert one(hot, intensity) is expected


def test_lately_can_be_more_than_the_last_period() -> None:
    assert one("#########.", FLAT, Rules(recent=3)) is History.PERSISTENT
    assert one("........##", FLAT, Rules(recent=3)) is History.NEW
    assert one("..###.#...", FLAT, Rules(recent=3)) is History.HISTORICAL
    assert one(".#.#.#.#.#", FLAT, Rules(mostly=0.5)) is History.PERSISTENT


@given(TABLES, st.integers(1, 3), st.floats(0.1, 1))
@settings(max_examples=60, deadline=None)
def test_every_place_has_exactly_one_history_and_keeps_it_in_any_order(
    counts: np.ndarray, recent: int, mostly: float
) -> None:
    rules = Rules(mostly=mostly, recent=recent)
    hot = counts >= 4
    found = histories(hot, counts, rules)
    assert sum(found.numbers().values()) == len(counts)
    assert (found.periods_hot == hot.sum(axis=1)).all()
    assert ((found.history == History.NEVER_HOT) == ~hot.any(axis=1)).all()
    turned = histories(hot[::-1], counts[::-1], rules)
    assert (turned.history[::-1] == found.history).all()


@given(TABLES)
@settings(max_examples=60, deadline=None)
def test_a_trend_turns_round_with_time_and_does_not_mind_the_scale(counts: np.ndarray) -> None:
    found, backwards = mann_kendall(counts), mann_kendall(counts[:, ::-1])
    assert (backwards.score == -found.score).all() and backwards.p == pytest.approx(found.p)
    assert mann_kendall(np.exp(counts)).z == pytest.approx(found.z)
    assert ((found.p > 0) & (found.p <= 1)).all() and (np.abs(found.tau) <= 1 + 1e-12).all()


def test_a_place_that_never_changes_has_no_trend() -> None:
    found = mann_kendall(np.full((3, 12), 7.0))
    assert found.p.tolist() == [1, 1, 1] and found.tau.tolist() == [0, 0, 0]


def test_runs_and_the_last_hot_period_are_counted() -> None:
    found = histories([[1, 1, 0, 1, 1, 1, 0], [0] * 7], np.ones((2, 7)))
    assert (found.longest_run.tolist(), found.last_hot.tolist()) == ([3, 0], [5, -1])


def test_never_more_than_the_share_of_places_is_hot_and_never_an_empty_one() -> None:
    counts = np.array([[9, 0, 2], [8, 0, 2], [8, 0, 2], [1, 1, 2], [0, 0, 2]])
    assert hot_by_share(counts, 0.4).T.tolist() == [
        [True, False, False, False, False],  # the two that tie for second place would make three
        [False, False, False, True, False],
        [False] * 5,
    ]


def test_places_are_hot_beyond_chance_only_where_chance_is_unlikely() -> None:
    rng = np.random.default_rng(4)
    even = rng.poisson(3, (200, 12))
    assert hot_by_chance(even).sum() <= 3
    even[7] = 15
    assert hot_by_chance(even)[7].all()


def test_a_place_with_more_people_is_expected_to_have_more() -> None:
    counts = np.array([[30], [10], [10], [10]])
    assert hot_by_chance(counts)[0, 0]
    assert not hot_by_chance(counts, [3, 1, 1, 1]).any()


def test_no_events_at_all_make_nothing_hot() -> None:
    assert not hot_by_chance(np.zeros((5, 3))).any()
    assert not hot_by_share(np.zeros((5, 3)), 0.5).any()
    assert histories(np.zeros((5, 4)), np.zeros((5, 4))).in_words() == "None of 5 places was hot in any of 4 periods."


def test_only_high_scores_are_hot() -> None:
    z = np.zeros((50, 2))
    z[0], z[1] = 5, -5
    assert np.argwhere(hot_by_z_score(z)).tolist() == [[0, 0], [0, 1]]


def test_of_many_small_p_values_those_that_chance_makes_are_sorted_out() -> None:
    p = np.linspace(0.001, 1, 1000)[:, None]
    assert not hot_by_p_value(p).any()
    p[:30] = 0.0001
    assert hot_by_p_value(p)[:30].all() and not hot_by_p_value(p)[40:].any()


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: mann_kendall([[1, 2, 3]]), "at least 4 periods; there are 3"),
        (lambda: mann_kendall([[1, 2, np.nan, 4]]), "leave those periods out"),
        (lambda: mann_kendall([1, 2, 3, 4]), "table of places and periods"),
        (lambda: hot_by_share([[1], [2]], 0.1), "less than one place"),
        (lambda: hot_by_chance([[1, np.nan]]), "leave out periods"),
        (lambda: hot_by_chance([[1], [2]], [1, 0]), "above zero"),
        (lambda: hot_by_p_value([[0.5, np.nan]]), "a probability in each period"),
        (lambda: hot_by_z_score([[]]), "a score in each period"),
        (lambda: histories([[1, 0]], [[1, 0, 0]]), "same places and periods"),
        (lambda: histories([[1, 0, 0, 0]], [[1, 0, 0, 0]], Rules(recent=4)), "no earlier ones"),
        (lambda: Rules(mostly=0), "above 0"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_a_sentence(call, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        call()


def test_points_published_by_the_police_say_what_they_are() -> None:
    (said,) = histories_of_snap_points([[1, 0, 0, 1]], [[1, 0, 0, 1]]).caveats
    assert "not where it happened" in said
