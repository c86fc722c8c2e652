"""What a scan finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from saferplace.analysis.months import Month, Period
from saferplace.analysis.scan.expectation import usual_ranges
from saferplace.analysis.xmr import Break


class Standing(StrEnum):
    """What may be said of one series."""

    HIGHER = "exceptionally high"
    LOWER = "exceptionally low"
    ODD_AMONG_SO_MANY = "outside its usual range, as a few of so many always are"
    UNREMARKABLE = "within its usual range"
    TOO_FEW = "too few to tell"
    NOT_JUDGED = "not judged"  # no figure now, or too few months before

    @property
    def is_exceptional(self) -> bool:
        return self in (Standing.HIGHER, Standing.LOWER)


@dataclass(frozen=True)
class Found:
    """One series. low, high: the range that 95 of 100 such periods fall in. months: how many set the expectation."""

    count: int
    expected: float
    low: int
    high: int
    months: int
    standing: Standing

    def in_words(self) -> str:
        """
        >>> Found(19, 6.9, 2, 13, 24, Standing.HIGHER).in_words()
        '19, where 2 to 13 would be usual (about 6.9 expected from 24 months): exceptionally high'
        """
        if self.standing is Standing.NOT_JUDGED:
            return f"not judged: {self.months} months to compare with"
        return (
            f"{self.count:,}, where {self.low:,} to {self.high:,} would be usual "
            f"(about {self.expected:,.1f} expected from {self.months} months): {self.standing}"
        )


@dataclass(frozen=True)
class Scan:
    """Arrays have a place for each series, in the order they came in.

    count: events in ``judged``; NaN without a figure. expected, dispersion: NaN where not judged. chance: how often a
    series with nothing new would be so far out, 0 to 1. adjusted: the same after allowing for how many were looked at.
    standing: index into ``list(Standing)``.
    baseline: the months that set expectations. left_out: breaks that took months away.
    """

    judged: Period
    baseline: tuple[Month, ...]
    left_out: tuple[Break, ...]
    count: NDArray[np.float64]
    expected: NDArray[np.float64]
    dispersion: NDArray[np.float64]
    chance: NDArray[np.float64]
    adjusted: NDArray[np.float64]
    months: NDArray[np.int64]
    standing: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.count)

    def number(self, standing: Standing) -> int:
        """How many series stand so."""
        return int((self.standing == list(Standing).index(standing)).sum())

    @property
    def exceptional(self) -> tuple[int, ...]:
        """Which series stand out, the least likely first."""
        at = np.flatnonzero(self.standing <= list(Standing).index(Standing.LOWER))
        return tuple(int(i) for i in at[np.lexsort((-self.count[at], self.chance[at]))])

    def series(self, at: int) -> Found:
        return self.found([at])[0]

    def every(self) -> tuple[Found, ...]:
        """All series, in the order they came in."""
        return self.found(range(len(self)))

    def found(self, which: Sequence[int]) -> tuple[Found, ...]:
        """These series, by their place."""
        at = np.asarray(which, dtype=np.intp)
        # Where nothing is judged there is no range; any expectation above 0 does to ask for one.
        expected, dispersion = np.nan_to_num(self.expected[at], nan=1.0), np.nan_to_num(self.dispersion[at], nan=2.0)
        low, high = usual_ranges(expected, dispersion)
        standings = list(Standing)
        return tuple(
            _one(self, place, float(e), int(a), int(b), standings[self.standing[place]])
            for place, e, a, b in zip(at.tolist(), expected, low, high, strict=True)
        )

    def in_words(self) -> str:
        """How many were looked at, and what came of it."""
        high, low = self.number(Standing.HIGHER), self.number(Standing.LOWER)
        out = high + low
        said = f"{out:,} of {len(self):,} stand{'s' if out == 1 else ''} out"
        said += f" ({high:,} high, {low:,} low)" if out else ""
        rest = [
            (self.number(Standing.ODD_AMONG_SO_MANY), "are outside their usual range, as a few of so many always are"),
            (self.number(Standing.UNREMARKABLE), "are within their usual range"),
            (self.number(Standing.TOO_FEW), "are too few to tell"),
            (self.number(Standing.NOT_JUDGED), "could not be judged"),
        ]
        for many, what in rest:
            said += f"; {many:,} {what}" if many else ""
        said += "."
        for one in self.left_out:
            said += f" {one.period.in_words()} set no expectation ({one.reason.rstrip('.')})."
        return said


def _one(scan: Scan, at: int, expected: float, low: int, high: int, standing: Standing) -> Found:
    count = 0 if np.isnan(scan.count[at]) else int(scan.count[at])
    if standing is Standing.NOT_JUDGED:
        return Found(count, 0.0, 0, 0, int(scan.months[at]), standing)
    return Found(count, expected, low, high, int(scan.months[at]), standing)
