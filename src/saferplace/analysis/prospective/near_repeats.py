"""Prospective hotspotting: what was just struck, and what lies near it, is likeliest to be struck next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from saferplace.analysis.prospective.forecaster import CannotForecast
from saferplace.analysis.prospective.history import Floats, History
from saferplace.analysis.prospective.spreading import Kernel, spread

_DAYS_OF_A_WEEK = 7


@dataclass(frozen=True)
class ProspectiveHotspots:
    """Sum over recent events of 1/(1 + steps of distance) × 1/(1 + whole weeks ago), within reach of both.

    step_m: half the width of a cell in the source. The source's reach is 400 m and two months.
    Bowers, Johnson & Pease (2004), "Prospective hot-spotting: the future of crime mapping?", British Journal of
    Criminology 44, as set out in Johnson et al. (2007), Home Office Online Report 19/07.
    """

    step_m: float = 125.0
    reach_m: float = 400.0
    reach_days: int = 60
    name: str = "near repeats"

    def scores(self, past: History, period: int) -> Floats:
        events, places = past.events, past.places
        if events is None:
            raise CannotForecast("These records have no days, only months.")
        age = past.calendar.first_day(period) - events.day
        recent = (age >= 0) & (age <= self.reach_days)
        if not recent.any():
            raise CannotForecast(f"Nothing is dated within {self.reach_days} days before the period.")
        weight = np.asarray(1.0 / (1.0 + age[recent] // _DAYS_OF_A_WEEK), dtype=np.float64)
        near = spread(
            places.east,
            places.north,
            events.east[recent],
            events.north[recent],
            weight,
            kernel=Kernel.STEPS,
            width_m=self.step_m,
            reach_m=self.reach_m,
        )
        return near * places.area_km2
