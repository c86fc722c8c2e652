"""Each method tried on the past: forecasts from earlier months, beside what then came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saferplace.analysis.forecast.ahead import CannotForecast, quantiles
from saferplace.analysis.forecast.methods import FORECASTERS, Method
from saferplace.analysis.monthly_counts import Counts, MonthlyCounts
from saferplace.analysis.months import Period
from saferplace.analysis.season.pattern import MONTHS_NEED

_CHANCES = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
_NARROWEST, _WIDEST = 0.7, 10.0
_BELIEF = 12  # trials that the method's own variance is worth, when past errors ask for a wider one


@dataclass(frozen=True, eq=False)
class Trials:
    """One entry a forecast of one month from one origin; all arrays have shape (trials,).

    origin, target: number of the month from the first of the series. variance: as the method gives it.
    """

    origin: npt.NDArray[np.int64]
    target: npt.NDArray[np.int64]
    actual: Counts
    expected: Counts
    variance: Counts

    def __len__(self) -> int:
        return len(self.origin)

    @property
    def widening(self) -> float:
        """Times by which past errors ask the variance to be wider; never narrower than the method's own."""
        return _widening(self._surprise)

    @property
    def _surprise(self) -> Counts:
        found: Counts = (self.actual - self.expected) ** 2 / np.maximum(self.variance, 1e-9)
        return found

    def calibrated_variance(self) -> Counts:
        """As it would have been given at each origin: widened by the errors known by then."""
        surprise = self._surprise
        return np.array(
            [v * _widening(surprise[self.target <= o]) for v, o in zip(self.variance, self.origin, strict=True)]
        )

    def only(self, keys: frozenset[tuple[int, int]]) -> npt.NDArray[np.bool_]:
        return np.array([key in keys for key in self.keys()], dtype=bool)

    def keys(self) -> list[tuple[int, int]]:
        return list(zip(self.origin.tolist(), self.target.tolist(), strict=True))


@dataclass(frozen=True)
class Score:
    """How a method did in ``trials`` trials. mean_error: in events a month.

    mase: mean error against the usual difference from the same month a year before, as known beforehand (Hyndman &
    Koehler 2006). pinball: mean quantile loss.
    held_80, held_95: share of counts inside the interval of that name, as it would have been given then.
    """

    method: Method
    trials: int
    mean_error: float
    mase: float | None
    pinball: float
    held_80: float
    held_95: float


def tried(series: MonthlyCounts, *, horizon: int, origins: int) -> Mapping[Method, Trials]:
    """Rolling origin: from each of the latest ``origins`` possible months, every method forecasts ``horizon`` months.

    A method sees only the months up to its origin. Months without a count are no origin and no target. A method that
    cannot do an origin has no trials of it. Tashman (2000), Int. J. Forecasting 16(4).
    """
    known = np.flatnonzero(series.is_known)
    able = [int(at) for nth, at in enumerate(known[:-1]) if nth + 1 >= MONTHS_NEED]
    rows: dict[Method, list[tuple[int, int, float, float, float]]] = {method: [] for method in FORECASTERS}
    for origin in able[-origins:]:
        targets = [t for t in range(origin + 1, min(origin + horizon, len(series) - 1) + 1) if t in set(known)]
        if not targets:
            continue
        history = series.over(Period(series.first, series.first + origin))
        for method, forecast in FORECASTERS.items():
            try:
                ahead = forecast(history, targets[-1] - origin)
            except CannotForecast:
                continue
            for target in targets:
                nth = target - origin - 1
                if np.isfinite(ahead.expected[nth]):
                    rows[method].append(
                        (origin, target, series.counts[target], ahead.expected[nth], ahead.variance[nth])
                    )
    return {method: _as_trials(found) for method, found in rows.items() if found}


def score(method: Method, trials: Trials, among: frozenset[tuple[int, int]], usual_difference: float | None) -> Score:
    """Of the trials whose origin and target are in ``among``."""
    kept = trials.only(among)
    actual, expected = trials.actual[kept], trials.expected[kept]
    at = quantiles(expected, trials.calibrated_variance()[kept], _CHANCES)
    below = actual[:, None] - at
    loss = np.maximum(np.array(_CHANCES) * below, (np.array(_CHANCES) - 1) * below)
    error = float(np.abs(actual - expected).mean())
    return Score(
        method=method,
        trials=int(kept.sum()),
        mean_error=error,
        mase=error / usual_difference if usual_difference else None,
        pinball=float(loss.mean()),
        held_80=float(((actual >= at[:, 1]) & (actual <= at[:, -2])).mean()),
        held_95=float(((actual >= at[:, 0]) & (actual <= at[:, -1])).mean()),
    )


def usual_difference(series: MonthlyCounts, before: int) -> float | None:
    """Mean absolute difference from the same month a year earlier, in the first ``before`` months; or None."""
    counts = series.counts[:before]
    differences = np.abs(counts[12:] - counts[:-12]) if before > 12 else np.empty(0)
    differences = differences[np.isfinite(differences)]
    return float(differences.mean()) if len(differences) and differences.any() else None


def _widening(surprise: Counts) -> float:
    return float(np.clip((surprise.sum() + _BELIEF) / (len(surprise) + _BELIEF), _NARROWEST, _WIDEST))


def _as_trials(rows: list[tuple[int, int, float, float, float]]) -> Trials:
    origin, target, actual, expected, variance = zip(*rows, strict=True)
    return Trials(
        np.array(origin, dtype=np.int64),
        np.array(target, dtype=np.int64),
        np.array(actual, dtype=float),
        np.array(expected, dtype=float),
        np.array(variance, dtype=float),
    )
