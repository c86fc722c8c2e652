"""Monthly counts to come, with intervals, by the method that erred least on the past; and what was to be expected."""

from saferplace.analysis.forecast.ahead import Ahead, CannotForecast
from saferplace.analysis.forecast.forecasts import Expectation, Expected, Forecast, Standing, expectation, forecast
from saferplace.analysis.forecast.methods import FORECASTERS, Method
from saferplace.analysis.forecast.race import Race, race
from saferplace.analysis.forecast.trials import Score

__all__ = [
    "FORECASTERS",
    "Ahead",
    "CannotForecast",
    "Expectation",
    "Expected",
    "Forecast",
    "Method",
    "Race",
    "Score",
    "Standing",
    "expectation",
    "forecast",
    "race",
]
