"""A surface holds as many events as went into it, wherever, in whatever order, and however heavy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplace.analysis.cells import Squares, squares_over
from saferplace.analysis.density import Kernel, Surface, density_surface, for_kernel
from saferplace.analysis.density.stencil import squared_stencil, stencil
from tests.unit.analysis.density.clustered import EXTENT_M, clustered

KERNELS = pytest.mark.parametrize("kernel", list(Kernel))
GRID = Squares(-4_000, -4_000, 250, columns=56, rows=56)  # far beyond the events on every side


def surface(east: np.ndarray, north: np.ndarray, kernel: Kernel, **chosen: object) -> Surface:
    settings = {"squares": GRID, "bandwidth_m": 500.0, **chosen}
    return density_surface(east, north, kernel=kernel, **settings)  # type: ignore[arg-type]


@KERNELS
@given(n=st.integers(1, 300), seed=st.integers(0, 1000), bandwidth=st.floats(125, 700))
def test_the_squares_add_up_to_the_events(kernel: Kernel, n: int, seed: int, bandwidth: float) -> None:
    found = surface(*clustered(n, seed), kernel, bandwidth_m=bandwidth)
    assert found.mass == pytest.approx(n, rel=1e-6)
    assert found.values.min() >= 0


@KERNELS
def test_no_order_and_no_thread_changes_a_surface(kernel: Kernel) -> None:
    east, north = clustered(500, 1)
    order = np.random.default_rng(2).permutation(500)
    one, other = surface(east, north, kernel), surface(east[order], north[order], kernel)
    np.testing.assert_allclose(one.values, other.values, rtol=1e-9, atol=1e-9)
    assert (surface(east, north, kernel).values == one.values).all()


@KERNELS
def test_a_surface_moves_with_its_events(kernel: Kernel) -> None:
    east, north = clustered(200, 3)
    here, there = surface(east, north, kernel).values, surface(east + 500, north - 250, kernel).values
    np.testing.assert_allclose(there[:-1, 2:], here[1:, :-2], rtol=1e-6, atol=1e-9)


@KERNELS
def test_weights_scale_and_repeat_events(kernel: Kernel) -> None:
    east, north = clustered(100, 4)
    weights = np.random.default_rng(5).integers(0, 4, 100).astype(float)
    weighed = surface(east, north, kernel, weights=weights)
    repeated = surface(np.repeat(east, weights.astype(int)), np.repeat(north, weights.astype(int)), kernel)
    np.testing.assert_allclose(weighed.values, repeated.values, rtol=1e-9, atol=1e-9)
    assert weighed.n == repeated.n == weights.sum()
    thrice = surface(east, north, kernel, weights=3 * weights)
    np.testing.assert_allclose(thrice.values, 3 * weighed.values, rtol=1e-9, atol=1e-9)


@KERNELS
@pytest.mark.parametrize(("cell_m", "gaussian_m"), [(50, 60.0), (50, 150.0), (250, 150.0), (250, 400.0), (25, 500.0)])
def test_sharing_among_nodes_errs_by_less_than_a_hundredth_of_each_events_peak(
    kernel: Kernel, cell_m: float, gaussian_m: float
) -> None:
    """Against the exact sum, averaged over each square from 15 × 15 points in it. The bound is for the worst place."""
    bandwidth = for_kernel(gaussian_m, kernel)
    squares = squares_over((1_500, 1_500, 1_500 + 11 * cell_m, 1_500 + 9 * cell_m), cell_m)
    random = np.random.default_rng(6)
    middle = 1_500 + 5 * cell_m
    for n in (1, 40):
        east, north = random.normal(middle, cell_m, n), random.normal(middle, cell_m, n)
        found = density_surface(east, north, squares=squares, kernel=kernel, bandwidth_m=bandwidth).values
        exact = exactly(east, north, squares, kernel, bandwidth)
        one = stencil(kernel, bandwidth, cell_m).peak / squares.cell_area_km2
        assert np.abs(found - exact).max() < 0.0115 * n * one  # 1% of sharing, 0.1% of products left out


def exactly(east: np.ndarray, north: np.ndarray, squares: Squares, kernel: Kernel, bandwidth: float) -> np.ndarray:
    x, y = squares.centres()
    steps = ((np.arange(15) + 0.5) / 15 - 0.5) * squares.cell_m
    right, up = (side.ravel() for side in np.meshgrid(steps, steps))
    away = np.hypot(
        x[:, None, None] + right[None, :, None] - east, y[:, None, None] + up[None, :, None] - north
    )  # squares, places in a square, events
    return (kernel.density(away, bandwidth).mean(axis=1).sum(axis=1) * 1e6).reshape(squares.shape)


@KERNELS
def test_the_squares_of_the_shares_are_those_of_the_shares(kernel: Kernel) -> None:
    """The sum of squared shares is what the variance rests on: taken from one event's own surface."""
    single, squared = stencil(kernel, 500.0, 250.0), squared_stencil(kernel, 500.0, 250.0)
    assert squared.peak == pytest.approx(single.peak**2, rel=1e-9)
    on_a_node = np.array([1_000.0])
    shares = surface(on_a_node, on_a_node, kernel).values * GRID.cell_area_km2
    from saferplace.analysis.density.lattice import lattice_under, spread

    nodes = lattice_under(GRID, squared).shared(on_a_node, on_a_node, None)
    np.testing.assert_allclose(spread(nodes, squared, GRID), shares**2, atol=4e-3 * squared.peak)


