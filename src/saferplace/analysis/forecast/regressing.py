"""Regressions of counts on season: with a trend, or at the level of the latest twelve months."""

from __future__ import annotations

import numpy as np

from saferplace.analysis.forecast.ahead import Ahead, CannotForecast
from saferplace.analysis.monthly_counts import Counts, MonthlyCounts
from saferplace.analysis.months import Period
from saferplace.analysis.season.pattern import enough_months
from saferplace.analysis.season.regression import Fit, quasi_poisson, waves, yearly_levels

_TREND_OVER = 60  # months: a trend of five years may last a few months more; one of ten seldom does
_USUAL_DRIFT = 0.1**2  # variance of the logarithm of a level over a year, where too few years say otherwise


def with_trend(history: MonthlyCounts, horizon: int) -> Ahead:
    """Quasi-Poisson regression on season and a steady trend, over the latest five years.

    Raises CannotForecast with fewer than 24 counts in them.
    """
    recent = _recent(history)
    known, at = recent.is_known, np.arange(len(recent)) / 12 - len(recent) / 12
    design = np.column_stack([np.ones(len(at)), at, waves(recent.calendar_month)])
    fit = _fitted(recent.counts[known], design[known])
    ahead = np.arange(horizon)
    months = (recent.calendar_month[-1] + 1 + ahead) % 12
    return _predicted(fit, np.column_stack([np.ones(horizon), ahead / 12, waves(months)]), history, np.zeros(horizon))


def at_latest_level(history: MonthlyCounts, horizon: int) -> Ahead:
    """Quasi-Poisson regression on season and a level for each twelve months back from the last, which goes on.

    Works where years have gaps. How far a level drifts in a year is measured from one to the next, and widens the
    interval with time. Raises CannotForecast with fewer than 24 counts.
    """
    _check(history)
    known = history.is_known
    levels = yearly_levels(history)
    levels = levels[:, levels[known].any(axis=0)]
    fit = _fitted(history.counts[known], np.hstack([levels, waves(history.calendar_month)])[known])
    ahead = np.arange(horizon)
    latest = np.zeros((horizon, levels.shape[1]))
    latest[:, 0] = 1.0
    design = np.hstack([latest, waves((history.calendar_month[-1] + 1 + ahead) % 12)])
    middles = np.array([np.flatnonzero(known & (column > 0)).mean() for column in levels.T])
    years = (len(history) + ahead - middles[0]) / 12
    return _predicted(fit, design, history, _drift(fit, middles) * years)


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


def _fitted(counts: Counts, design: Counts) -> Fit:
    try:
        return quasi_poisson(counts, design)
    except (ValueError, np.linalg.LinAlgError) as unsettled:
        raise CannotForecast(str(unsettled)) from unsettled
