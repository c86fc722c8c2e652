"""What goes with crime at places near a feature, all features looked at together. An association, never a cause."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

NOT_A_CAUSE = (
    "This is an association: crime and these features are found near each other more (or less) often than elsewhere. "
    "It does not say that they cause it; both may follow from where people are."
)
NEIGHBOURS_ARE_ALIKE = (
    "Places next to each other are alike, so the truth is at least as uncertain as these intervals say."
)


class Finding(StrEnum):
    MORE = "more crime than elsewhere"
    LESS = "less crime than elsewhere"
    NO_DIFFERENCE = "no difference that chance could not make"
    TOO_FEW = "too few to tell"


@dataclass(frozen=True)
class Association:
    """One feature, the others held equal. ratio: rate at places near it over the rate at the rest, with its interval;
    None, with ``why_not``, where it cannot be told. adjusted_p: after Benjamini & Hochberg over all features told.
    """

    name: str
    places_near: int
    events_near: float
    ratio: float | None
    lower: float | None
    upper: float | None
    adjusted_p: float | None
    why_not: str = ""

    def finding(self, level: float = 0.05) -> Finding:
        if self.ratio is None or self.adjusted_p is None:
            return Finding.TOO_FEW
        if self.adjusted_p > level:
            return Finding.NO_DIFFERENCE
        return Finding.MORE if self.ratio > 1 else Finding.LESS

    def in_words(self) -> str:
        """
        >>> Association("stations", 40, 310, 2.134, 1.62, 2.81, 0.001).in_words()
        'Near stations: 2.13 times the rate elsewhere, 95% interval 1.62 to 2.81: more crime than elsewhere.'
        """
        if self.ratio is None:
            return f"Near {self.name}: {self.finding()}, because {self.why_not}."
        between = f"95% interval {self.lower:.2f} to {self.upper:.2f}"
        return f"Near {self.name}: {self.ratio:.2f} times the rate elsewhere, {between}: {self.finding()}."


@dataclass(frozen=True)
class Associations:
    """dispersion: how many times as variable as a Poisson count the places are, after the features.

    relative_risk: of each place, 1 for the lowest; product of the ratios of the features found to go with more or less
    crime that it lies near.
    """

    features: tuple[Association, ...]
    places: int
    events: float
    dispersion: float
    relative_risk: Floats
    method: str
    caveats: tuple[str, ...]

    def in_words(self) -> str:
        more = [one for one in self.features if one.finding() is Finding.MORE]
        if not more:
            return f"None of {len(self.features)} kinds of feature goes with more crime beyond chance."
        said = ", ".join(f"{one.name} ({one.ratio:.1f} times)" for one in more)
        return f"More crime than elsewhere was found near: {said}. This is an association, not a cause."
