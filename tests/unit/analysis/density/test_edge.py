"""Inside a boundary no event is lost over it, and a surface of even events is level up to it."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from scipy.stats import norm

from saferplace.analysis.cells import Squares, squares_over
from saferplace.analysis.density import (
    Kernel,
    density_surface,
    density_surface_within,
    density_surface_within_uniform,
    share_of_kernel_within,
    window_of,
)
from tests.unit.analysis.density.clustered import clustered

KERNELS = pytest.mark.parametrize("kernel", list(Kernel))
L_SHAPE = shapely.Polygon([(0, 0), (6_000, 0), (6_000, 2_500), (2_500, 2_500), (2_500, 6_000), (0, 6_000)])
TILTED = shapely.affinity.rotate(L_SHAPE, 30)
WINDOW = window_of(TILTED, squares_over(TILTED.bounds, 250))


@KERNELS
def test_each_event_inside_counts_once_inside(kernel: Kernel) -> None:
    east, north = clustered(2_000, 1)
    found = density_surface_within(east, north, window=WINDOW, kernel=kernel, bandwidth_m=400)
    inside = shapely.intersects_xy(TILTED, east, north).sum()
    assert 0 < inside < 2_000
    assert found.n == inside
    assert found.mass == pytest.approx(inside, rel=1e-4)
    assert np.isnan(found.values[WINDOW.share == 0]).all() and np.isfinite(found.values[WINDOW.share > 0]).all()


@KERNELS
def test_even_events_give_a_level_surface_up_to_the_boundary(kernel: Kernel) -> None:
    x, y = (axis.ravel() for axis in np.meshgrid(np.arange(-3_000, 9_000, 40.0), np.arange(-3_000, 9_000, 40.0)))
    truth = 1e6 / 40**2
    level = density_surface_within_uniform(x, y, window=WINDOW, kernel=kernel, bandwidth_m=400).values
    assert np.nanmin(level) > 0.9 * truth and np.nanmax(level) < 1.1 * truth
    inside = shapely.intersects_xy(TILTED, x, y)
    falling = density_surface(x[inside], y[inside], squares=WINDOW.squares, kernel=kernel, bandwidth_m=400).values
    assert falling[WINDOW.share > 0].min() < 0.5 * truth  # what the correction is for


def test_the_correction_of_each_event_falls_at_a_straight_edge_as_theory_says() -> None:
    """Even events, x from the edge: the integral of K(x - u)/Φ(u) over the inside; on the edge that is log 2."""
    box = shapely.box(0, 0, 8_000, 8_000)
    window = window_of(box, squares_over((0, 0, 7_999, 7_999), 100))
    x, y = (axis.ravel() for axis in np.meshgrid(np.arange(12.5, 8_000, 25), np.arange(12.5, 8_000, 25)))
    found = density_surface_within(x, y, window=window, kernel=Kernel.GAUSSIAN, bandwidth_m=500).values * 25**2 / 1e6
    inside = np.linspace(0, 10, 20_001)
    for square in (0, 3, 10):
        away = (square + 0.5) * 100 / 500
        theory = np.trapezoid(norm.pdf(away - inside) / norm.cdf(inside), inside)
        assert found[40, square] == pytest.approx(theory, rel=0.01)


@KERNELS
def test_the_share_of_a_kernel_is_a_half_on_a_long_edge_and_a_quarter_at_a_corner(kernel: Kernel) -> None:
    box = shapely.box(0, 0, 10_000, 10_000)
    squares = Squares(-125, -125, 250, columns=41, rows=41)  # the first and last lie half outside
    share = share_of_kernel_within(window_of(box, squares), kernel, 1_000)
    assert share[20, 20] == pytest.approx(1, abs=1e-3)
    assert share[20, 0] == pytest.approx(0.5, abs=0.02)
    assert share[0, 0] == pytest.approx(0.25, abs=0.02)


def test_far_from_the_boundary_nothing_is_corrected() -> None:
    box = shapely.box(0, 0, 10_000, 10_000)
    window = window_of(box, squares_over(box.bounds, 250))
    east, north = np.full(5, 5_000.0), np.full(5, 5_100.0)
    plain = density_surface(east, north, squares=window.squares, kernel=Kernel.QUARTIC, bandwidth_m=800).values
    for within in (density_surface_within, density_surface_within_uniform):
        found = within(east, north, window=window, kernel=Kernel.QUARTIC, bandwidth_m=800).values
        np.testing.assert_allclose(np.nan_to_num(found)[:40, :40], plain[:40, :40], rtol=2e-3, atol=1e-6)


def test_a_window_knows_its_area_and_who_is_in_it() -> None:
    assert WINDOW.area_km2 == pytest.approx(TILTED.area / 1e6, rel=0.005)
    east, north = clustered(3_000, 2)
    assert (WINDOW.holds(east, north) == shapely.intersects_xy(TILTED, east, north)).all()


@pytest.mark.parametrize(
    ("boundary", "says"),
    [(shapely.Polygon(), "no area"), (shapely.LineString([(0, 0), (1, 1)]), "no area"), (TILTED, "do not cover")],
)
def test_a_boundary_that_cannot_be_kept_to_is_refused(boundary: shapely.Geometry, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        window_of(boundary, Squares(0, 0, 250, columns=4, rows=4))
