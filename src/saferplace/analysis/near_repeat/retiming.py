"""Compiled heart of the Knox test: dates are dealt anew to the events, many deals at once, and pairs counted."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit, prange, uint16, uint64

Days = npt.NDArray[np.uint16]
Counts = npt.NDArray[np.int64]

DEALS = 32  # at once: a point's days then fill one line of cache, and one instruction compares sixteen of them
_LONGEST_RUN = 65_535  # what a sixteen-bit counter holds


@njit(cache=True, inline="always")
def _mixed(state: Any) -> Any:
    # SplitMix64 (Steele, Lea & Flood 2014)
    mixed = (state ^ (state >> uint64(30))) * uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> uint64(27))) * uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> uint64(31))


@njit(cache=True, parallel=True)
def deal(days: Days, seed: int, first: int, dealt: Days) -> None:
    """Shuffle ``days`` into each row of ``dealt`` (deals, events). Deal number k depends on the seed and k alone, so
    neither threads nor batches change the answer.
    """
    for row in prange(dealt.shape[0]):
        state = _mixed(uint64(seed) + uint64(0x9E3779B97F4A7C15) * uint64(first + row + 1))
        hand = dealt[row]
        hand[:] = days
        for last in range(days.size - 1, 0, -1):
            state += uint64(0x9E3779B97F4A7C15)
            drawn = int((_mixed(state) >> uint64(11)) * 2.0**-53 * (last + 1))
            hand[last], hand[drawn] = hand[drawn], hand[last]


@njit(cache=True, parallel=True)
def turned(dealt: Days, by_event: Days) -> None:
    """Turn (deals, events) to (events, deals), so that all deals of an event lie side by side."""
    block = 1024
    for part in prange((by_event.shape[0] + block - 1) // block):
        for event in range(part * block, min((part + 1) * block, by_event.shape[0])):
            for one in range(by_event.shape[1]):
                by_event[event, one] = dealt[one, event]


@njit(cache=True, parallel=True)
def count_within(start: Any, neighbour: Any, by_event: Days, upper_days: Days, edges: Counts, counts: Counts) -> None:
    """Pairs no more than upper_days[k] apart, for each deal.

    edges: cuts of the events into parts. counts: zeros, shape (parts, bands, times, DEALS); filled.
    """
    for part in prange(edges.size - 1):
        run = np.zeros((upper_days.size, DEALS), dtype=np.uint16)
        for band in range(start.shape[0]):
            filled = 0
            for i in range(edges[part], edges[part + 1]):
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
                        counts[part, band] += run
                        run[:] = 0
                        filled = 0
            counts[part, band] += run
            run[:] = 0
