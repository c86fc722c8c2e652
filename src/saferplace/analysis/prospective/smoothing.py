"""Forecasts that also look at the neighbours: density of the last year, and regression over space, time and season."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from saferplace.analysis.prospective.counting import LastYear
from saferplace.analysis.prospective.forecaster import CannotForecast
from saferplace.analysis.prospective.history import Floats, History
from saferplace.analysis.prospective.spreading import Kernel, spread


@dataclass(frozen=True)
class KernelDensity:
    """Density of the last year' counts around each place, as if they stood at the middles of their places.

    Kernel density as a forecast: Chainey, Tompson & Uhlig (2008), "The utility of hotspot mapping for predicting
    spatial patterns of crime".
    """

    bandwidth_m: float = 200.0
    kernel: Kernel = Kernel.GAUSSIAN
    name: str = "density of the last year"

    def scores(self, past: History, period: int) -> Floats:
        return _around(past, LastYear().scores(past, period), self.kernel, self.bandwidth_m) * past.places.area_km2


@dataclass(frozen=True)
class SpaceTimeRegression:
    """Mean count of place-periods, weighted by nearness on the ground, in time and in the time of year.

    Nadaraya (1964) and Watson (1964), with the product of a Gaussian over ``bandwidth_m``, exponential decay with
    ``half_life`` periods, and a Gaussian of ``season_width`` periods around the same time of year on top of a floor:
    half of the weight knows no season, so that a first year can be forecast too. Space-time kernels for crime:
    Brunsdon, Corcoran & Higgs (2007).
    """

    bandwidth_m: float = 100.0
    half_life: float = 12.0
    season_width: float = 1.5
    name: str = "space, time and season together"

    def scores(self, past: History, period: int) -> Floats:
        if not len(past.periods):
            raise CannotForecast("No period before is held.")
        age = (period - past.periods).astype(float)
        off_season = np.abs((age + past.calendar.in_a_year / 2) % past.calendar.in_a_year - past.calendar.in_a_year / 2)
        in_season = np.exp(-0.5 * (off_season / self.season_width) ** 2)
        weights = 0.5 ** (age / self.half_life) * (0.5 + 0.5 * in_season)
        mean = past.counts @ (weights / weights.sum())
        # The weights of time are the same everywhere, so only space is left in the denominator.
        near = _around(past, mean / past.places.area_km2, Kernel.GAUSSIAN, self.bandwidth_m)
        all_near = _around(past, np.ones(len(past.places)), Kernel.GAUSSIAN, self.bandwidth_m)
        found: Floats = near / all_near * past.places.area_km2
        return found


def _around(past: History, weight: Floats, kernel: Kernel, bandwidth_m: float) -> Floats:
    places = past.places
    return spread(places.east, places.north, places.east, places.north, weight, kernel=kernel, width_m=bandwidth_m)
