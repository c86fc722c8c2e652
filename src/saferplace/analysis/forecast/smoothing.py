"""Exponential smoothing and Theta, on square roots of the counts, by statsmodels."""

from __future__ import annotations

import warnings
from functools import lru_cache
from typing import Any

import numpy as np
from scipy.signal import lfilter
from statsmodels.tsa.forecasting.theta import ThetaModel
from statsmodels.tsa.holtwinters import ExponentialSmoothing
from statsmodels.tsa.seasonal import seasonal_decompose

from saferplace.analysis.forecast.ahead import Ahead, CannotForecast
from saferplace.analysis.monthly_counts import Counts, MonthlyCounts

_LEAST, _MOST = 24, 120  # months: two years for a season; ten, because older levels say nothing of the next
_ANSCOMBE = 0.375  # the square root of a Poisson count plus 3/8 varies alike whatever its mean (Anscombe 1948)


def exponential_smoothing(history: MonthlyCounts, horizon: int) -> Ahead:
    """ETS(A, N, A): a level that moves and a season that moves, on the newest months without a gap.

    Hyndman, Koehler, Ord & Snyder (2008), Forecasting with Exponential Smoothing, §6.3 for the variance.
    Raises CannotForecast with fewer than 24 months without a gap, or where it does not settle.
    """
    roots = _newest_roots(history)
    found = _smoothed(tuple(roots.tolist()))
    error = float(found.sse) / max(len(roots) - 4, 1)
    weight = float(found.params["smoothing_level"])
    middle = np.asarray(found.forecast(horizon), dtype=float)
    return _as_counts(history, middle, _growing(error, weight, horizon))


def theta(history: MonthlyCounts, horizon: int) -> Ahead:
    """Theta: simple exponential smoothing with half of the linear trend, season taken out where there is one.

    Assimakopoulos & Nikolopoulos (2000); variance as Hyndman & Billah (2003). Raises as `exponential_smoothing`.
    """
    roots = _newest_roots(history)
    found = _halved(tuple(roots.tolist()))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        middle = np.asarray(found.forecast(horizon), dtype=float)
    level = roots - np.asarray(seasonal_decompose(roots, period=12).seasonal)
    weight = float(found.params["alpha"])
    error = float((_one_step_errors(level, weight) ** 2).mean())
    return _as_counts(history, middle, _growing(error, weight, horizon))


# A fit takes ten milliseconds or more, and rolling evaluation asks for the same stretch of months again and again.
@lru_cache(maxsize=256)
def _smoothed(roots: tuple[float, ...]) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what they would say is checked in `_as_counts`
        return ExponentialSmoothing(
            np.array(roots), seasonal="add", seasonal_periods=12, initialization_method="heuristic"
        ).fit()


@lru_cache(maxsize=256)
def _halved(roots: tuple[float, ...]) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ThetaModel(np.array(roots), period=12, deseasonalize=True, method="additive").fit(disp=False)


def _growing(error: float, weight: float, horizon: int) -> Counts:
    """Variance 1, 2, ... months ahead of a level that takes up ``weight`` of each error."""
    variance: Counts = error * (1 + np.arange(horizon, dtype=float) * weight**2)
    return variance


def _one_step_errors(values: Counts, weight: float) -> Counts:
    """Of simple exponential smoothing that begins at the first value. (statsmodels' own is a state-space fit: slow.)"""
    level, _ = lfilter([weight], [1.0, weight - 1.0], values, zi=[values[0] * (1 - weight)])
    errors: Counts = values[1:] - level[:-1]
    return errors


def _newest_roots(history: MonthlyCounts) -> Counts:
    stretch = history.runs()[-1].counts[-_MOST:]
    if len(stretch) < _LEAST:
        raise CannotForecast(f"Only {len(stretch)} months follow one another without a gap; it needs {_LEAST}.")
    if len(np.unique(stretch)) < 2:
        raise CannotForecast("All months have the same count.")
    roots: Counts = np.sqrt(stretch + _ANSCOMBE)
    return roots


def _as_counts(history: MonthlyCounts, middle: Counts, error: Counts) -> Ahead:
    """Mean and variance of the square of a normal, back from the scale of roots."""
    if not (np.isfinite(middle).all() and np.isfinite(error).all()):
        raise CannotForecast("It did not settle for these counts.")
    middle = np.maximum(middle, 0.0)
    expected = np.maximum(middle**2 + error - _ANSCOMBE, 0.0)
    return Ahead(history.last + 1, expected, 4 * middle**2 * error + 2 * error**2)
