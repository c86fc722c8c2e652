"""Compiled heart of the Knox test: dates are dealt anew to the events, many deals at once, and pairs counted.

Each function works on a part, so that several run at once.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit, uint16, uint64

Days = npt.NDArray[np.uint16]
Counts = npt.NDArray[np.int64]

DEALS = 32  # at once: a point's days then fill one line of cache, and one instruction compares sixteen of them
_LONGEST_RUN = 65_535  # what a sixteen-bit counter holds


@njit(cache=True, nogil=True)
def _mixed(state: Any) -> Any:
    # SplitMix64 (Steele, Lea & Flood 2014)
    mixed = (state ^ (state >> uint64(30))) * uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> uint64(27))) * uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> uint64(31))


@njit(cache=True, nogil=True)
def deal(days: Days, seed: int, number: int, dealt: Days, first: int, last: int) -> None:
    """Shuffle ``days`` into rows first to last of ``dealt`` (deals, events); row 0 is deal ``number``.

    The order depends on the seed and the number of the deal alone, so neither threads nor batches change the answer.
    """
    for row in range(first, last):
        state = _mixed(uint64(seed) + uint64(0x9E3779B97F4A7C15) * uint64(number + row + 1))
        hand = dealt[row]
        hand[:] = days
        for left in range(days.size - 1, 0, -1):
            state += uint64(0x9E3779B97F4A7C15)
            drawn = int((_mixed(state) >> uint64(11)) * 2.0**-53 * (left + 1))
            hand[left], hand[drawn] = hand[drawn], hand[left]


@njit(cache=True, nogil=True)
def turned(dealt: Days, by_event: Days, first: int, last: int) -> None:
    """Turn (deals, events) to (events, deals), so that all deals of an event lie side by side."""
    for event in range(first, last):
        for one in range(by_event.shape[1]):
            by_event[event, one] = dealt[one, event]


@njit(cache=True, nogil=True)
def count_within(
    start: Any, neighbour: Any, by_event: Days, upper_days: Days, counts: Counts, first: int, last: int
) -> None:
    """Pairs of the events first to last that are no more than upper_days[k] apart, for each deal.

    counts: shape (bands, times, DEALS); added to.
    """
    run = np.zeros((upper_days.size, DEALS), dtype=np.uint16)
    for band in range(start.shape[0]):
        filled = 0
        for i in range(first, last):
            for at in range(start[band, i], start[band, i + 1]):
                j = neighbour[at]
                for k in range(upper_days.size):
                    # |a - b| <= t is 0 <= a - b + t <= 2t, and in sixteen unsigned bits one comparison.
                    reach = upper_days[k]
                    twice = uint16(reach + reach)
                    for one in range(DEALS):
                        apart = uint16(by_event[i, one] - by_event[j, one] + reach)
                        run[k, one] += uint16(apart <= twice)
                filled += 1
                if filled == _LONGEST_RUN:
                    counts[band] += run
                    run[:] = 0
                    filled = 0
        counts[band] += run
        run[:] = 0
