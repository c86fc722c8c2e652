"""How far to smooth is found from the events, and not from how many share a snap point."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplace.analysis.density import (
    Kernel,
    bandwidth_by_likelihood,
    bandwidth_by_neighbours,
    bandwidth_by_rule,
    for_kernel,
)
from saferplace.analysis.density.bandwidth import left_out_likelihood
from saferplace.analysis.density.places import distinct_places
from tests.unit.analysis.density.clustered import clustered, snapped


@pytest.mark.parametrize("gaussian_m", [60.0, 150.0, 600.0])
def test_the_likelihood_is_that_of_the_brute_force_sum_over_other_places(gaussian_m: float) -> None:
    places = distinct_places(*snapped(*clustered(800, 1)))
    assert len(places.east) < 800  # some share a point
    away = np.hypot(places.east[:, None] - places.east, places.north[:, None] - places.north)
    kernel = Kernel.GAUSSIAN.density(away, gaussian_m)
    np.fill_diagonal(kernel, 0.0)
    ground = (np.ptp(places.east) + gaussian_m) * (np.ptp(places.north) + gaussian_m)
    density = (kernel @ places.weight + 1 / ground) / (800 - places.weight + 1)
    exact = (places.weight * np.log(density)).sum() / 800
    assert left_out_likelihood(places, gaussian_m) == pytest.approx(exact, abs=0.01)


def test_a_normal_cloud_gets_about_the_bandwidth_that_theory_gives() -> None:
    """For a normal cloud of deviation s the best Gaussian bandwidth is near s·n^(-1/6) (Scott 1992)."""
    random = np.random.default_rng(1)
    east, north = random.normal(0, 1_000, (2, 3_000))
    theory = 1_000 * 3_000 ** (-1 / 6)
    assert bandwidth_by_rule(east, north, Kernel.GAUSSIAN) == pytest.approx(theory, rel=0.05)
    assert bandwidth_by_likelihood(east, north, Kernel.GAUSSIAN).bandwidth_m == pytest.approx(theory, rel=0.35)


def test_many_events_on_one_point_do_not_take_the_bandwidth_to_nought() -> None:
    """The likelihood of leaving out one *event* would be endless at no smoothing; leaving out one place it is not."""
    east, north = snapped(*clustered(3_000, 2), to_m=100)
    heavy = np.concatenate((np.arange(3_000), np.zeros(500, dtype=int)))  # five hundred more at the first
    found = bandwidth_by_likelihood(east[heavy], north[heavy], Kernel.GAUSSIAN)
    assert 60 < found.bandwidth_m < 600
    assert not found.is_at_the_end
    assert found.places == len(distinct_places(east, north).east)


@given(factor=st.floats(0.5, 20), seed=st.integers(0, 50))
def test_twice_the_distances_give_twice_the_bandwidth(factor: float, seed: int) -> None:
    east, north = (np.rint(axis) * 2 for axis in clustered(60, seed))
    for rule in (
        lambda x, y: bandwidth_by_rule(x, y, Kernel.QUARTIC),
        lambda x, y: bandwidth_by_neighbours(x, y, Kernel.QUARTIC, nearest=5),
    ):
        assert rule(east * factor, north * factor) == pytest.approx(factor * rule(east, north), rel=0.02)


def test_moving_or_shuffling_the_events_changes_nothing() -> None:
    east, north = clustered(400, 3)
    found = bandwidth_by_likelihood(east, north, Kernel.QUARTIC).bandwidth_m
    order = np.random.default_rng(4).permutation(400)
    assert bandwidth_by_likelihood(east[order] + 500_000, north[order] + 200_000, Kernel.QUARTIC).bandwidth_m == (
        pytest.approx(found, rel=0.01)
    )


def test_a_bandwidth_is_carried_from_kernel_to_kernel() -> None:
    east, north = clustered(300, 5)
    gaussian = bandwidth_by_likelihood(east, north, Kernel.GAUSSIAN).bandwidth_m
    assert bandwidth_by_likelihood(east, north, Kernel.QUARTIC).bandwidth_m == for_kernel(gaussian, Kernel.QUARTIC)


@pytest.mark.parametrize("rule", [bandwidth_by_rule, bandwidth_by_likelihood])
@pytest.mark.parametrize(
    ("east", "north"),
    [([], []), ([1.0], [1.0]), ([5.0] * 1000, [6.0] * 1000), ([1.0, 50.0, 900.0, 950.0], [7.0] * 4)],
)
def test_events_that_say_nothing_about_smoothing_are_refused(rule, east: list[float], north: list[float]) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="Choose a bandwidth"):
        rule(np.array(east), np.array(north), Kernel.QUARTIC)


def test_more_neighbours_than_places_are_refused() -> None:
    with pytest.raises(ValueError, match="distinct places"):
        bandwidth_by_neighbours(*clustered(10, 1), Kernel.QUARTIC, nearest=10)
