"""What the charts of rates, shares and gaps are made of."""

from __future__ import annotations

from dataclasses import dataclass

from saferplace.analysis.missing import Missing
from saferplace.analysis.months import Month
from saferplace.analysis.xmr import Break, Kind, Polarity, Rule
from saferplace.analysis.xmr.shapes import FULL_LIMITS_NEED


@dataclass(frozen=True)
class Tally:
    """``events`` out of ``out_of``: crimes of so many residents, charged of so many crimes."""

    events: int
    out_of: float

    @property
    def rate(self) -> float:
        return self.events / self.out_of


@dataclass(frozen=True)
class RatePoint:
    """One month. ``value`` is events for each one of ``out_of``; lower, upper: the limits of this month alone.

    Both limits are None where nothing can be judged.
    """

    month: Month
    tally: Tally | None
    missing: Missing | None
    kind: Kind
    lower: float | None
    upper: float | None
    rule: Rule | None = None
    rises: bool | None = None

    @property
    def value(self) -> float | None:
        return self.tally.rate if self.tally else None


@dataclass(frozen=True)
class RateChart:
    """centre: the rate of all usable months together; None where there are too few for limits or nothing varies.

    dispersion: how many times as much the months vary as chance alone would make them (Laney's sigma of z); 1 where
    the chart does not ask.
    """

    points: tuple[RatePoint, ...]
    centre: float | None
    dispersion: float
    points_used: int
    breaks: tuple[Break, ...]
    polarity: Polarity

    @property
    def is_trial(self) -> bool:
        return self.points_used < FULL_LIMITS_NEED

    @property
    def latest(self) -> RatePoint | None:
        """The newest point that was judged."""
        judged = [p for p in self.points if p.kind not in (Kind.NOT_JUDGED, Kind.MISSING)]
        return judged[-1] if judged else None


@dataclass(frozen=True)
class Gap:
    """The time from one event to the next, in the unit that came in. rises: whether it is special for being long."""

    between: float
    kind: Kind
    rule: Rule | None = None
    rises: bool | None = None


@dataclass(frozen=True)
class RareEvents:
    """Gaps in order of time. centre: the middle that half of the gaps exceed; lower, upper: the limits of all.

    The three are None with too few gaps, or where none varies. polarity is that of the *events*: where fewer events
    are better, a long gap is an improvement.
    """

    gaps: tuple[Gap, ...]
    centre: float | None
    lower: float | None
    upper: float | None
    polarity: Polarity

    @property
    def is_trial(self) -> bool:
        return len(self.gaps) < FULL_LIMITS_NEED
