"""Season, change points and forecasts against statsmodels used directly, brute force, and published series."""

from __future__ import annotations

import warnings
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize
from statsmodels.tsa.forecasting.theta import ThetaModel
from statsmodels.tsa.holtwinters import ExponentialSmoothing
from statsmodels.tsa.seasonal import STL

from saferplace.analysis.change_points.partition import best_cuts, gains
from saferplace.analysis.forecast import FORECASTERS, Method, race
from saferplace.analysis.monthly_counts import MonthlyCounts
from saferplace.analysis.months import Month
from saferplace.analysis.season import decompose, seasonal_pattern, trend

# Box & Jenkins (1976), series G: international airline passengers in thousands, January 1949 to December 1960.
AIR_PASSENGERS = [
    112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114,
    140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242, 209, 191,
    172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264, 302, 293, 259,
    229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313, 318, 374, 413, 405,
    355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318, 362, 348, 363, 435, 491,
    505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405, 417, 391, 419, 461, 472, 535,
    622, 606, 508, 461, 390, 432,
]  # fmt: skip


@pytest.fixture
def passengers() -> MonthlyCounts:
    return MonthlyCounts(Month(1949, 1), np.array(AIR_PASSENGERS, dtype=float), {})


def as_pandas(series: MonthlyCounts) -> pd.Series:
    return pd.Series(series.counts, index=pd.date_range(str(series.first), periods=len(series), freq="MS"))


def test_stl_is_that_of_statsmodels_on_a_dated_series(passengers):
    peer = STL(np.log(as_pandas(passengers)), seasonal=13, robust=True).fit()
    found = decompose(passengers)
    for ours, theirs in ((found.trend, peer.trend), (found.season, peer.seasonal), (found.remainder, peer.resid)):
        assert ours == pytest.approx(theirs.to_numpy(), abs=1e-12)


def test_the_published_season_and_growth_of_airline_passengers_are_found(passengers):
    """Textbooks: highest in July and August, lowest in November, growing by about an eighth a year."""
    pattern, decomposed = seasonal_pattern(passengers), decompose(passengers)
    assert (pattern.highest, pattern.is_clear) in {("July", True), ("August", True)}
    assert decomposed.strength > 0.95
    assert int(np.argmin(decomposed.index)) == 10
    assert trend(passengers).percent_a_year == pytest.approx(12.5, abs=1.5)


def test_a_trend_is_the_least_of_the_poisson_likelihood_written_out(passengers):
    """SciPy's optimiser on the log-likelihood, without a regression library."""
    at, y = np.arange(144) / 12, passengers.counts
    angle = 2 * np.pi * np.arange(144) / 12
    columns = np.column_stack([np.ones(144), at - at.mean(), *(f(k * angle) for k in (1, 2) for f in (np.sin, np.cos))])

    def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
        eta = columns @ b
        return float((np.exp(eta) - y * eta).sum()), columns.T @ (np.exp(eta) - y)

    peer = minimize(loss, np.array([np.log(y.mean()), 0, 0, 0, 0, 0]), jac=True, method="BFGS")
    assert trend(passengers).percent_a_year == pytest.approx((np.exp(peer.x[1]) - 1) * 100, rel=1e-4)


def test_smoothing_and_theta_are_those_of_statsmodels_on_a_dated_series_of_roots(passengers):
    newest = MonthlyCounts(passengers.first, passengers.counts, {})
    roots = np.sqrt(as_pandas(newest) + 0.375)[-120:]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ets = ExponentialSmoothing(roots, seasonal="add", seasonal_periods=12, initialization_method="heuristic").fit()
        theta = ThetaModel(roots, period=12, method="additive").fit()
    for method, peer in ((Method.SMOOTHING, ets.forecast(6)), (Method.THETA, theta.forecast(6))):
        found = FORECASTERS[method](newest, 6)
        # Ours is the mean of the count: the square of the peer's root, and the root's variance.
        assert found.expected == pytest.approx(peer.to_numpy() ** 2, rel=0.01)
        assert (found.expected > peer.to_numpy() ** 2 - 0.375).all()


def deviance(counts: np.ndarray, exposure: np.ndarray, cuts: tuple[int, ...]) -> float:
    total = 0.0
    for a, b in zip((0, *cuts), (*cuts, len(counts)), strict=True):
        level = counts[a:b].sum() / exposure[a:b].sum()
        expected = level * exposure[a:b]
        with np.errstate(divide="ignore", invalid="ignore"):
            total += 2 * np.where(counts[a:b] > 0, counts[a:b] * np.log(counts[a:b] / expected), 0).sum()
        total -= 2 * (counts[a:b] - expected).sum()
    return total


@pytest.mark.parametrize("seed", range(6))
def test_the_best_cuts_are_those_of_trying_every_way_to_cut(seed):
    rng = np.random.default_rng(seed)
    counts = rng.poisson(np.repeat(rng.integers(1, 15, 4), 5)).astype(float)
    exposure = rng.uniform(0.7, 1.3, 20)
    ways = [
        cuts
        for k in range(5)
        for cuts in combinations(range(3, 18), k)
        if all(b - a >= 3 for a, b in zip((0, *cuts), (*cuts, 20), strict=True))
    ]
    best = min(ways, key=lambda cuts: deviance(counts, exposure, cuts) + 5.0 * len(cuts))
    assert best_cuts(counts, exposure, 5.0, shortest=3) == list(best)
    gained = [deviance(counts, exposure, ()) - deviance(counts, exposure, (cut,)) for cut in range(3, 18)]
    assert gains(counts, exposure, shortest=3) == pytest.approx(gained, abs=1e-8)


def test_the_error_of_last_year_is_that_of_a_table_with_shifted_columns(passengers):
    """Rolling origin by pandas: every forecast of up to six months from the last twelve origins."""
    found = race(passengers, horizon=6, origins=12)
    table = as_pandas(passengers)
    misses, usual = [], table[: 131 + 1].diff(12).abs().mean()
    for origin in range(131, 143):
        for target in range(origin + 1, min(origin + 6, 143) + 1):
            misses.append(abs(table.iloc[target] - table.iloc[target - 12]))
    (naive,) = (one for one in found.scores if one.method is Method.SEASONAL_NAIVE)
    assert naive.trials == len(misses)
    assert naive.mean_error == pytest.approx(np.mean(misses))
    assert naive.mase == pytest.approx(np.mean(misses) / usual)
