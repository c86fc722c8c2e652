"""What the Knox test found, band by band, and how to say it."""

from __future__ import annotations

from dataclasses import dataclass

from saferplace.analysis.near_repeat.bands import SAME_PLACE_M, DistanceBands, TimeBands

LEVEL = 0.05
LEAST_RATIO = 1.2  # below it a difference is not worth a patrol, however certain (Ratcliffe's calculator does the same)
LEAST_PAIRS = 5  # fewer pairs are a story about those events, not a pattern


@dataclass(frozen=True)
class KnoxCell:
    """ring, time: numbers of the bands. expected: mean of the re-dated counts. p: of this band alone; p_adjusted:
    holding for all bands together.
    """

    ring: int
    time: int
    observed: int
    expected: float
    p: float
    p_adjusted: float

    @property
    def ratio(self) -> float | None:
        """Observed over expected; None where chance brings no pair at all."""
        return self.observed / self.expected if self.expected > 0 else None

    @property
    def is_raised(self) -> bool:
        """More pairs than chance brings, surely enough and by enough to act on."""
        enough = self.observed >= LEAST_PAIRS and (self.ratio is None or self.ratio >= LEAST_RATIO)
        return enough and self.p_adjusted <= LEVEL


@dataclass(frozen=True)
class RaisedRisk:
    """The block of raised bands that holds most pairs beyond chance.

    rings and times: first and last band, both in it.
    """

    rings: tuple[int, int]
    times: tuple[int, int]
    within_m: float
    within_days: int
    observed: int
    expected: float

    @property
    def ratio(self) -> float | None:
        return self.observed / self.expected if self.expected > 0 else None


@dataclass(frozen=True)
class KnoxMatrix:
    """cells: ring by ring from the nearest, and in each from the shortest time."""

    distances: DistanceBands
    times: TimeBands
    measured: str
    events: int
    permutations: int
    seed: int
    cells: tuple[KnoxCell, ...]

    def cell(self, ring: int, time: int) -> KnoxCell:
        return self.cells[ring * len(self.times.upper_days) + time]

    def raised(self) -> RaisedRisk | None:
        """What can be acted on: never pairs of one day when they have a band of their own."""
        blocks = [block for rings in _spans(len(self.distances.upper_m)) if (block := self._block(rings))]
        return max(blocks, key=lambda block: block.observed - block.expected, default=None)

    def in_words(self, event: str = "event") -> str:
        """One sentence for somebody who decides where to send people."""
        risk = self.raised()
        if risk is None:
            return (
                f"No sign of near repeats among {self.events:,} {event}s: another {event} nearby soon after is no more"
                " likely than chance would make it, or there are too few to tell."
            )
        near = f"within {risk.within_m:,.0f} m and" if risk.within_m > SAME_PLACE_M else "at the same place within"
        where = f"{near} {risk.within_days} days"
        pairs = f"({risk.observed:,} pairs; chance brings about {risk.expected:,.0f})"
        if risk.ratio is None:
            return f"After one {event}, another comes {where} {pairs}."
        return (
            f"After one {event}, another {where} is {risk.ratio:.1f} times as likely as chance would make it {pairs}."
        )

    @property
    def _first_time(self) -> int:
        return 1 if self.times.upper_days[0] == 0 and len(self.times.upper_days) > 1 else 0

    def _block(self, rings: tuple[int, int]) -> RaisedRisk | None:
        first, last = self._first_time, self._first_time - 1
        for time in range(first, len(self.times.upper_days)):
            if not all(self.cell(ring, time).is_raised for ring in range(rings[0], rings[1] + 1)):
                break
            last = time
        if last < first:
            return None
        inside = [self.cell(ring, time) for ring in range(rings[0], rings[1] + 1) for time in range(first, last + 1)]
        return RaisedRisk(
            rings,
            (first, last),
            self.distances.upper_m[rings[1]],
            self.times.upper_days[last],
            sum(cell.observed for cell in inside),
            sum(cell.expected for cell in inside),
        )


def _spans(bands: int) -> list[tuple[int, int]]:
    """From the same place or from the first ring outwards: a ring raised by itself further out guides nobody."""
    return [(first, last) for first in range(min(2, bands)) for last in range(first, bands)]
