"""Weights say who is whose neighbour, whatever the areas are made of."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from saferplace.analysis.cells import Hexagons, Squares
from saferplace.analysis.weights import (
    Weights,
    around_hexagons,
    around_squares,
    beside_squares,
    nearest,
    queen,
    rook,
    weights_of_pairs,
    within_distance,
)

SQUARES = Squares(500_000, 200_000, 250, columns=7, rows=5)
HEXAGONS = Hexagons(500_000, 200_000, 250, columns=6, rows=5)


def links(weights: Weights) -> list[tuple[int, int]]:
    return list(zip(weights.rows.tolist(), weights.indices.tolist(), strict=True))


def test_arithmetic_finds_the_neighbours_that_the_outlines_have() -> None:
    squares = SQUARES.outlines(np.arange(SQUARES.count))
    hexagons = HEXAGONS.outlines(np.arange(HEXAGONS.count))
    assert links(around_squares(SQUARES)) == links(queen(squares, snap_m=1))
    assert links(beside_squares(SQUARES)) == links(rook(squares))
    assert links(around_hexagons(HEXAGONS)) == links(queen(hexagons, snap_m=1))


def test_gaps_left_by_simplified_borders_are_bridged_as_far_as_is_said() -> None:
    apart = [shapely.box(0, 0, 100, 100), shapely.box(108, 0, 200, 100), shapely.box(100, 104, 200, 200)]
    assert queen(apart).islands.tolist() == [0, 1, 2]
    assert links(queen(apart, snap_m=5)) == [(0, 2), (1, 2), (2, 0), (2, 1)]
    assert queen(apart, snap_m=10).neighbours.tolist() == [2, 2, 2]
    assert links(rook(apart, snap_m=10, least_border_m=40)) == [(0, 1), (1, 0), (1, 2), (2, 1)]


def test_rows_are_standardised_and_islands_stay_alone() -> None:
    weights = weights_of_pairs(5, [0, 0, 0], [1, 2, 3])
    assert weights.row_standardised().sums.tolist() == [1, 1, 1, 1, 0]
    assert weights.islands.tolist() == [4]
    assert weights.lag(np.array([1.0, 2, 3, 4, 5])).tolist() == [9, 1, 1, 1, 0]
    itself = weights.row_standardised().with_self()
    assert itself.own == pytest.approx([1 / 3, 1, 1, 1, 1])
    assert (itself.neighbours == weights.neighbours).all() and itself.islands.tolist() == [4]
    assert (itself.as_sparse().toarray() - np.diag(itself.own) == weights.row_standardised().as_sparse()).all()
    with pytest.raises(ValueError, match="already"):
        itself.with_self()


def test_areas_that_are_left_out_leave_the_others_neighbours() -> None:
    kept = np.ones(SQUARES.count, dtype=bool)
    kept[8] = False
    whole = around_squares(SQUARES).as_sparse().toarray()
    assert (around_squares(SQUARES).restricted_to(kept).as_sparse().toarray() == whole[kept][:, kept]).all()


def test_a_pair_is_a_pair_however_often_it_is_named() -> None:
    assert links(weights_of_pairs(3, [0, 1, 0], [1, 0, 1])) == [(0, 1), (1, 0)]
    assert weights_of_pairs(0, [], []).n == 0
    for one, other, sentence in (([0], [3], "not among"), ([1], [1], "twice")):
        with pytest.raises(ValueError, match=sentence):
            weights_of_pairs(3, one, other)


def test_points_at_one_place_have_as_many_neighbours_as_asked() -> None:
    same = np.zeros(9)
    weights = nearest(same, same, 3)
    assert weights.neighbours.tolist() == [3] * 9
    assert (within_distance(same, same, 1).neighbours == 8).all()
    with pytest.raises(ValueError, match="there are 9"):
        nearest(same, same, 9)
    with pytest.raises(ValueError, match="without coordinates"):
        nearest(np.array([np.nan, 1.0]), np.zeros(2), 1)
    with pytest.raises(ValueError, match="above zero"):
        within_distance(same, same, 0)


def test_an_area_without_an_outline_is_refused() -> None:
    with pytest.raises(ValueError, match="without an outline"):
        queen([shapely.box(0, 0, 1, 1), shapely.Polygon()])
    with pytest.raises(ValueError, match="below zero"):
        queen([shapely.box(0, 0, 1, 1)], snap_m=-1)
