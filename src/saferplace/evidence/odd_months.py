"""Months whose count leaps away from the months around it: a feed that was cut off, or rows that came twice.

One rule for every data set. A month is odd when its count is both far from its neighbours in proportion and far
outside their own spread, so that what swings with the season is not called odd. Limits and false alarms on published
months: docs/decisions/0032-odd-months-of-partners.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from saferplace.analysis.months import Month

NEIGHBOUR_MONTHS = 12  # how far either way a month is compared
FEWEST_NEIGHBOURS = 3
FEWEST_TO_JUDGE = 50  # smaller counts swing too much
DROP_SHARE, SPIKE_RATIO = 0.4, 2.5
SPREADS_AWAY = 4.0
LEAST_SPREAD = 0.15  # of logarithms: even a very regular series varies by about this much
_MAD_TO_DEVIATION = 1.4826


class Leap(StrEnum):
    DROP = "drop"
    SPIKE = "spike"


@dataclass(frozen=True)
class OddMonth:
    """count: of the month. usual: median of the months held within a year either way."""

    leap: Leap
    count: int
    usual: float

    @property
    def in_words(self) -> str:
        """
        >>> OddMonth(Leap.DROP, 12, 150).in_words
        'only 12 where the months around it usually have 150: part of the file may be missing'
        """
        if self.leap is Leap.DROP:
            return (
                f"only {self.count:,} where the months around it usually have {self.usual:,.0f}: "
                "part of the file may be missing"
            )
        return (
            f"{self.count:,} where the months around it usually have {self.usual:,.0f}: "
            "rows may have come twice, or something happened"
        )


def odd_months(counts: Mapping[Month, int]) -> dict[Month, OddMonth]:
    """The odd months among those held. counts: month held (also one with nothing in it) to its count.

    >>> level = {Month(2026, n): 100 + n for n in range(1, 8)}
    >>> [str(month) for month in odd_months({**level, Month(2026, 8): 5})]
    ['2026-08']
    """
    found = {}
    for month, count in counts.items():
        around = [n for other, n in counts.items() if other != month and abs(other - month) <= NEIGHBOUR_MONTHS]
        odd = _judged(count, around)
        if odd is not None:
            found[month] = odd
    return found


def _judged(count: int, around: list[int]) -> OddMonth | None:
    if len(around) < FEWEST_NEIGHBOURS:
        return None
    usual = median(around)
    if usual >= FEWEST_TO_JUDGE and count < DROP_SHARE * usual and _spreads(count, around) < -SPREADS_AWAY:
        return OddMonth(Leap.DROP, count, usual)
    # Against 50 at least, so that a rise from next to nothing is not a spike by proportion alone.
    if count > SPIKE_RATIO * max(usual, FEWEST_TO_JUDGE) and _spreads(count, around) > SPREADS_AWAY:
        return OddMonth(Leap.SPIKE, count, usual)
    return None


def _spreads(count: int, around: list[int]) -> float:
    """How many robust spreads of its neighbours the month lies away, by logarithms; chance of a count included."""
    logs = [_log(n) for n in around]
    middle = median(logs)
    spread = max(_MAD_TO_DEVIATION * median(abs(one - middle) for one in logs), LEAST_SPREAD)
    return (_log(count) - middle) / math.hypot(spread, 1 / math.sqrt(max(median(around), 1)))


def _log(count: int) -> float:
    return math.log(count + 0.5)
