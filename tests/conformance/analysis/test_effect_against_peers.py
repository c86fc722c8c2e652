"""Evaluations beside ptools' published values, statsmodels' models, SciPy's solver, and simulation."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.optimize import minimize

from saferplace.analysis.effect import (
    BeforeAfter,
    Sizes,
    difference_in_differences,
    displacement_difference,
    relative_effect,
    smallest_displacement_difference,
    smallest_relative_effect,
    smallest_step,
    step_change,
)
from saferplace.analysis.effect.interrupted_series import design, newey_west
from saferplace.analysis.effect.synthetic_control import simplex_weights
from saferplace.analysis.months import Month

START = Month(2024, 1)
MONTHS = [Month(2021, 1) + i for i in range(48)]
PAPER = (BeforeAfter(207, 110), BeforeAfter(308, 318), BeforeAfter(178, 157), BeforeAfter(150, 140))


def test_the_displacement_difference_equals_the_example_of_wheeler_and_ratcliffe():
    """Crime Science 7:11 (2018), as the tests of R's ptools keep it."""
    found = displacement_difference(*PAPER)
    assert found.crimes == -118
    assert found.standard_error == pytest.approx(np.sqrt(1568))
    assert (round(found.z, 2), round(found.lower), round(found.upper)) == (-2.98, -196, -40)


def test_weights_for_sizes_and_lengths_equal_ptools():
    """Values of the tests of R's ptools (andrewpwheeler.com, 2021-01-09 and 2021-02-23)."""
    sized = displacement_difference(*PAPER, sizes=Sizes(treated=1.2, control=0.9, buffer=1.5, buffer_control=1.6))
    assert (sized.crimes, sized.standard_error) == pytest.approx((-99.69444444, 35.4280755))
    assert (sized.lower, sized.upper) == pytest.approx((-169.1321965, -30.25669241))
    longer = displacement_difference(BeforeAfter(80, 20), BeforeAfter(100, 50), before_length=2)
    assert (longer.crimes, longer.standard_error) == pytest.approx((-20, np.sqrt(115)))


def test_difference_in_differences_equals_statsmodels_with_a_dummy_for_each_area_and_month():
    draw = np.random.default_rng(4)
    areas, months, before = 14, 10, 6
    counts = draw.poisson(draw.gamma(3, 8, (areas, 1)) * draw.gamma(20, 0.05, months))
    treated = np.arange(areas) < 5
    area, month = np.repeat(np.arange(areas), months), np.tile(np.arange(months), areas)
    effect = (treated[area] & (month >= before)).astype(float)
    rows = np.column_stack([effect, area[:, None] == np.arange(areas), month[:, None] == np.arange(1, months)])
    peer = sm.GLM(counts.ravel(), rows.astype(float), family=sm.families.Poisson()).fit(
        cov_type="cluster", cov_kwds={"groups": area, "use_correction": False}, tol=1e-12
    )
    ours = difference_in_differences(counts, treated, before)
    assert np.log(ours.ratio) == pytest.approx(peer.params[0], abs=1e-9)

    def one_side(is_treated):  # our correction for few areas taken off again, side by side
        sums = np.stack([counts[is_treated, :before].sum(1), counts[is_treated, before:].sum(1)])
        departs = sums[1] - sums.sum(0) * sums[1].sum() / sums.sum()
        return (departs**2).sum() * (1 / sums[0].sum() + 1 / sums[1].sum()) ** 2

    sides = [(one_side(treated), 5), (one_side(~treated), 9)]
    assert sum(variance for variance, _ in sides) == pytest.approx(peer.cov_params()[0, 0], rel=1e-6)
    assert ours.log_standard_error**2 == pytest.approx(sum(v * n / (n - 1) for v, n in sides))


def test_intervals_of_differences_in_differences_hold_the_truth_as_often_as_they_say():
    """Simulation: areas with gamma-distributed shocks of their own; no effect; 5 and 12 areas."""
    draw, held = np.random.default_rng(11), 0
    for _ in range(600):
        shocks = draw.gamma(25, 1 / 25, (17, 2)).repeat(6, axis=1)
        found = difference_in_differences(draw.poisson(20 * shocks), np.arange(17) < 5, 6)
        held += found.lower <= 1 <= found.upper
    assert 0.92 <= held / 600 <= 0.985


