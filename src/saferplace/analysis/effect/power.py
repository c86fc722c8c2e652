"""The smallest effect that could have been seen. Without it, "no change" says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from scipy.optimize import brentq
from scipy.stats import norm

from saferplace.analysis.effect.interrupted_series import design
from saferplace.analysis.months import Month


@dataclass(frozen=True)
class SmallestEffect:
    """The fall that would be found in ``power`` of such evaluations; None where even an end to all crime would not.

    crimes: over the period after. percent: of what was expected then.
    """

    crimes: float | None
    percent: float | None
    power: float
    level: float

    def in_words(self) -> str:
        """
        >>> smallest_displacement_difference(120, 130, 60, 62).in_words()
        'A fall of less than 73 crimes (60%) would probably have been missed.'
        """
        if self.crimes is None or self.percent is None:
            return "With so few crimes, even an end to all of them could not have been told from chance."
        return (
            f"A fall of less than {round(self.crimes):,} crimes ({self.percent:.0f}%) would probably have been missed."
        )


def smallest_displacement_difference(
    treated: float,
    control: float,
    buffer: float = 0.0,
    buffer_control: float = 0.0,
    *,
    before_length: float = 1.0,
    dispersion: float = 1.0,
    power: float = 0.8,
    level: float = 0.95,
) -> SmallestEffect:
    """Smallest fall that a weighted displacement difference finds, given the counts before (areas of one size).

    before_length: length of the period before divided by that after. Under no effect the after counts are the before
    counts divided by it; a fall of d takes d out of the variance as well, hence d = k √(φ (V − d)), φ the dispersion.
    """
    _above_zero(treated, "treated")
    expected = sum((treated, control, buffer, buffer_control)) / before_length
    without_effect = expected + expected / before_length
    squared = dispersion * _both_quantiles(power, level) ** 2
    fall = (-squared + sqrt(squared**2 + 4 * squared * without_effect)) / 2
    return _said(fall, treated / before_length, power, level)


def smallest_relative_effect(
    treated: float,
    comparison: float,
    *,
    after_length: float = 1.0,
    dispersion: float = 1.0,
    power: float = 0.8,
    level: float = 0.95,
) -> SmallestEffect:
    """Smallest fall that the ratio to a comparison area finds, given the counts before and over-dispersion."""
    _above_zero(min(treated, comparison), "treated or the comparison")
    k = _both_quantiles(power, level)
    expected = treated * after_length
    fixed = 1 / treated + 1 / comparison + 1 / (comparison * after_length)

    def beyond(logged: float) -> float:
        return -logged - k * sqrt(dispersion * (fixed + 1 / (expected * exp(logged))))

    # Nought crimes have no logarithm: the largest fall that the ratio can see leaves one crime.
    lowest = -log(max(expected, 1.0))
    if beyond(lowest) < 0:
        peak = max(np.linspace(lowest, 0.0, 200), key=beyond)
        if beyond(peak) < 0:
            return SmallestEffect(None, None, power, level)
        lowest = float(peak)
    ratio = exp(float(brentq(beyond, lowest, 0.0)))
    return _said(expected * (1 - ratio), expected, power, level)


def smallest_step(
    months: Sequence[Month],
    start: Month,
    crimes_a_month: float,
    *,
    dispersion: float = 1.0,
    power: float = 0.8,
    level: float = 0.95,
) -> SmallestEffect:
    """Smallest step down that a series of these months finds at this level of crime, months taken as independent."""
    _above_zero(crimes_a_month, "treated")
    rows = design(months, start, has_slope=False)
    since = rows[:, 6] > 0
    if np.linalg.matrix_rank(rows) < rows.shape[1]:
        raise ValueError("The months do not hold a full year before the start and one month after it.")
    k = _both_quantiles(power, level)

    def beyond(logged: float) -> float:
        weights = crimes_a_month * np.where(since, exp(logged), 1.0)
        covariance = np.linalg.inv(rows.T @ (rows * weights[:, None]))
        return -logged - k * sqrt(dispersion * float(covariance[6, 6]))

    lowest = -log(max(crimes_a_month * since.sum(), 1.0))
    tried = [logged for logged in np.linspace(0.0, lowest, 200) if beyond(float(logged)) > 0]
    if not tried:
        return SmallestEffect(None, None, power, level)
    ratio = exp(float(brentq(beyond, float(tried[0]), 0.0)))
    expected = crimes_a_month * float(since.sum())
    return _said(expected * (1 - ratio), expected, power, level)


def _said(fall: float, expected: float, power: float, level: float) -> SmallestEffect:
    if fall > expected:
        return SmallestEffect(None, None, power, level)
    return SmallestEffect(fall, 100 * fall / expected, power, level)


def _both_quantiles(power: float, level: float) -> float:
    return float(norm.ppf(0.5 + level / 2) + norm.ppf(power))


def _above_zero(count: float, name: str) -> None:
    if not 0 < count < float("inf"):
        raise ValueError(f"Without any crime in the {name} area before the start, no fall could be seen there.")
