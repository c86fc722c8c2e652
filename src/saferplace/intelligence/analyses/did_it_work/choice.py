"""What was done, where and when: the question that an evaluation answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from saferplace.analysis.months import Month, Period

_YEARS_OF_A_SERIES = 5  # further back a straight trend is no longer believable


class Part(StrEnum):
    """What an area is in the comparison."""

    TREATED = "treated"
    NEARBY = "nearby"
    COMPARISON = "comparison"
    NEARBY_COMPARISON = "nearby-comparison"
    OUT = "out"

    @property
    def in_words(self) -> str:
        return {
            Part.TREATED: "The work was done here",
            Part.NEARBY: "Nearby, where crime may have moved",
            Part.COMPARISON: "To compare the work with",
            Part.NEARBY_COMPARISON: "To compare nearby with",
            Part.OUT: "Left out",
        }[self]


class Unit(StrEnum):
    WARD = "ward"
    SMALL_AREA = "lsoa"


class Before(StrEnum):
    """Which months count as before."""

    SAME_MONTHS_A_YEAR_BEFORE = "year"
    JUST_BEFORE = "just"


@dataclass(frozen=True)
class Choice:
    """parts: of the areas that somebody gave one; the rest are suggested. length: months each side.

    counts_nearby: whether areas that touch the treated ones are suggested as nearby.
    """

    unit: Unit
    start: Month
    length: int
    before: Before
    counts_nearby: bool
    parts: Mapping[str, Part]

    @property
    def after(self) -> Period:
        return Period(self.start, self.start + (self.length - 1))

    @property
    def period(self) -> Period:
        """All months that any of the methods looks at."""
        return Period(self.start + -12 * _YEARS_OF_A_SERIES, self.after.last)


@dataclass(frozen=True)
class ComparedMonths:
    """before, after: months that are held, as many on each side. left_out: asked for, and not used."""

    before: tuple[Month, ...]
    after: tuple[Month, ...]
    left_out: tuple[Month, ...]


def compared_months(choice: Choice, held: Sequence[Month]) -> ComparedMonths:
    """The months to compare. The same months a year before are used in pairs, so that the season is the same.

    Raises ValueError where none is held on a side.
    """
    known = set(held)
    if choice.before is Before.SAME_MONTHS_A_YEAR_BEFORE:
        after = [month for month in choice.after if month in known and month + -12 in known]
        before = [month + -12 for month in after]
        wanted = [*choice.after, *choice.after.shifted(-12)]
    else:
        after = [month for month in choice.after if month in known]
        before = [month for month in choice.after.shifted(-choice.length) if month in known]
        # As many on each side, the nearest to the start, so that counts can be set side by side.
        each = min(len(before), len(after))
        after, before = after[:each], before[len(before) - each :]
        wanted = [*choice.after, *choice.after.shifted(-choice.length)]
    if not before or not after:
        raise ValueError(
            f"No month from {choice.start.in_words()} is held together with a month to compare it with. "
            "Choose another start, or compare with the months just before it."
        )
    used = {*before, *after}
    return ComparedMonths(tuple(before), tuple(after), tuple(sorted({m for m in wanted if m not in used})))
