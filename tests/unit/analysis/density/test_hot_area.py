"""The hottest ground is the smallest that holds its share, and its outline follows the level."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from saferplace.analysis.cells import Squares
from saferplace.analysis.density import (
    Kernel,
    densest,
    density_surface,
    density_surface_within,
    level_holding,
    outline,
    outline_above,
    smallest_area_with,
    window_of,
)
from tests.unit.analysis.density.clustered import clustered

GRID = Squares(0, 0, 100, columns=60, rows=60)
SURFACE = density_surface(*clustered(3_000, 1), squares=GRID, kernel=Kernel.QUARTIC, bandwidth_m=400)


@given(share=st.floats(0.001, 1))
def test_no_square_left_out_is_denser_and_none_chosen_is_needless(share: float) -> None:
    hot = smallest_area_with(SURFACE, share)
    assert hot.share_of_events >= share - 1e-9
    assert SURFACE.values[hot.squares].min() == hot.level
    assert (SURFACE.values[~hot.squares] <= hot.level).all()
    last = hot.level * GRID.cell_area_km2 / SURFACE.mass
    assert hot.share_of_events - last < share + 1e-9
    assert hot.area_km2 == pytest.approx(hot.squares.sum() * GRID.cell_area_km2)


def test_the_densest_tenth_of_the_ground_holds_far_more_than_a_tenth() -> None:
    hot = densest(SURFACE, 0.1)
    assert hot.share_of_area == pytest.approx(0.1, abs=1 / 3600)
    assert hot.share_of_events > 0.4
    assert densest(SURFACE, 1e-9).squares.sum() == 1


@pytest.mark.parametrize("share", [0.05, 0.25, 0.5, 0.75, 1.0])
@pytest.mark.parametrize("is_bounded", [False, True])
def test_the_outline_at_a_level_holds_its_share_of_the_events_to_the_event(share: float, is_bounded: bool) -> None:
    east, north = clustered(3_000, 1)
    town = shapely.Point(3_000, 3_000).buffer(2_500)
    settings = {"kernel": Kernel.QUARTIC, "bandwidth_m": 400}
    surface = density_surface_within(east, north, window=window_of(town, GRID), **settings) if is_bounded else SURFACE
    known = shapely.intersects_xy(town, east, north) if is_bounded else np.ones(3_000, dtype=bool)
    level = level_holding(surface, east, north, None, share_of_events=share)
    inside = shapely.intersects_xy(outline(surface, level), east, north)
    assert inside[known].sum() == np.ceil(share * known.sum())


def test_an_event_of_weight_counts_as_many_in_a_level() -> None:
    east, north = clustered(3_000, 1)
    weights = np.random.default_rng(1).integers(0, 5, 3_000).astype(float)
    weighed = level_holding(SURFACE, east, north, weights, share_of_events=0.3)
    repeated = np.repeat(east, weights.astype(int)), np.repeat(north, weights.astype(int))
    assert weighed == level_holding(SURFACE, *repeated, None, share_of_events=0.3)
    with pytest.raises(ValueError, match="no events"):
        level_holding(SURFACE, east, north, np.zeros(3_000), share_of_events=0.3)


@pytest.mark.parametrize("choose", [smallest_area_with, densest])
def test_a_share_that_is_none_and_a_surface_of_nothing_are_refused(choose) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="above 0"):
        choose(SURFACE, 0)
    empty = density_surface(np.zeros(0), np.zeros(0), squares=GRID, kernel=Kernel.QUARTIC, bandwidth_m=400)
    with pytest.raises(ValueError, match="no events"):
        choose(empty, 0.5)


@given(share=st.floats(0.02, 0.98))
def test_an_outline_separates_middles_above_the_level_from_those_below(share: float) -> None:
    level = smallest_area_with(SURFACE, share).level * 1.0001
    ground = outline_above(GRID, SURFACE.values, level)
    assert ground.is_valid
    inside = shapely.intersects_xy(ground, *GRID.centres()).reshape(GRID.shape)
    assert (inside == (SURFACE.values >= level)).all()


def test_the_outline_of_a_cone_is_a_circle_and_of_a_ring_has_a_hole() -> None:
    x, y = (axis.reshape(GRID.shape) for axis in GRID.centres())
    away = np.hypot(x - 3_000, y - 3_000)
    assert outline_above(GRID, -away, -1_500.0).area == pytest.approx(np.pi * 1_500**2, rel=0.005)
    ring = outline_above(GRID, -np.abs(away - 1_500), -400.0)
    assert ring.area == pytest.approx(np.pi * (1_900**2 - 1_100**2), rel=0.01)
    assert len(ring.interiors) == 1
    assert outline_above(GRID, away, 1e9).is_empty
    whole = outline_above(GRID, np.ones(GRID.shape), 0.5)
    assert whole.area == pytest.approx(36e6, rel=0.001)
    assert outline_above(GRID, np.full(GRID.shape, np.nan), 0.0).is_empty
    on_the_level = np.zeros(GRID.shape)
    on_the_level[10:12, 10:12] = 1
    assert outline_above(GRID, on_the_level, 1.0).area == pytest.approx(100**2, rel=0.01)


def test_an_outline_runs_on_to_the_boundary_and_no_further() -> None:
    town = shapely.Point(3_000, 3_000).buffer(2_500)
    window = window_of(town, GRID)
    surface = density_surface_within(*clustered(3_000, 1), window=window, kernel=Kernel.QUARTIC, bandwidth_m=800)
    assert outline(surface, 0.0).area == pytest.approx(town.area, rel=1e-3)
    half = outline(surface, smallest_area_with(surface, 0.5).level)
    assert town.buffer(1).contains(half)
    assert half.area == pytest.approx(smallest_area_with(surface, 0.5).area_km2 * 1e6, rel=0.05)
