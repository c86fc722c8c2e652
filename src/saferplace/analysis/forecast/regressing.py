"""Regressions of counts on season: with a trend, or at the level of the latest twelve months."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from saferplace.analysis.forecast.ahead import Ahead, CannotForecast
from saferplace.analysis.monthly_counts import Counts, MonthlyCounts
from saferplace.analysis.months import Period
from saferplace.analysis.season.pattern import enough_months
from saferplace.analysis.season.regression import Fit, chance_of_season, quasi_poisson, waves, yearly_levels

_TREND_OVER = 60  # months: a trend of five years may last a few months more; one of ten seldom does
_WORTH_ITS_TERMS = 0.1
_USUAL_DRIFT = 0.1**2  # variance of the logarithm of a level over a year, where too few years say otherwise


def with_trend(history: MonthlyCounts, horizon: int) -> Ahead:
    """Quasi-Poisson regression on season and a steady trend, over the latest five years.

    A season that chance could have made (F test above 0.1, about as Akaike's criterion would) is left out.
    Raises CannotForecast with fewer than 24 counts in them.
    """
    recent = _recent(history)
    known, at = recent.is_known, np.arange(len(recent)) / 12 - len(recent) / 12
    fit, season = _fitted(recent, np.column_stack([np.ones(len(at)), at]), known, horizon)
    ahead = np.arange(horizon) / 12
    return _predicted(fit, np.column_stack([np.ones(horizon), ahead, season]), history, np.zeros(horizon))


def at_latest_level(history: MonthlyCounts, horizon: int) -> Ahead:
    """Quasi-Poisson regression on season and a level for each twelve months back from the last, which goes on.

    A season that chance could have made is left out, as in `with_trend`.
    Works where years have gaps. How far a level drifts in a year is measured from one to the next, and widens the
    interval with time. Raises CannotForecast with fewer than 24 counts.
    """
    _check(history)
    known = history.is_known
    levels = yearly_levels(history)
    levels = levels[:, levels[known].any(axis=0)]
    fit, season = _fitted(history, levels, known, horizon)
    latest = np.zeros((horizon, levels.shape[1]))
    latest[:, 0] = 1.0
    middles = np.array([np.flatnonzero(known & (column > 0)).mean() for column in levels.T])
    years = (len(history) + np.arange(horizon) - middles[0]) / 12
    return _predicted(fit, np.hstack([latest, season]), history, _drift(fit, middles) * years)


def _drift(fit: Fit, middles: Counts) -> float:
    """Variance of the logarithm of the level over a year, less what chance in the levels makes of it."""
    levels = fit.coefficients[: len(middles)]
    if len(levels) < 3:
        return _USUAL_DRIFT
    sampled = np.diag(fit.covariance)[: len(middles)]
    moved = np.diff(levels) ** 2 - sampled[1:] - sampled[:-1]
    return float(np.clip((moved / (np.abs(np.diff(middles)) / 12)).mean(), 0.02**2, 0.5**2))


def _predicted(fit: Fit, design: Counts, history: MonthlyCounts, drift: Counts) -> Ahead:
    expected = np.exp(np.minimum(design @ fit.coefficients, 50.0))
    unsure = np.einsum("ij,jk,ik->i", design, fit.covariance, design) + drift
    return Ahead(history.last + 1, expected, fit.dispersion * expected + expected**2 * unsure)


def _recent(history: MonthlyCounts) -> MonthlyCounts:
    recent = history.over(Period.ending(history.last, _TREND_OVER))
    _check(recent)
    return recent


def _check(history: MonthlyCounts) -> None:
    try:
        enough_months(history)
    except ValueError as too_few:
        raise CannotForecast(str(too_few)) from too_few


def _fitted(series: MonthlyCounts, levels: Counts, known: npt.NDArray[np.bool_], horizon: int) -> tuple[Fit, Counts]:
    """The fit, and the columns of season of the months ahead: none of either where no season is worth its terms."""
    counts, season = series.counts[known], waves(series.calendar_month)[known]
    try:
        fit = quasi_poisson(counts, np.hstack([levels[known], season]))
        without = quasi_poisson(counts, levels[known])
    except (ValueError, np.linalg.LinAlgError) as unsettled:
        raise CannotForecast(str(unsettled)) from unsettled
    if chance_of_season(fit, without) > _WORTH_ITS_TERMS:
        return without, np.empty((horizon, 0))
    return fit, waves((series.calendar_month[-1] + 1 + np.arange(horizon)) % 12)
