"""The Lorenz curve: how much of everything happened in the places with most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saferplace.analysis.concentration.tally import Tally, tally

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Lorenz:
    """A line through (share_of_places, share_of_events), both from 0 to 1, places with most first: it bulges upwards.

    even_until: share of places at which the most even spread possible reaches all events; 1 unless there are fewer
    events than places (Bernasco & Steenbeek 2017).
    """

    share_of_places: Floats
    share_of_events: Floats
    even_until: float

    def at(self, share_of_places: float) -> float:
        """Share of events in this share of places, along the line.

        >>> lorenz([3, 1, 0, 0]).at(0.25), lorenz([3, 1, 0, 0]).at(0.5)
        (0.75, 1.0)
        """
        return float(np.interp(share_of_places, self.share_of_places, self.share_of_events))


def lorenz(counts: npt.ArrayLike) -> Lorenz:
    """Of whole counts, one a place. Raises ValueError as ``tally`` does. Lorenz (1905)."""
    return lorenz_of(tally(counts))


def lorenz_of(observed: Tally) -> Lorenz:
    (numbers,) = observed.numbers
    places, events = numbers.sum(), observed.events[0]
    x = np.concatenate(([0.0], np.cumsum(numbers) / places))
    y = np.concatenate(([0.0], np.cumsum(numbers * observed.values) / events))
    return Lorenz(x, y, float(min(1.0, events / places)))


def mean_lorenz(simulated: Tally, steps: int = 40) -> Lorenz:
    """The mean of many curves, at evenly spaced shares of places."""
    x = np.linspace(0, 1, steps + 1)
    at = [simulated.events_in_top(round(share * simulated.places)) / simulated.events for share in x]
    even_until = min(1.0, float(simulated.events[0]) / simulated.places)
    return Lorenz(x, np.array([share.mean() for share in at]), even_until)