def test_the_interrupted_series_equals_statsmodels_with_newey_west():
    draw = np.random.default_rng(12)
    counts = dict(zip(MONTHS, (int(n) for n in draw.poisson(60, 48)), strict=True))
    rows = design(MONTHS, START, has_slope=False)
    days = np.array([((m + 1).first_day - m.first_day).days for m in MONTHS], dtype=float)
    seen = np.array(list(counts.values()), dtype=float)
    peer = sm.GLM(seen, rows, family=sm.families.Poisson(), exposure=days).fit(
        cov_type="HAC", cov_kwds={"maxlags": 3, "use_correction": False}
    )
    assert np.log(step_change(counts, START).step) == pytest.approx(peer.params[6])
    assert newey_west(rows, seen, np.asarray(peer.mu), MONTHS) == pytest.approx(peer.cov_params(), rel=1e-6, abs=1e-12)


def test_the_ratio_of_a_step_is_the_step_itself():
    """A step multiplies every later month alike, so all since the start are off by it: the delta method's check."""
    counts = dict(zip(MONTHS, (int(n) for n in np.random.default_rng(13).poisson(60, 48)), strict=True))
    found = step_change(counts, START)
    assert found.ratio == pytest.approx(found.step)


def test_mixtures_equal_those_of_a_general_solver():
    """SciPy's SLSQP with the bounds and the sum written out."""
    draw = np.random.default_rng(14)
    for months, donors in ((12, 10), (24, 15), (8, 20)):
        target, pool = draw.gamma(9, 2, months), draw.gamma(9, 2, (donors, months))
        peer = minimize(
            lambda w, target=target, pool=pool: ((target - w @ pool) ** 2).sum(),
            np.full(donors, 1 / donors),
            jac=lambda w, target=target, pool=pool: -2 * pool @ (target - w @ pool),
            bounds=[(0, 1)] * donors,
            constraints={"type": "eq", "fun": lambda w: w.sum() - 1},
            method="SLSQP",
            options={"ftol": 1e-12, "maxiter": 500},
        )
        ours = simplex_weights(target, pool)
        assert ((target - ours @ pool) ** 2).sum() <= peer.fun * (1 + 1e-6)
        assert ours == pytest.approx(peer.x, abs=2e-3)


def test_the_smallest_difference_is_found_in_four_of_five_simulations():
    smallest = smallest_displacement_difference(200, 220, 100, 90)
    draw, runs = np.random.default_rng(15), 4000
    befores = draw.poisson([200, 220, 100, 90], (runs, 4))
    afters = draw.poisson([200 - smallest.crimes, 220, 100, 90], (runs, 4))
    found = sum(
        displacement_difference(*(BeforeAfter(int(b), int(a)) for b, a in zip(before, after, strict=True))).upper < 0
        for before, after in zip(befores, afters, strict=True)
    )
    assert found / runs == pytest.approx(0.8, abs=0.03)


def test_the_smallest_relative_effect_is_found_in_four_of_five_simulations():
    smallest = smallest_relative_effect(300, 900)
    draw, runs = np.random.default_rng(16), 3000
    drawn = draw.poisson([300, 300 - smallest.crimes, 900, 900], (runs, 4))
    found = sum(
        relative_effect(BeforeAfter(int(a), int(b)), BeforeAfter(int(c), int(d))).upper < 1 for a, b, c, d in drawn
    )
    assert found / runs == pytest.approx(0.8, abs=0.03)


def test_the_smallest_step_is_found_in_about_four_of_five_simulations():
    """Robust intervals of 48 months are a little less certain of their width than the formula takes them to be."""
    smallest = smallest_step(MONTHS, START, 60)
    mean = np.where([month >= START for month in MONTHS], 60 * (1 - smallest.percent / 100), 60)
    draw, runs = np.random.default_rng(17), 250
    found = sum(
        step_change(dict(zip(MONTHS, map(int, draw.poisson(mean)), strict=True)), START).upper < 1 for _ in range(runs)
    )
    assert found / runs == pytest.approx(0.8, abs=0.09)
