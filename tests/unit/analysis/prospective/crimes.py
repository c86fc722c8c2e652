"""Made-up crimes in cells, from a seed."""

from __future__ import annotations

import numpy as np

from saferplace.analysis.cells import Squares
from saferplace.analysis.prospective import CalendarMonths, EqualSpans, History, Places, dated_events, history_of_events

CELLS = Squares(0, 0, 250, columns=12, rows=10)


def places(cells: Squares = CELLS) -> Places:
    return Places(*cells.centres(), np.full(cells.count, cells.cell_area_km2))


def months_of_counts(seed: int = 1, *, months: int = 30, first: int = 2022 * 12) -> History:
    """Steady hot spots with Poisson noise; the last month is ``first + months - 1``."""
    chance = np.random.default_rng(seed)
    rate = chance.gamma(0.3, 3.0, CELLS.count)
    counts = chance.poisson(rate[:, None], (CELLS.count, months)).astype(float)
    return History(places(), CalendarMonths(), np.arange(first, first + months), counts)


def near_repeats(seed: int, *, fortnights: int = 40) -> History:
    """Each crime has 0.85 followers on average, about 60 m and ten days away; the first ones fall anywhere alike."""
    chance = np.random.default_rng(seed)
    width, height, days = CELLS.columns * 250, CELLS.rows * 250, fortnights * 14
    first = chance.poisson(0.25 * days)
    generation = np.column_stack(
        (chance.uniform(0, days, first), chance.uniform(0, width, first), chance.uniform(0, height, first))
    )
    born = [generation]
    while len(generation):
        parents = np.repeat(generation, chance.poisson(0.85, len(generation)), axis=0)
        away = np.column_stack((chance.exponential(10, len(parents)), chance.normal(0, 60, (len(parents), 2))))
        generation = parents + away
        born.append(generation)
    crimes = np.concatenate(born)
    crimes = crimes[crimes[:, 0] < days]
    day, east, north = np.floor(crimes[:, 0]).astype(np.int64), crimes[:, 1], crimes[:, 2]
    events = dated_events(day, east, north)
    return history_of_events(events, places(), EqualSpans(0, 14), np.arange(fortnights), CELLS.cell_of)
