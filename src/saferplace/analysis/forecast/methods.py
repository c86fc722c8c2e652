"""The methods that compete, the simplest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from saferplace.analysis.forecast.ahead import Ahead
from saferplace.analysis.forecast.regressing import at_latest_level, with_trend
from saferplace.analysis.forecast.repeating import seasonal_naive
from saferplace.analysis.forecast.smoothing import exponential_smoothing, theta
from saferplace.analysis.monthly_counts import MonthlyCounts


class Method(StrEnum):
    """In the words a page prints."""

    SEASONAL_NAIVE = "the same month of last year"
    LATEST_LEVEL = "season at the level of the latest twelve months"
    WITH_TREND = "season and a steady trend"
    SMOOTHING = "exponential smoothing"
    THETA = "the Theta method"


Forecaster = Callable[[MonthlyCounts, int], Ahead]

FORECASTERS: Mapping[Method, Forecaster] = {
    Method.SEASONAL_NAIVE: seasonal_naive,
    Method.LATEST_LEVEL: at_latest_level,
    Method.WITH_TREND: with_trend,
    Method.SMOOTHING: exponential_smoothing,
    Method.THETA: theta,
}
