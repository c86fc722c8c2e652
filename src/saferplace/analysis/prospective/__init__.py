"""Prospective mapping: which places will hold most crime next, by methods with one protocol, tried on periods that were
held back and compared with simply counting the last year. Places are cells or fixed points; periods months or weeks.
"""

from saferplace.analysis.prospective.accuracy import Accuracy, accuracy
from saferplace.analysis.prospective.choosing import chosen_places, chosen_shares
from saferplace.analysis.prospective.comparison import Choice, Compared, Versus, choice_of_method
from saferplace.analysis.prospective.counting import FadingCounts, LastPeriod, LastYear, SamePeriodLastYear
from saferplace.analysis.prospective.forecaster import CannotForecast, Forecaster
from saferplace.analysis.prospective.history import (
    Calendar,
    CalendarMonths,
    DatedEvents,
    EqualSpans,
    History,
    Places,
    dated_events,
    history_of_events,
)
from saferplace.analysis.prospective.near_repeats import ProspectiveHotspots
from saferplace.analysis.prospective.rolling import Trials, held_back, pooled, rolling_trials
from saferplace.analysis.prospective.rules import NIJ_CHALLENGE, ForecastRules
from saferplace.analysis.prospective.smoothing import KernelDensity, SpaceTimeRegression
from saferplace.analysis.prospective.spreading import Kernel
from saferplace.analysis.prospective.uncertainty import (
    Interval,
    UncertainAccuracy,
    difference_of_hit_rates,
    uncertain_accuracy,
)

__all__ = [
    "NIJ_CHALLENGE",
    "Accuracy",
    "Calendar",
    "CalendarMonths",
    "CannotForecast",
    "Choice",
    "Compared",
    "DatedEvents",
    "EqualSpans",
    "FadingCounts",
    "ForecastRules",
    "Forecaster",
    "History",
    "Interval",
    "Kernel",
    "KernelDensity",
    "LastPeriod",
    "LastYear",
    "Places",
    "ProspectiveHotspots",
    "SamePeriodLastYear",
    "SpaceTimeRegression",
    "Trials",
    "UncertainAccuracy",
    "Versus",
    "accuracy",
    "choice_of_method",
    "chosen_places",
    "chosen_shares",
    "dated_events",
    "difference_of_hit_rates",
    "held_back",
    "history_of_events",
    "pooled",
    "rolling_trials",
    "uncertain_accuracy",
]
