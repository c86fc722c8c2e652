"""Which method to use for a series: the one that erred least on its past."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from saferplace.analysis.forecast.ahead import CannotForecast
from saferplace.analysis.forecast.methods import FORECASTERS, Method
from saferplace.analysis.forecast.trials import Score, Trials, score, tried, usual_difference
from saferplace.analysis.monthly_counts import MonthlyCounts
from saferplace.analysis.season.pattern import enough_months

_TRIALS_NEED = 6
_MOST_OF = 0.8  # of all trials a method must have taken part in to be compared


@dataclass(frozen=True, eq=False)
class Race:
    """scores: of every method that could be compared, on the same trials, the least mean error first.

    best: the first of them; without enough trials, the method that is used for want of a comparison.
    naive: the error of the same month of last year and that of the best on the trials both took part in; None where
    it could not be compared, or is the best.
    """

    best: Method
    scores: tuple[Score, ...]
    naive: tuple[Score, Score] | None
    trials: Mapping[Method, Trials]

    @property
    def widening(self) -> float:
        return self.trials[self.best].widening if self.best in self.trials else 1.0

    def in_words(self) -> str:
        """Which method, and whether it is any better than repeating last year."""
        if not self.scores:
            return (
                f"Method: {self.best}. There are too few months to try methods on the past, so no method has been "
                "shown to be better than the same month of last year."
            )
        first = self.scores[0]
        tried_on = f"in {first.trials} forecasts of past months it missed by {_about(first.mean_error)} on average"
        if self.best is Method.SEASONAL_NAIVE:
            return f"Method: {self.best}. No other method did better: {tried_on}."
        if self.naive is None:
            return (
                f"Method: {self.best}; {tried_on}. It could not be compared with the same month of last year, because "
                "too few of those months are held."
            )
        last_year, ours = self.naive
        if ours.mean_error >= last_year.mean_error:
            return (
                f"Method: {self.best}; {tried_on}. On the {ours.trials} where both can be used, the same month of last "
                f"year did no worse: {_about(last_year.mean_error)} against {_about(ours.mean_error)}."
            )
        less = 1 - ours.mean_error / last_year.mean_error
        return (
            f"Method: {self.best}; {tried_on}, {less:.0%} less than the same month of last year "
            f"({_about(last_year.mean_error)})."
        )


def race(series: MonthlyCounts, *, horizon: int, origins: int) -> Race:
    """Try every method on the past of the series and take the one with the least mean absolute error.

    Only methods that can forecast from the end of the series, and that took part in four fifths of the trials of the
    one with most, are compared, on the trials that all of these have. A winner's error flatters it a little, for it won
    partly by luck. Raises CannotForecast where no method has a forecast.
    """
    try:
        enough_months(series)
    except ValueError as too_few:
        raise CannotForecast(str(too_few)) from too_few
    able = [method for method in FORECASTERS if _can(method, series, horizon)]
    if not able:
        raise CannotForecast("No method of forecasting settled for these counts.")
    trials = {
        method: found for method, found in tried(series, horizon=horizon, origins=origins).items() if method in able
    }
    most = max((len(found) for found in trials.values()), default=0)
    entered = {method: found for method, found in trials.items() if len(found) >= _MOST_OF * most}
    common = (
        frozenset.intersection(*(frozenset(found.keys()) for found in entered.values())) if entered else frozenset()
    )
    if len(common) < _TRIALS_NEED:
        fallback = Method.LATEST_LEVEL if Method.LATEST_LEVEL in able else able[0]
        return Race(fallback, (), None, trials)
    difference = usual_difference(series, min(origin for origin, _ in common) + 1)
    scores = sorted(
        (score(method, found, common, difference) for method, found in entered.items()), key=lambda one: one.mean_error
    )
    best = scores[0].method
    naive = None
    if best is not Method.SEASONAL_NAIVE and Method.SEASONAL_NAIVE in trials:
        both = frozenset(trials[Method.SEASONAL_NAIVE].keys()) & frozenset(trials[best].keys())
        if len(both) >= _TRIALS_NEED:
            last_year, ours = (score(m, trials[m], both, difference) for m in (Method.SEASONAL_NAIVE, best))
            naive = (last_year, ours)
    return Race(best, tuple(scores), naive, trials)


def _can(method: Method, series: MonthlyCounts, horizon: int) -> bool:
    try:
        FORECASTERS[method](series, horizon)
    except CannotForecast:
        return False
    return True


def _about(error: float) -> str:
    return f"{error:,.0f}" if error >= 10 else f"{error:.1f}"
