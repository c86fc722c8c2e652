"""What both density layers share: the watched ground, how far to smooth, and the points as events."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from saferplace.analysis.cells import squares_over
from saferplace.analysis.density import Kernel, Window, bandwidth_by_likelihood, window_of
from saferplace.evidence.areas import Area
from saferplace.intelligence.analyses.ground import Metres, boundary
from saferplace.intelligence.analyses.placed import PlacedPoints
from saferplace.intelligence.analyses.question import LayerQuestion

KERNEL = Kernel.QUARTIC
SQUARE_M = 100.0
_LEAST_EVENTS = 30
_NARROWEST_M, _WIDEST_M = 150, 3000


@dataclass(frozen=True)
class Smoothing:
    """said: the choice in words, for the sentence on method."""

    bandwidth_m: float
    said: str


def smoothing(chosen: str, placed: PlacedPoints) -> Smoothing:
    """chosen: metres, or ``found`` for what the events themselves bear out.

    Raises ValueError where they are at fewer than three places.
    """
    if chosen != "found":
        return Smoothing(float(chosen), "as chosen")
    found = bandwidth_by_likelihood(*as_events(placed), KERNEL)
    metres = float(np.clip(round(found.bandwidth_m, -1), _NARROWEST_M, _WIDEST_M))
    said = "under which the events of each place are best foreseen from those of the others"
    return Smoothing(metres, f"{said}, though they hardly settle it" if found.is_at_the_end else said)


def as_events(placed: PlacedPoints) -> tuple[Metres, Metres]:
    """One point for each event."""
    return np.repeat(placed.easting, placed.totals), np.repeat(placed.northing, placed.totals)


def watched(question: LayerQuestion) -> Window:
    """The question's area on squares. Raises ValueError where its outline is not bundled."""
    found = _window(question.area)
    if found is None:
        raise ValueError(f"The outline of {question.area.name} is not in this installation.")
    return found


def check_enough(n: int) -> None:
    if n < _LEAST_EVENTS:
        raise ValueError(
            f"Only {n:,} of these have a point here, and a surface needs at least {_LEAST_EVENTS} to mean anything. "
            "Choose more months or more kinds."
        )


def beyond_in_words(window: Window, placed: PlacedPoints) -> tuple[str, ...]:
    """A caveat where points of the area lie outside its outline."""
    beyond = int(placed.totals[~window.holds(placed.easting, placed.northing)].sum())
    if not beyond:
        return ()
    return (f"{beyond:,} counted for the area lie just outside its outline as it is drawn here, and are left out.",)


@lru_cache(maxsize=32)
def _window(area: Area) -> Window | None:
    outline = boundary(area)
    return None if outline is None else window_of(outline, squares_over(outline.bounds, SQUARE_M))
