"""Rolling evaluation: every method forecasts each held-back period from what was known before it, and is judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from saferplace.analysis.prospective.accuracy import Accuracy, accuracy
from saferplace.analysis.prospective.choosing import chosen_shares
from saferplace.analysis.prospective.forecaster import CannotForecast, Forecaster
from saferplace.analysis.prospective.history import Floats, History, Places, Whole


@dataclass(frozen=True, eq=False)
class Trials:
    """What each method chose and what came, for the same held-back periods.

    names: of methods that could forecast every one of the periods, in the order given. shares: shape (methods, periods,
    places). later, best: shape (periods, places); best is the choice of who knew the outcome. trials: shape
    (methods)(periods). unable: name to sentence, for methods that could not forecast some period.
    """

    names: tuple[str, ...]
    periods: Whole
    places: Places
    budget_km2: float
    shares: Floats
    later: Floats
    best: Floats
    trials: tuple[tuple[Accuracy, ...], ...]
    unable: Mapping[str, str]

    def pooled(self, name: str) -> Accuracy:
        """All periods together: hits over all, the same ground each time."""
        return pooled(self.trials[self.names.index(name)])

    @property
    def best_name(self) -> str:
        """The method that caught most over the held-back periods; the earlier in the list where two are equal."""
        hits = [round(self.pooled(name).hits, 6) for name in self.names]
        return self.names[int(np.argmax(hits))]


def held_back(history: History, *, most: int = 12, least_known: int = 3) -> Whole:
    """The newest periods that are fit to be held back, none where there is no such.

    At most ``most``, each with ``least_known`` known periods in the year before it.
    """
    known = history.periods
    year = history.calendar.in_a_year
    past = np.arange(len(known)) - np.searchsorted(known, known - year)
    fit: Whole = known[past >= least_known][-most:]
    return fit


def rolling_trials(
    history: History, methods: Sequence[Forecaster], periods: Sequence[int] | Whole, budget_km2: float
) -> Trials:
    """Let each method forecast each of ``periods`` from `History.before` it, and choose ``budget_km2`` of ground.

    Rolling origin: Tashman (2000), "Out-of-sample tests of forecasting accuracy". Raises ValueError where no period is
    held back, one of them is not known, two methods share a name, or no method can forecast them all.
    """
    if len({method.name for method in methods}) < len(methods):
        raise ValueError("Each method needs a name of its own.")
    if not len(periods):
        raise ValueError("There are too few periods to hold any back: the methods cannot be tried.")
    later = [_known(history, int(period)) for period in periods]
    pasts = [history.before(int(period)) for period in periods]
    area = history.places.area_km2
    names: list[str] = []
    shares: list[list[Floats]] = []
    unable: dict[str, str] = {}
    for method in methods:
        try:
            scored = [method.scores(past, int(period)) for past, period in zip(pasts, periods, strict=True)]
        except CannotForecast as why:
            unable[method.name] = str(why)
            continue
        names.append(method.name)
        shares.append([chosen_shares(scores, area, budget_km2) for scores in scored])
    if not names:
        raise ValueError(f"No method can forecast these periods. {next(iter(unable.values()), '')}".strip())
    before = [past.of_year_before(int(period)) for past, period in zip(pasts, periods, strict=True)]
    return Trials(
        tuple(names),
        np.asarray(periods, dtype=np.int64),
        history.places,
        float(budget_km2),
        np.array(shares),
        np.array(later),
        np.array([chosen_shares(came, area, budget_km2) for came in later]),
        tuple(
            tuple(
                accuracy(choice, came, area, None if np.isnan(year).any() else year)
                for choice, came, year in zip(chosen, later, before, strict=True)
            )
            for chosen in shares
        ),
        unable,
    )


def pooled(trials: Sequence[Accuracy]) -> Accuracy:
    """Several periods as one: crimes added up, ground the mean, the earlier share weighted by later crimes."""
    total = sum(one.total for one in trials)
    known = [one for one in trials if one.before is not None]
    weight = sum(one.total for one in known)
    before = sum((one.before or 0.0) * one.total for one in known) / weight if weight else None
    return Accuracy(
        sum(one.hits for one in trials),
        total,
        sum(one.best_hits for one in trials),
        sum(one.area_km2 for one in trials) / len(trials),
        trials[0].whole_km2,
        before,
    )


def _known(history: History, period: int) -> Floats:
    found = history.column(period)
    if found is None:
        raise ValueError("A held-back period must be one that is known.")
    return found
