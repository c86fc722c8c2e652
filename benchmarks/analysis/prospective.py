"""Rolling evaluation of density forecasts, beside pandas and scikit-learn used the straightforward way.

    python benchmarks/analysis/prospective.py [SIZES]

Points over three years in a town of 20 by 20 km; each of the last 12 months is forecast from the year before it, on
cells of 250 m, and PAI taken of the best 10 km². Ours bins to cells first; the peer sums a kernel over every point.
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd
from beside import Comparison, report
from sklearn.neighbors import KernelDensity as SklearnDensity

from saferplace.analysis.cells import squares_over
from saferplace.analysis.prospective import (
    EqualSpans,
    KernelDensity,
    LastYear,
    Places,
    ProspectiveHotspots,
    SpaceTimeRegression,
    dated_events,
    history_of_events,
    rolling_trials,
)

_SIDE, _CELL, _BUDGET, _MONTHS, _HELD_BACK, _BANDWIDTH = 20_000, 250, 10.0, 36, 12, 200
_DAYS = 28  # of a month here
_LARGEST_FOR_PEER = 100_000
CELLS = squares_over((0, 0, _SIDE - 1, _SIDE - 1), _CELL)
PERIODS = np.arange(_MONTHS - _HELD_BACK, _MONTHS)


def points(size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Day, east and north: 150 hot spots of unequal weight in a thin background."""
    chance = np.random.default_rng(1)
    centre = chance.uniform(0, _SIDE, (150, 2))
    spot = chance.choice(150, size, p=chance.dirichlet(np.full(150, 0.5)))
    place = centre[spot] + chance.normal(0, 150, (size, 2))
    anywhere = chance.random(size) < 0.3
    place[anywhere] = chance.uniform(0, _SIDE, (int(anywhere.sum()), 2))
    place = np.clip(place, 0, _SIDE - 1)
    return chance.integers(0, _MONTHS * _DAYS, size), place[:, 0], place[:, 1]


def ours(day: np.ndarray, east: np.ndarray, north: np.ndarray, *methods: object) -> list[float]:
    places = Places(*CELLS.centres(), np.full(CELLS.count, CELLS.cell_area_km2))
    events = dated_events(day, east, north)
    history = history_of_events(events, places, EqualSpans(0, _DAYS), np.arange(_MONTHS), CELLS.cell_of)
    trials = rolling_trials(history, methods, PERIODS, _BUDGET)  # type: ignore[arg-type]
    return [one.pai or 0.0 for one in trials.trials[0]]


def theirs(day: np.ndarray, east: np.ndarray, north: np.ndarray) -> list[float]:
    frame = pd.DataFrame({"month": day // _DAYS, "east": east, "north": north})
    frame["column"], frame["row"] = frame["east"] // _CELL, frame["north"] // _CELL
    frame["cell"] = (frame["row"] * CELLS.columns + frame["column"]).astype(int)
    centres = np.column_stack(CELLS.centres())
    found = []
    for month in PERIODS:
        past = frame[(frame["month"] < month) & (frame["month"] >= month - 13)]
        density = SklearnDensity(bandwidth=_BANDWIDTH, rtol=1e-4).fit(past[["east", "north"]].to_numpy())
        scored = pd.Series(density.score_samples(centres)).sort_values(ascending=False)
        chosen = scored.index[: int(_BUDGET / CELLS.cell_area_km2)]
        later = frame[frame["month"] == month]
        found.append(later["cell"].isin(chosen).mean() / (_BUDGET / (CELLS.count * CELLS.cell_area_km2)))
    return found


def theirs_by_counting(day: np.ndarray, east: np.ndarray, north: np.ndarray) -> list[float]:
    frame = pd.DataFrame({"month": day // _DAYS})
    frame["cell"] = (north // _CELL * CELLS.columns + east // _CELL).astype(int)
    found = []
    for month in PERIODS:
        past = frame[(frame["month"] < month) & (frame["month"] >= month - 13)]
        counted = past.groupby("cell").size().reindex(range(CELLS.count), fill_value=0).sort_values(ascending=False)
        later = frame[frame["month"] == month]
        chosen = counted.index[: int(_BUDGET / CELLS.cell_area_km2)]
        found.append(later["cell"].isin(chosen).mean() / (_BUDGET / (CELLS.count * CELLS.cell_area_km2)))
    return found


def compare(size: int) -> list[Comparison]:
    crimes = points(size)
    density = KernelDensity(bandwidth_m=_BANDWIDTH)

    def agree() -> None:
        # Binning moves a point by up to half a cell, so single cells may change places.
        assert np.allclose(ours(*crimes, density), theirs(*crimes), rtol=0.1)

    def agree_by_counting() -> None:
        assert np.allclose(ours(*crimes, LastYear()), theirs_by_counting(*crimes), rtol=0.05)

    said = f"{size:,}"
    peer = (lambda: theirs(*crimes)) if size <= _LARGEST_FOR_PEER else None
    whole = (density, LastYear(), SpaceTimeRegression(), ProspectiveHotspots())
    return [
        Comparison("counts of the last year, 12 months held back", said, lambda: ours(*crimes, LastYear()),
                   "pandas", lambda: theirs_by_counting(*crimes), agree=agree_by_counting),
        Comparison("density, 12 months held back", said, lambda: ours(*crimes, density),
                   "pandas + scikit-learn", peer, "minutes", agree=agree if peer else None),
        Comparison("four methods, 12 months held back", said, lambda: ours(*crimes, *whole),
                   "none", None, "no public one"),
    ]  # fmt: skip


if __name__ == "__main__":
    sizes = [int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000]
    report(one for size in sizes for one in compare(size))
