"""Where next month: which places a method tried on held-back months says, and how that method did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saferplace.analysis.months import Month
from saferplace.analysis.prospective import (
    CannotForecast,
    Choice,
    FadingCounts,
    Forecaster,
    KernelDensity,
    LastPeriod,
    LastYear,
    ProspectiveHotspots,
    SamePeriodLastYear,
    SpaceTimeRegression,
    Trials,
    UncertainAccuracy,
    choice_of_method,
    chosen_places,
    held_back,
    rolling_trials,
    uncertain_accuracy,
)
from saferplace.intelligence.analyses.forecast_ground import CALENDAR, CELL_M, ForecastGround, forecast_ground
from saferplace.intelligence.analyses.question import LayerQuestion, Setting

SEED = 20041  # of the draws behind intervals; any number would do, and it must stay the same
PLACES = Setting(
    "places",
    "How many places",
    (("25", "25 places"), ("10", "10 places"), ("50", "50 places"), ("100", "100 places")),
)
SIMPLE = "the count of the 12 months before"
METHODS: tuple[Forecaster, ...] = (
    LastYear(name=SIMPLE),
    LastPeriod(name="the count of the month before"),
    SamePeriodLastYear(name="the count of the same month a year before"),
    FadingCounts(name="a count that fades with age"),
    KernelDensity(name="the density of the 12 months before"),
    SpaceTimeRegression(name="nearness in place, time and season"),
    ProspectiveHotspots(step_m=CELL_M / 2, name="near repeats of the last two months"),
)
_FEWEST_RECORDED = 30
_FEWEST_HELD_BACK = 2
_Scores = dict[str, npt.NDArray[np.float64]]


@dataclass(frozen=True)
class TriedMethod:
    """One line of how the methods did."""

    name: str
    is_used: bool
    caught: float
    total: float
    accuracy: UncertainAccuracy
    verdict: str


@dataclass(frozen=True, eq=False)
class Foresight:
    """chosen: numbers of the places of ``ground``, likeliest first. tried: the method that caught most first.

    unable: name to sentence, for methods that lack what they need.
    """

    question: LayerQuestion
    ground: ForecastGround
    trials: Trials
    choice: Choice
    chosen: npt.NDArray[np.int64]
    tried: tuple[TriedMethod, ...]
    unable: Mapping[str, str]

    @property
    def month(self) -> Month:
        return self.ground.months[-1] + 1

    @property
    def held_back(self) -> tuple[Month, ...]:
        return tuple(CALENDAR.month(int(period)) for period in self.trials.periods)

    @property
    def used(self) -> TriedMethod:
        return next(one for one in self.tried if one.is_used)

    @property
    def area_km2(self) -> float:
        return float(self.trials.places.area_km2.sum())


def foresee(question: LayerQuestion) -> Foresight:
    """Raises NothingLoaded, and ValueError, in a sentence, where there is too little to forecast from."""
    ground = forecast_ground(question)
    recorded = int(ground.history.counts.sum())
    if recorded < _FEWEST_RECORDED:
        raise ValueError(
            f"{recorded} of {question.subject} recorded at points here in these months: with fewer than "
            f"{_FEWEST_RECORDED}, nobody can say where the next will be."
        )
    periods = held_back(ground.history)
    if len(periods) < _FEWEST_HELD_BACK:
        raise ValueError(
            "Too few months are held to try a forecast on any of them: choose at least five months, closer together."
        )
    places = ground.history.places
    number = min(int(question.settings[PLACES.name]), len(places) // 2)
    budget = number * ground.lattice.cell_area_km2
    scores, unable = _scores_of_next_month(ground)
    able = [method for method in METHODS if method.name in scores]
    trials = rolling_trials(ground.history, able, periods, budget)
    choice = choice_of_method(trials, SIMPLE, seed=SEED)
    chosen = chosen_places(scores[choice.to_use], places, budget)
    return Foresight(question, ground, trials, choice, chosen, _tried(trials, choice), {**unable, **trials.unable})


def _scores_of_next_month(ground: ForecastGround) -> tuple[_Scores, dict[str, str]]:
    """By method, and why others have none.

    One that could be tried on the past, but not asked of the month in question, would be no use.
    """
    scores, unable = {}, {}
    for method in METHODS:
        try:
            scores[method.name] = method.scores(ground.history, int(ground.history.periods[-1]) + 1)
        except CannotForecast as why:
            unable[method.name] = str(why)
    return scores, unable


def _tried(trials: Trials, choice: Choice) -> tuple[TriedMethod, ...]:
    pooled = {name: trials.pooled(name) for name in trials.names}
    tried = [
        TriedMethod(
            name,
            name == choice.to_use,
            pooled[name].hits,
            pooled[name].total,
            uncertain_accuracy(trials, name, seed=SEED),
            str(choice.of(name).verdict),
        )
        for name in trials.names
    ]
    return tuple(sorted(tried, key=lambda one: (-round(one.caught, 3), trials.names.index(one.name))))
