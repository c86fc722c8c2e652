"""How many places had how many events: all that a measure of concentration needs to know of the counts.

A city's places share few different counts, so a thousand resamples of a million places are a small table.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Tally:
    """values: the different counts, the highest first; shape (v,). numbers: places with each; shape (runs, v).

    One run is what was observed; several are resamples or simulations of as many places.
    """

    values: Floats
    numbers: Floats

    @property
    def places(self) -> int:
        return int(self.numbers[0].sum())

    @property
    def events(self) -> Floats:
        """Of each run."""
        return self.numbers @ self.values

    def events_in_top(self, places: int) -> Floats:
        """Events in the ``places`` places with most, in each run."""
        before = np.cumsum(self.numbers, axis=1) - self.numbers
        return np.clip(places - before, 0, self.numbers) @ self.values

    def places_that_hold(self, share: float) -> Floats:
        """The fewest places that together hold at least ``share`` of a run's events."""
        held = self.numbers * self.values
        wanted = share * self.events[:, None] - (np.cumsum(held, axis=1) - held)
        some = self.values > 0
        # A hair less, so that a share that comes out whole is not rounded up to one place more.
        needed = np.ceil(wanted[:, some] / self.values[some] - 1e-9)
        return np.asarray(np.clip(needed, 0, self.numbers[:, some]).sum(axis=1))

    def gini(self) -> Floats:
        """Gini coefficient of each run: half the mean difference between two places, over the mean (Gini 1912)."""
        through = np.cumsum(self.numbers, axis=1)
        ranked = self.numbers * (self.places - 2 * through + self.numbers)
        return np.asarray(ranked @ self.values / (self.places * self.events))

    def generalised_gini(self) -> Floats:
        """Measured from the most even spread that these events allow (Bernasco & Steenbeek 2017)."""
        return np.maximum(1.0, self.places / self.events) * (self.gini() - 1) + 1


def tally(counts: npt.ArrayLike) -> Tally:
    """Raises ValueError unless there are at least two places, with whole counts, and something happened."""
    given = np.asarray(counts, dtype=np.float64).ravel()
    if len(given) < 2:
        raise ValueError("Concentration needs at least two places.")
    if not np.isfinite(given).all() or (given < 0).any() or (given != np.rint(given)).any():
        raise ValueError("Each place needs a whole number of events, zero or more.")
    if not given.any():
        raise ValueError("Nothing happened in these places, so nothing can be said of how concentrated it was.")
    values, numbers = np.unique(given, return_counts=True)
    return Tally(values[::-1].copy(), numbers[::-1].astype(np.float64)[None, :])
