"""One edition of one scheme's weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite


class Scheme(StrEnum):
    """Whose weights they are. Totals of two schemes, or of two editions of one, are never added or compared."""

    CAMBRIDGE_HARM_INDEX = "Cambridge Crime Harm Index"
    ONS_SEVERITY_SCORE = "ONS Crime Severity Score"

    @property
    def unit(self) -> str:
        """What one unit of a total is."""
        return "days of imprisonment" if self is Scheme.CAMBRIDGE_HARM_INDEX else "severity points"

    @property
    def source(self) -> str:
        return {
            Scheme.CAMBRIDGE_HARM_INDEX: (
                "count × days of the sentencing starting point for a first offence without aggravation"
                " (Sherman, Neyroud and Neyroud 2016; consensus statement 2020)"
            ),
            Scheme.ONS_SEVERITY_SCORE: (
                "count × weight from the sentences that courts gave, in days of imprisonment"
                " (Office for National Statistics 2016)"
            ),
        }[self]


@dataclass(frozen=True)
class Weights:
    """by_offence: the weight of one offence, by the code that counts carry too. edition: as its publisher names it."""

    scheme: Scheme
    edition: str
    by_offence: Mapping[str, float]

    def __post_init__(self) -> None:
        if not self.by_offence:
            raise ValueError("An edition without weights weighs nothing.")
        wrong = sorted(code for code, weight in self.by_offence.items() if not (isfinite(weight) and weight >= 0))
        if wrong:
            raise ValueError(f"The weights of {', '.join(wrong)} are not numbers of zero or more.")
