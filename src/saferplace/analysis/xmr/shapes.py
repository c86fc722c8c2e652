"""What an XmR chart is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from saferplace.analysis.missing import Missing
from saferplace.analysis.months import Month, Period

LIMITS_NEED = 6
"""Fewer points than this give no limits: two or three moving ranges measure nothing. Our choice; no source sets one."""

FULL_LIMITS_NEED = 13
"""Fewer points than this, and enough for any, give trial limits: twelve are trial, thirteen are not."""


class Polarity(StrEnum):
    """Which way is good."""

    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"


class Rule(StrEnum):
    """Why a point is special. In the order in which the rules are tried; the first that applies names the point."""

    OUTSIDE = "outside the limits"
    TREND = "one of seven or more in a row rising or falling"
    TWO_IN_THREE = "one of two in three close to a limit"
    ONE_SIDE = "one of seven or more in a row on one side of the average"


class Kind(StrEnum):
    """How a point is drawn and said."""

    COMMON = "within usual variation"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL = "unusual"  # special, and the measure has no good direction
    NOT_JUDGED = "not judged"  # doubtful, in a break, or in a segment that is too short for limits
    MISSING = "no figure"


class Assurance(StrEnum):
    """What the system as it is will do about its target."""

    PASSES = "consistently met"
    FAILS = "consistently missed"
    HIT_OR_MISS = "sometimes met and sometimes missed"
    CANNOT_SAY = "not possible to judge"


@dataclass(frozen=True)
class Break:
    """Months that are not comparable with the rest: drawn and shaded, never used for limits, never judged."""

    period: Period
    reason: str


@dataclass(frozen=True)
class Rebase:
    """A person's decision that a new level began in ``first``. There is no automatic rebase.

    baseline: how many points of the new level set its limits; None for all of them.
    """

    first: Month
    reason: str
    baseline: int | None = None

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("A rebase needs a reason: what changed, and how do you know?")


@dataclass(frozen=True)
class Limits:
    """mean: the centre line. near_lower, near_upper: two thirds of the way to the limits."""

    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float
    average_moving_range: float


@dataclass(frozen=True)
class Segment:
    """A stretch with one set of limits.

    points_used: how many set the limits; with a baseline, later points are judged and set none.
    limits: None with too few points or no variation. reason: of the rebase that began it, if one did.
    """

    period: Period
    points_used: int
    limits: Limits | None
    mean: float | None
    reason: str | None

    @property
    def is_trial(self) -> bool:
        return self.points_used < FULL_LIMITS_NEED


@dataclass(frozen=True)
class Point:
    """One month. ``value`` is None where there is nothing to draw; a doubtful month may have one and ``missing`` too.

    rises: for a special point, whether it is special on the high side or by rising.
    """

    month: Month
    value: float | None
    missing: Missing | None
    is_provisional: bool
    kind: Kind
    rule: Rule | None = None
    rises: bool | None = None

    @property
    def is_special(self) -> bool:
        return self.rule is not None


@dataclass(frozen=True)
class Xmr:
    """The chart, ready to be drawn, tabled and read. Points are in order of time without a month left out."""

    points: tuple[Point, ...]
    segments: tuple[Segment, ...]
    breaks: tuple[Break, ...]
    polarity: Polarity
    target: float | None
    assurance: Assurance
    months_apart: int = 1

    def period_of(self, month: Month) -> Period:
        """The month, quarter or year that begins with ``month``."""
        return Period(month, month + (self.months_apart - 1))

    @property
    def latest(self) -> Point | None:
        """The newest point that was judged."""
        judged = [p for p in self.points if p.kind not in (Kind.NOT_JUDGED, Kind.MISSING)]
        return judged[-1] if judged else None

    @property
    def newest_segment(self) -> Segment | None:
        return self.segments[-1] if self.segments else None
