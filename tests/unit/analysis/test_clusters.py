"""Local clusters: found where they are, not found where there are none, and refused where nothing can be said."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplace.analysis.cells import Squares
from saferplace.analysis.clusters import (
    Verdict,
    benjamini_hochberg,
    benjamini_yekutieli,
    gi,
    gi_star,
    hot_and_cold,
    local_moran,
    locally_smoothed_rates,
    moran_clusters,
    shuffled_all,
    shuffled_others,
    smoothed_rates,
    standardised_rates,
)
from saferplace.analysis.clusters.tallies import drawn, tally_alike, tally_differing
from saferplace.analysis.weights import Weights, around_squares, nearest, weights_of_pairs

GRID = around_squares(Squares(0, 0, 250, columns=12, rows=12))
COUNTS = np.random.default_rng(1).poisson(5, 144).astype(float)
ROW_OF_SIX = weights_of_pairs(6, range(5), range(1, 6))


def relabelled(weights: Weights, order: np.ndarray) -> Weights:
    """The same areas, the one numbered ``order[i]`` now numbered i."""
    matrix = weights.as_sparse().toarray()[np.ix_(order, order)]
    rows, columns = np.nonzero(matrix)
    indptr = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=weights.n))))
    return Weights(indptr.astype(np.int64), columns.astype(np.int64), matrix[rows, columns])


@given(
    values=st.lists(st.integers(0, 1000), min_size=12, max_size=12).filter(lambda v: len(set(v)) > 2),
    factor=st.floats(0.01, 1e6),
    shift=st.floats(-1e4, 1e4),
    seed=st.integers(0, 2**32),
)
def test_z_depends_on_neither_unit_nor_zero_nor_order_nor_the_scale_of_weights(
    values: list[int], factor: float, shift: float, seed: int
) -> None:
    random = np.random.default_rng(seed)
    given_values = np.array(values, dtype=float)
    weights = nearest(random.uniform(0, 1, 12), random.uniform(0, 1, 12), 3)
    order = random.permutation(12)
    heavier = replace(weights, values=weights.values * 7)
    for z_of in (
        lambda v, w: gi(v, w).z,
        lambda v, w: gi_star(v, w).z,
        lambda v, w: local_moran(v, w).z,
    ):
        z = z_of(given_values, weights)
        assert z_of(given_values * factor + shift, weights) == pytest.approx(z, abs=1e-6)
        assert z_of(given_values, heavier) == pytest.approx(z, abs=1e-9)
        assert z_of(given_values, weights.row_standardised()) == pytest.approx(z, abs=1e-9)
        assert z_of(given_values[order], relabelled(weights, order)) == pytest.approx(z[order], abs=1e-9)


def every_p(values: np.ndarray, weights: Weights, area: int, *, own_stays: bool) -> tuple[float, float]:
    """p of one area by every choice of neighbours that there is, with no random number."""
    whole = weights if own_stays else weights.with_self()
    pool = np.delete(values, area) if own_stays else values
    near = whole.indices[whole.indptr[area] : whole.indptr[area + 1]]
    sums = np.array([sum(choice) for choice in combinations(pool, len(near))])
    return float((sums >= values[near].sum()).mean()), float((sums <= values[near].sum()).mean())


@pytest.mark.parametrize(("shuffle", "own_stays"), [(shuffled_others, True), (shuffled_all, False)])
def test_shuffled_p_values_are_those_of_all_choices_there_are(shuffle, own_stays: bool) -> None:
    values = np.array([9.0, 8, 1, 0, 1, 0, 4, 4])
    weights = nearest(np.arange(8.0), np.zeros(8), 3)
    uneven = replace(weights, values=np.full(len(weights.values), 2.0))
    for same in (weights, uneven, weights.row_standardised()):
        p = shuffle(values, same, permutations=40_000, seed=3)
        for area in range(8):
            high, low = every_p(values, weights, area, own_stays=own_stays)
            assert (p.p_high[area], p.p_low[area]) == pytest.approx((high, low), abs=0.012)


def test_both_ways_to_count_shuffles_count_the_same() -> None:
    """The quick one, for neighbours that count alike, and the plain one for any weights."""
    values = COUNTS / 20
    for keeps_own in (True, False):
        for n, weights in ((144, GRID), (6, ROW_OF_SIX)):
            width = int(weights.neighbours.max()) + 1
            table = drawn(n, width, 0, 500, 9)
            quick = tally_alike(table, values[:n], weights, keeps_own=keeps_own)
            plain = tally_differing(table, values[:n], weights, keeps_own=keeps_own)
            assert (quick.at_least == plain.at_least).all() and (quick.at_most == plain.at_most).all()
            assert (quick.at_least + quick.at_most >= 500).all()


def test_draws_hold_nobody_twice_and_everybody_equally_often() -> None:
    for n, width in ((9, 4), (60, 30), (5, 5)):  # looked through, and marked
        table = drawn(n, width, 0, 20_000, 2)
        assert (np.diff(np.sort(table, axis=1), axis=1) > 0).all()
        for column in (0, width - 1):
            assert np.bincount(table[:, column], minlength=n) == pytest.approx(np.full(n, 20_000 / n), rel=0.18)


def test_one_seed_gives_one_answer_however_many_threads_and_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    uneven = nearest(*np.random.default_rng(3).uniform(0, 1, (2, 1500)), 5)
    uneven = replace(uneven, values=np.random.default_rng(2).uniform(1, 2, len(uneven.values)))
    values = np.random.default_rng(4).poisson(3, 1500).astype(float)
    for given_values, weights in ((COUNTS, GRID), (values, uneven)):
        answers = []
        for processors, at_once in ((1, 700), (4, 4_000_000)):
            with monkeypatch.context() as changed:
                changed.setattr("saferplace.analysis.processors._processors", lambda n=processors: n)
                changed.setattr("saferplace.analysis.clusters.permutation._AT_ONCE", at_once)
                answers.append(shuffled_others(given_values, weights, permutations=2_999, seed=11).p_values)
        assert (answers[0] == answers[1]).all()
        other = shuffled_others(given_values, weights, permutations=2_999, seed=12).p_values
        assert (answers[0] != other).any()


def test_chance_alone_gives_even_p_values_and_hardly_any_cluster() -> None:
    p = shuffled_all(COUNTS, GRID, permutations=999, seed=1)
    assert 0.02 < (p.p_values < 0.1).mean() < 0.2
    found = hot_and_cold(gi_star(COUNTS, GRID), benjamini_hochberg(p.p_values))
    assert found.in_words() == "None of 144 areas stands out from what chance would make."


def test_a_planted_hot_spot_is_found_where_it_was_planted() -> None:
    planted = COUNTS.reshape(12, 12).copy()
    planted[3:6, 7:10] += 25
    found = gi_star(planted.ravel(), GRID)
    p = benjamini_hochberg(shuffled_all(planted.ravel(), GRID, permutations=9_999, seed=1).p_values)
    clusters = hot_and_cold(found, p)
    assert clusters.which(Verdict.HOT)[0] == 4 * 12 + 8
    hot = np.zeros(144, dtype=bool)
    hot[clusters.which(Verdict.HOT)] = True
    around = np.zeros((12, 12), dtype=bool)
    around[2:7, 6:11] = True
    assert hot.reshape(12, 12)[3:6, 7:10].all()
    assert not hot.reshape(12, 12)[~around].any()
    assert clusters.in_words().startswith(f"{hot.sum()} of 144 areas are hot spots; ")


def test_an_area_unlike_its_neighbours_is_an_outlier() -> None:
    values = COUNTS.reshape(12, 12).copy()
    values[2:7, 2:7] += 30
    values[4, 4] = 0
    found = local_moran(values.ravel(), GRID.row_standardised())
    p = shuffled_others(values.ravel(), GRID, permutations=9_999, seed=1).p_values
    clusters = moran_clusters(found, benjamini_hochberg(p))
    assert clusters.verdicts[4 * 12 + 4] is Verdict.LOW_AMONG_HIGH
    assert clusters.verdicts[4 * 12 + 3] is Verdict.HOT
    assert "1 is low among high neighbours" in clusters.in_words()


def test_islands_are_said_to_have_no_neighbours() -> None:
    weights = weights_of_pairs(7, range(5), range(1, 6))
    values = np.array([9.0, 8, 1, 0, 1, 0, 400])
    p = shuffled_others(values, weights, seed=1)
    assert np.isnan(p.p_values[6]) and np.isfinite(p.p_values[:6]).all()
    for clusters in (
        hot_and_cold(gi_star(values, weights), shuffled_all(values, weights, seed=1).p_values),
        moran_clusters(local_moran(values, weights), benjamini_hochberg(p.p_values)),
    ):
        assert clusters.verdicts[6] is Verdict.NO_NEIGHBOURS
        assert clusters.in_words().endswith("1 has no neighbours to be compared with.")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([1.0, 2, np.nan, 3, np.inf, 4], "2 of 6 areas have no value"),
        ([3.0] * 6, "All 6 areas have the same value, 3"),
        ([1.0, 2], "2 values for the 6 areas"),
    ],
)
def test_values_that_say_nothing_are_refused_in_a_sentence(values: list[float], sentence: str) -> None:
    for statistic in (gi, gi_star, local_moran, lambda v, w: shuffled_all(v, w, seed=1)):
        with pytest.raises(ValueError, match=sentence):
            statistic(values, ROW_OF_SIX)


def test_two_areas_are_too_few_and_own_weights_have_no_place_in_gi() -> None:
    with pytest.raises(ValueError, match="at least 3 areas"):
        gi_star([1.0, 2], weights_of_pairs(2, [0], [1]))
    for statistic in (gi, local_moran):
        with pytest.raises(ValueError, match="these weights count it"):
            statistic(COUNTS, GRID.with_self())
    with pytest.raises(ValueError, match="At least one shuffle"):
        shuffled_all(COUNTS, GRID, permutations=0, seed=1)
    with pytest.raises(ValueError, match="2 p-values for 144"):
        hot_and_cold(gi(COUNTS, GRID), [0.1, 0.2])


def test_neighbourhoods_that_could_hold_nothing_else_are_not_unusual() -> None:
    everybody = weights_of_pairs(4, *np.triu_indices(4, 1))
    assert gi([1.0, 2, 3, 9], everybody).z.tolist() == [0, 0, 0, 0]
    assert gi_star([1.0, 2, 3, 9], everybody).z.tolist() == [0, 0, 0, 0]
    only_one = np.zeros(6)
    only_one[0] = 1e9
    assert gi(only_one, ROW_OF_SIX).z[0] == 0
    assert (shuffled_all([1.0, 2, 3, 9], everybody, seed=1).p_values == 1).all()


def test_huge_and_tiny_values_give_the_same_answer() -> None:
    values = np.array([9.0, 8, 1, 0, 1, 0])
    for factor in (1e-300, 1e300, 1.7e307):
        assert gi_star(values * factor, ROW_OF_SIX).z == pytest.approx(gi_star(values, ROW_OF_SIX).z)
        assert local_moran(values * factor, ROW_OF_SIX).z == pytest.approx(local_moran(values, ROW_OF_SIX).z)


def test_a_test_that_was_not_made_is_not_counted_among_the_tests() -> None:
    p = np.array([0.001, 0.02, 0.3])
    assert benjamini_hochberg([0.001, np.nan, 0.02, 0.3])[[0, 2, 3]] == pytest.approx(benjamini_hochberg(p))
    assert (benjamini_yekutieli(p) >= benjamini_hochberg(p)).all()
    assert np.isnan(benjamini_hochberg([np.nan])).all()
    with pytest.raises(ValueError, match="between 0 and 1"):
        benjamini_hochberg([1.2])


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 5000)), min_size=2, max_size=20))
def test_a_smoothed_rate_lies_between_its_own_and_the_usual_one(areas: list[tuple[int, int]]) -> None:
    events, people = np.array(areas, dtype=float).T
    rate, overall = events / people, events.sum() / people.sum()
    smooth = smoothed_rates(events, people)
    rounding = 1e-9 * max(rate.max(), 1)
    assert (smooth >= np.minimum(rate, overall) - rounding).all()
    assert (smooth <= np.maximum(rate, overall) + rounding).all()


def test_small_populations_are_drawn_farther_and_islands_keep_their_rate() -> None:
    events, people = np.array([3.0, 300, 100, 4]), np.array([10.0, 1000, 1000, 10])
    moved = np.abs(smoothed_rates(events, people) - events / people)
    assert moved[0] > moved[1]
    alone = locally_smoothed_rates(events, people, weights_of_pairs(4, [0, 1], [1, 2]))
    assert alone[3] == pytest.approx(0.4)
    assert (smoothed_rates(np.zeros(4), people) == 0).all()
    assert (locally_smoothed_rates(np.zeros(4), people, weights_of_pairs(4, [0], [1])) == 0).all()


def test_rates_of_nobody_or_of_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="1 of 2 areas have no residents"):
        smoothed_rates([1, 2], [0, 10])
    with pytest.raises(ValueError, match="not below zero"):
        smoothed_rates([-1, 2], [10, 10])
    with pytest.raises(ValueError, match="Nothing happened"):
        standardised_rates([0, 0], [10, 10])
    with pytest.raises(ValueError, match="at least one area"):
        smoothed_rates([], [])
