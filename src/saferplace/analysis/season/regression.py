"""Counts regressed on season and level, spread wider than chance where they are."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import f as f_distribution
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM

from saferplace.analysis.monthly_counts import Counts, MonthlyCounts

_HARMONICS = (1, 2)  # a yearly wave and a half-yearly one: four numbers for twelve months


@dataclass(frozen=True, eq=False)
class Fit:
    """coefficients (k,), of a log link; covariance (k, k), already times ``dispersion`` (>= 1, Pearson's).

    expected (n,); degrees: n - k.
    """

    coefficients: Counts
    covariance: Counts
    dispersion: float
    expected: Counts
    deviance: float
    degrees: int


def quasi_poisson(counts: Counts, design: Counts) -> Fit:
    """Poisson regression, intervals widened by Pearson's dispersion where it is above 1 (Wedderburn 1974).

    counts (n,), design (n, k). Raises ValueError where there are no more months than coefficients, or no answer.
    """
    degrees = len(counts) - design.shape[1]
    if degrees < 1:
        raise ValueError("There are too few months for a regression on season and level.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what they would say is checked below
        found = GLM(counts, design, family=Poisson()).fit()
    if not (found.converged and np.isfinite(found.params).all()):
        raise ValueError("The regression on season and level did not settle for these counts.")
    expected = np.asarray(found.mu, dtype=float)
    dispersion = max(1.0, float(((counts - expected) ** 2 / np.maximum(expected, 1e-9)).sum()) / degrees)
    covariance = np.asarray(found.normalized_cov_params, dtype=float) * dispersion
    return Fit(np.asarray(found.params), covariance, dispersion, expected, float(found.deviance), degrees)


def chance_of_season(fit: Fit, without: Fit) -> float:
    """Probability of so much season where there is none: F test of the terms that ``without`` lacks."""
    terms = len(fit.coefficients) - len(without.coefficients)
    statistic = max(0.0, without.deviance - fit.deviance) / terms / fit.dispersion
    return float(f_distribution.sf(statistic, terms, fit.degrees))


def waves(calendar_month: npt.NDArray[np.int64]) -> Counts:
    """Columns of the season, shape (n, 4), for months from 0 (January); they add up to zero over a year."""
    angle = 2 * np.pi * np.outer(calendar_month, _HARMONICS) / 12
    return np.hstack([np.sin(angle), np.cos(angle)])


def yearly_levels(series: MonthlyCounts) -> Counts:
    """A column for each twelve months counted back from the last: 1 where the month is in it, shape (months, levels).

    Twelve months without any count are joined to those after them, so that no level is the logarithm of nothing.
    """
    back = (len(series) - 1 - np.arange(len(series))) // 12
    known, sums = series.is_known, {}
    for nth in range(int(back.max()) + 1):
        sums[nth] = float(series.counts[known & (back == nth)].sum())
    joined, newest = {}, next((nth for nth, total in sums.items() if total > 0), 0)
    for nth, total in sums.items():
        newest = nth if total > 0 else newest
        joined[nth] = newest
    group = np.array([joined[int(nth)] for nth in back])
    columns: Counts = (group[:, None] == np.unique(group)[None, :]).astype(float)
    return columns
