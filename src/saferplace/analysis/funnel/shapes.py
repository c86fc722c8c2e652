"""What a funnel plot is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from saferplace.analysis.funnel.over_dispersion import Dispersion


class Standing(StrEnum):
    """Where a place lies, as a page says it. The limits are crossed by chance once in 20 and once in 500 times."""

    FAR_ABOVE = "much higher than chance explains"
    ABOVE = "higher than most, though one in twenty would be by chance"
    WITHIN = "not clearly different from the rest"
    BELOW = "lower than most, though one in twenty would be by chance"
    FAR_BELOW = "much lower than chance explains"

    @property
    def is_exceptional(self) -> bool:
        return self in (Standing.FAR_ABOVE, Standing.FAR_BELOW)


@dataclass(frozen=True)
class FunnelLine:
    """The limits at one size, as rates: 95% are crossed once in 20 times, 99.8% once in 500."""

    out_of: float
    lower_998: float
    lower_95: float
    upper_95: float
    upper_998: float


@dataclass(frozen=True)
class FunnelPlace:
    """rate: events for each one of ``out_of``. limits: those at this place's own size."""

    name: str
    events: int
    out_of: float
    rate: float
    limits: FunnelLine
    standing: Standing


@dataclass(frozen=True)
class Funnel:
    """centre: the rate of all places together. lines: the limits from the smallest place to the largest, to draw.

    dispersion: how much more than chance the places differ; limits allow for it unless they are exact.
    """

    places: tuple[FunnelPlace, ...]
    centre: float
    lines: tuple[FunnelLine, ...]
    dispersion: Dispersion
    allows_for_dispersion: bool

    def in_words(self) -> str:
        """How many stand out, and what the limits allow for."""
        far = [place for place in self.places if place.standing.is_exceptional]
        high = [place.name for place in far if place.standing is Standing.FAR_ABOVE]
        low = [place.name for place in far if place.standing is Standing.FAR_BELOW]
        if not far:
            said = f"None of {len(self.places)} places stands out."
        else:
            said = f"{len(far)} of {len(self.places)} places stand{'s' if len(far) == 1 else ''} out."
            said += f" Much higher than chance explains: {', '.join(high)}." if high else ""
            said += f" Much lower: {', '.join(low)}." if low else ""
        if self.dispersion.phi > 1:
            said += f" Places differ {sqrt(self.dispersion.phi):.1f} times as much as chance alone would make them, "
            said += "and the limits allow for that." if self.allows_for_dispersion else "more than these limits allow."
        return said
