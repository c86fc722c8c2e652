"""Groups of points: the same whether stacked points come one by one or as weights."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from saferplace.analysis.point_clusters import Groups, dense_groups, dense_groups_of_snap_points, nested_groups

STACKS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(1, 6)), min_size=1, max_size=40)


def town() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Three crowded places and scattered points, on a lattice of 20 m so that many lie on one another."""
    rng = np.random.default_rng(5)
    crowds = [rng.normal(middle, 60, (80, 2)) for middle in ((1000, 1000), (1000, 3000), (4000, 2000))]
    points = np.round(np.concatenate([*crowds, rng.uniform(0, 5000, (60, 2))]) / 20) * 20
    return points[:, 0], points[:, 1], rng.integers(1, 5, len(points)).astype(float)


def groups(east: object, north: object, weights: object = None) -> Groups:
    return dense_groups(east, north, weights, within_m=100, at_least=10)


@given(STACKS, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_weights_and_repeated_points_give_the_same_groups_in_any_order(stacks: list, random: object) -> None:
    east, north, weight = np.array(stacks, dtype=float).T
    east, north = east * 30, north * 30
    by_weight = groups(east, north, weight)
    repeated = np.repeat(np.arange(len(east)), weight.astype(int))
    random.shuffle(repeated)
    one_by_one = groups(east[repeated], north[repeated])
    assert [(g.events, g.places) for g in by_weight.groups] == [(g.events, g.places) for g in one_by_one.groups]
    assert (one_by_one.group_of == by_weight.group_of[repeated]).all()


def test_three_crowds_are_found_with_outlines_around_their_points() -> None:
    east, north, weight = town()
    found = groups(east, north, weight)
    assert len(found.groups) == 3
    assert [g.events for g in found.groups] == sorted((g.events for g in found.groups), reverse=True)
    for group in found.groups:
        inside = found.group_of == group.number
        assert shapely.contains_xy(group.outline, east[inside], north[inside]).all()
        assert group.outline.is_valid and not list(group.outline.interiors)
        assert group.events == weight[inside].sum()
        assert group.density_per_km2 == pytest.approx(group.events / group.area_km2)
    assert not found.groups[0].outline.intersects(found.groups[1].outline)
    left = found.group_of == 0
    assert found.events * (1 - found.share_in_groups) == pytest.approx(weight[left].sum())


def test_groups_move_with_their_points() -> None:
    east, north, weight = town()
    here, there = groups(east, north, weight), groups(east + 4000, north - 2000, weight)
    assert (here.group_of == there.group_of).all()
    for a, b in zip(here.groups, there.groups, strict=True):
        moved = shapely.transform(a.outline, lambda xy: xy + np.array([4000, -2000]))
        assert moved.symmetric_difference(b.outline).area < 1e-3 * b.outline.area


def test_everything_at_one_place_is_one_group_of_one_place() -> None:
    found = groups([500.0] * 50, [500.0] * 50)
    (group,) = found.groups
    assert (group.events, group.places, group.at_busiest) == (50, 1, 50)
    assert group.outline.area == pytest.approx(np.pi * 50**2, rel=0.05)


def test_points_too_far_apart_make_no_group() -> None:
    found = groups([0, 1000, 2000], [0, 0, 0])
    assert found.groups == () and found.group_of.tolist() == [0, 0, 0]
    assert found.in_words() == "None of 3 events lie close enough together to make a group."


def test_hdbscan_counts_each_place_once_and_says_so() -> None:
    east, north, weight = town()
    found = nested_groups(east, north, weight, at_least_places=20)
    assert len(found.groups) == 3
    assert "count as one place" in found.caveats[0]
    heavier = nested_groups(east, north, weight * 100, at_least_places=20)
    assert (heavier.group_of == found.group_of).all()
    assert heavier.groups[0].events == 100 * found.groups[0].events
    for group in found.groups:
        inside = found.group_of == group.number
        assert shapely.contains_xy(group.outline, east[inside], north[inside]).all()


def test_hdbscan_with_too_few_places_finds_no_group() -> None:
    assert nested_groups([1.0] * 30, [1.0] * 30, at_least_places=5).groups == ()


def test_points_published_by_the_police_say_what_they_are() -> None:
    east, north, weight = town()
    found = dense_groups_of_snap_points(east, north, weight, within_m=100, at_least=10)
    assert "not where it happened" in found.caveats[0] and "100 metres" in found.caveats[1]


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: groups([], []), "no points"),
        (lambda: groups([1.0], [np.nan]), "without coordinates"),
        (lambda: groups([1.0, 2.0], [1.0]), "an easting, a northing"),
        (lambda: groups([1.0], [1.0], [-1]), "zero or more"),
        (lambda: groups([1.0], [1.0], [0]), "weight of zero"),
        (lambda: dense_groups([1.0], [1.0], within_m=0, at_least=5), "above zero metres"),
        (lambda: dense_groups([1.0], [1.0], within_m=5, at_least=0), "at least one"),
        (lambda: nested_groups([1.0], [1.0], at_least_places=1), "at least two places"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_a_sentence(call, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        call()
