"""A rate is the ratio of two like surfaces, and is not given where there is next to nobody."""

from __future__ import annotations

import numpy as np
import pytest

from saferplace.analysis.cells import Squares
from saferplace.analysis.density import Kernel, density_surface, rate_surface
from tests.unit.analysis.density.clustered import clustered

GRID = Squares(0, 0, 250, columns=24, rows=24)


def test_events_in_proportion_to_residents_have_one_rate_everywhere() -> None:
    homes = clustered(5_000, 1)
    people = density_surface(*homes, squares=GRID, kernel=Kernel.QUARTIC, bandwidth_m=500, weights=np.full(5_000, 2.4))
    events = density_surface(*homes, squares=GRID, kernel=Kernel.QUARTIC, bandwidth_m=500, weights=np.full(5_000, 0.12))
    found = rate_surface(events, people, least_per_km2=20)
    np.testing.assert_allclose(found.rate_per_1000[~found.is_not_calculable], 50)
    assert np.isnan(found.rate_per_1000[found.is_not_calculable]).all()
    np.testing.assert_array_equal(found.is_not_calculable, people.values < 20)


def test_surfaces_that_were_not_made_alike_are_refused() -> None:
    one = density_surface(*clustered(10, 1), squares=GRID, kernel=Kernel.QUARTIC, bandwidth_m=500)
    other = density_surface(*clustered(10, 1), squares=GRID, kernel=Kernel.QUARTIC, bandwidth_m=600)
    with pytest.raises(ValueError, match="one kernel and bandwidth"):
        rate_surface(one, other, least_per_km2=1)
    with pytest.raises(ValueError, match="above zero"):
        rate_surface(one, one, least_per_km2=0)
