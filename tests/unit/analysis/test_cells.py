"""Squares and hexagons cover an area once, and put every point in the cell that it lies in."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from saferplace.analysis.cells import Cells, hexagons_over, squares_over
from saferplace.analysis.cells.tessellation import counted

BOUNDS = (500_120.0, 203_370.0, 503_990.0, 206_010.0)
BOTH = [squares_over(BOUNDS, 250), hexagons_over(BOUNDS, 250)]


@pytest.mark.parametrize("cells", BOTH, ids=["squares", "hexagons"])
def test_cells_cover_the_area_without_overlap(cells: Cells) -> None:
    outlines = cells.outlines(np.arange(cells.count))
    area = shapely.box(*BOUNDS)
    assert shapely.union_all(outlines, grid_size=0.001).buffer(0.01).contains(area)
    assert shapely.area(outlines) == pytest.approx(np.full(cells.count, cells.cell_area_km2 * 1e6))
    assert sum(shapely.area(outlines)) == pytest.approx(shapely.union_all(outlines, grid_size=0.001).area, rel=1e-6)


@pytest.mark.parametrize("cells", BOTH, ids=["squares", "hexagons"])
@given(
    east=st.floats(BOUNDS[0], BOUNDS[2], allow_nan=False),
    north=st.floats(BOUNDS[1], BOUNDS[3], allow_nan=False),
)
def test_a_point_lies_in_the_outline_of_its_cell(cells: Cells, east: float, north: float) -> None:
    (found,) = cells.cell_of(np.array([east]), np.array([north]))
    assert found >= 0
    (outline,) = cells.outlines(np.array([found]))
    assert outline.buffer(0.01).contains(shapely.Point(east, north))


@pytest.mark.parametrize("cells", BOTH, ids=["squares", "hexagons"])
def test_a_middle_is_in_its_own_cell_and_far_points_in_none(cells: Cells) -> None:
    assert (cells.cell_of(*cells.centres()) == np.arange(cells.count)).all()
    assert (cells.cell_of(np.array([0.0, 9e6]), np.array([0.0, 9e6])) == -1).all()


def test_cells_stay_where_they_are_when_the_area_grows() -> None:
    wider = (BOUNDS[0] - 5_000, BOUNDS[1] - 5_000, BOUNDS[2], BOUNDS[3])
    for over in (squares_over, hexagons_over):
        near, far = over(BOUNDS, 250), over(wider, 250)
        ours = set(map(tuple, np.round(np.column_stack(near.centres()), 3)))
        theirs = set(map(tuple, np.round(np.column_stack(far.centres()), 3)))
        inside = {(x, y) for x, y in ours if BOUNDS[0] <= x <= BOUNDS[2] and BOUNDS[1] <= y <= BOUNDS[3]}
        assert inside and inside <= theirs


def test_weights_are_added_up_and_points_outside_left_out() -> None:
    cells = squares_over((0, 0, 199, 99), 100)
    east, north = np.array([10.0, 20.0, 110.0, 900.0]), np.array([10.0, 20.0, 10.0, 10.0])
    assert counted(cells, east, north).tolist() == [2, 1]
    assert counted(cells, east, north, np.array([0.5, 1, 2, 4])).tolist() == [1.5, 2]
    with pytest.raises(ValueError, match="without coordinates"):
        counted(cells, np.array([np.nan]), np.array([1.0]))


@pytest.mark.parametrize("bounds", [(1.0, 0.0, 0.0, 1.0), (np.nan, 0.0, 1.0, 1.0)])
def test_bounds_that_hold_nothing_are_refused(bounds: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="no extent"):
        squares_over(bounds, 100)
    with pytest.raises(ValueError, match="above zero"):
        hexagons_over(BOUNDS, 0)