@KERNELS
def test_events_beyond_the_grid_still_reach_into_it(kernel: Kernel) -> None:
    small = Squares(0, 0, 250, columns=4, rows=4)
    whole, part = Squares(-2_500, -2_500, 250, columns=24, rows=24), surface
    outside = np.array([-120.0])
    found = part(outside, outside, kernel, squares=small).values
    np.testing.assert_allclose(found, part(outside, outside, kernel, squares=whole).values[10:14, 10:14], atol=1e-9)
    assert found[0, 0] > 0


@KERNELS
def test_no_events_give_noughts_and_one_event_gives_one(kernel: Kernel) -> None:
    nothing = surface(np.zeros(0), np.zeros(0), kernel)
    assert nothing.mass == 0 and nothing.n == 0
    everywhere_the_same = surface(np.full(1000, 777.0), np.full(1000, 333.0), kernel)
    alone = surface(np.array([777.0]), np.array([333.0]), kernel)
    np.testing.assert_allclose(everywhere_the_same.values, 1000 * alone.values, rtol=1e-9)
    assert alone.at(np.array([777.0, 1e7]), np.array([333.0, 0.0])).tolist() == [alone.values.max(), pytest.approx(np.nan, nan_ok=True)]  # fmt: skip  # noqa: E501


@pytest.mark.parametrize(
    ("east", "north", "chosen", "says"),
    [
        ([np.nan], [1.0], {}, "without coordinates"),
        ([1.0, 2.0], [1.0], {}, "one easting and one northing"),
        ([1.0], [1.0], {"weights": np.array([-1.0])}, "not below zero"),
        ([1.0], [1.0], {"weights": np.array([np.nan])}, "one weight"),
        ([1.0], [1.0], {"bandwidth_m": 0.0}, "above zero"),
        ([1.0], [1.0], {"bandwidth_m": np.inf}, "number of metres"),
        ([1.0], [1.0], {"bandwidth_m": 100.0}, "choose squares of at most 200 m"),
        ([1.0], [1.0], {"bandwidth_m": 90_000.0}, "choose squares of at least 450 m"),
    ],
)
def test_what_cannot_be_a_surface_is_refused_in_a_sentence(
    east: list[float], north: list[float], chosen: dict[str, object], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        surface(np.array(east), np.array(north), Kernel.QUARTIC, **chosen)


def test_events_in_the_far_distance_of_a_huge_coordinate_are_left_out() -> None:
    found = surface(np.array([1e300, EXTENT_M / 2]), np.array([-1e300, EXTENT_M / 2]), Kernel.QUARTIC)
    assert found.mass == pytest.approx(1)
