"""Why a figure is not there. Different things that must never turn into one another, or into zero."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Missing(StrEnum):
    """A value that is not a number, and why. Zero is a number and is not here."""

    BLANK = "blank"  # asked for, and left empty
    SUPPRESSED = "suppressed"  # known, and withheld so that nobody can be identified
    NOT_YET_AVAILABLE = "not yet available"  # its time has not come, or the source has not published it
    NOT_COLLECTED = "not collected"  # the source does not hold it and will not
    DOUBTFUL = "doubtful"  # a figure exists, but the source's feed was plainly incomplete
    NOT_CALCULABLE = "not calculable"  # a percentage or a rate of nobody: its denominator is 0

    @property
    def in_words(self) -> str:
        return {
            Missing.BLANK: "left blank",
            Missing.SUPPRESSED: "withheld to protect people",
            Missing.NOT_YET_AVAILABLE: "no data yet",
            Missing.NOT_COLLECTED: "not collected",
            Missing.DOUBTFUL: "data incomplete",
            Missing.NOT_CALCULABLE: "not calculable",
        }[self]


@dataclass(frozen=True)
class Known:
    """A figure that is there. ``is_provisional``: the source says it may still change."""

    value: float
    is_provisional: bool = False


Figure = Known | Missing
