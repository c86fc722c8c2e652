"""Forecasts of places against scikit-learn's KernelDensity, SciPy's filter, statsmodels' kernel regression and the
formula of Bowers, Johnson & Pease written out as loops.
"""

from __future__ import annotations

from math import floor, hypot

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter
from sklearn.neighbors import KernelDensity as SklearnDensity
from statsmodels.nonparametric.kernel_regression import KernelReg

from saferplace.analysis.prospective import History, KernelDensity, ProspectiveHotspots, SpaceTimeRegression
from tests.unit.analysis.prospective.crimes import CELLS, months_of_counts, near_repeats


def test_density_of_the_last_year_equals_scikit_learn() -> None:
    history = months_of_counts(3)
    period = int(history.periods[-1]) + 1
    centres = np.column_stack((history.places.east, history.places.north))
    weight = history.counts[:, -12:].mean(axis=1)
    used = weight > 0
    peer = SklearnDensity(bandwidth=300, kernel="gaussian", rtol=1e-12).fit(centres[used], sample_weight=weight[used])
    theirs = np.exp(peer.score_samples(centres)) * weight.sum() * CELLS.cell_area_km2
    # Ours leaves out what lies beyond four bandwidths.
    assert KernelDensity(bandwidth_m=300).scores(history, period) == pytest.approx(theirs, rel=0.02)
    assert np.corrcoef(KernelDensity(bandwidth_m=300).scores(history, period), theirs)[0, 1] > 0.99999


def test_density_of_the_last_year_equals_a_gaussian_filter_of_the_grid() -> None:
    history = months_of_counts(3)
    period = int(history.periods[-1]) + 1
    grid = history.counts[:, -12:].mean(axis=1).reshape(CELLS.shape)
    theirs = gaussian_filter(grid, 600 / CELLS.cell_m, mode="constant", truncate=6)
    ours = KernelDensity(bandwidth_m=600).scores(history, period).reshape(CELLS.shape) * CELLS.cell_m**2
    assert ours / CELLS.cell_area_km2 == pytest.approx(theirs, rel=0.01)


def test_regression_over_space_equals_statsmodels_local_constant_regression() -> None:
    history = months_of_counts(3, months=1)
    place = np.column_stack((history.places.east, history.places.north))
    peer = KernelReg(history.counts[:, 0], place, "cc", reg_type="lc", bw=[150, 150])
    theirs, _ = peer.fit(place)
    period = int(history.periods[0]) + 1
    assert SpaceTimeRegression(bandwidth_m=150).scores(history, period) == pytest.approx(theirs, rel=2e-3, abs=1e-3)


def test_near_repeat_scores_equal_the_published_formula_in_loops() -> None:
    history = near_repeats(11, fortnights=12)
    method, now = ProspectiveHotspots(), 12 * 14
    assert history.events is not None
    theirs = np.zeros(CELLS.count)
    for number, (x, y) in enumerate(zip(history.places.east, history.places.north, strict=True)):
        for day, east, north in zip(history.events.day, history.events.east, history.events.north, strict=True):
            away, age = hypot(east - x, north - y), now - day
            if away <= method.reach_m and age <= method.reach_days:
                theirs[number] += 1 / (1 + floor(away / method.step_m)) / (1 + age // 7)
    assert method.scores(history, 12) == pytest.approx(theirs * CELLS.cell_area_km2)


def test_a_year_of_counts_ranks_cells_as_adding_the_months_up_does() -> None:
    history: History = months_of_counts(3)
    assert history.of_year_before(int(history.periods[-1]) + 1) == pytest.approx(
        history.counts[:, -12:].sum(axis=1) / 12
    )
