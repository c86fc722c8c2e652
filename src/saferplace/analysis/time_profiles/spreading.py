"""The compiled loop that lays events over the hours of the week."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

_HOUR = 3600
_DAY = 24 * _HOUR  # a longer span says nothing about the hour of the day
_TO_MONDAY = 72  # 1970-01-01 was a Thursday
_NO_TIME = np.iinfo(np.int64).min  # NaT

# Places in the counts that come back.
USED, NO_TIME, TOO_LONG, BACKWARD, MOVED, SPREAD, SECONDS = range(7)


@njit(cache=True)
def laid_over_week(
    begins: Any, ends: Any, weight: Any, moments: Any, offsets: Any, earliest: Any, latest: Any, left_out_from: Any
) -> Any:  # pragma: no cover (compiled)
    """begins, ends: seconds by the clock, shape (n,); the rest: of `ClockChanges`.

    Returns exact (168,) and spread (168,) from Monday 00:00, counts (7,) as named above, and the events that begin on
    each full hour (24,). Offsets are whole hours, so an hour of UTC is an hour of the clock.
    """
    exact, spread = np.zeros(168), np.zeros(168)
    counts, on_the_hour = np.zeros(7, np.int64), np.zeros(24, np.int64)
    for i in range(len(begins)):
        begin, end = begins[i], ends[i]
        if begin == _NO_TIME:
            counts[NO_TIME] += 1
            continue
        if end == _NO_TIME:
            end = begin
        if end < begin:
            counts[BACKWARD] += 1
            continue
        if end - begin > _DAY:
            counts[TOO_LONG] += 1
            continue
        counts[USED] += 1
        if begin % _HOUR == 0:
            on_the_hour[begin // _HOUR % 24] += 1
        if _is_left_out(begin, left_out_from, latest) or _is_left_out(end, left_out_from, latest):
            counts[MOVED] += 1
        at = begin - offsets[np.searchsorted(earliest, begin, side="right")]
        nth = np.searchsorted(moments, at, side="right")
        if begin == end:
            exact[((at + offsets[nth]) // _HOUR + _TO_MONDAY) % 168] += weight[i]
            continue
        counts[SPREAD] += 1
        counts[SECONDS] += end - begin
        last = end - offsets[np.searchsorted(latest, end, side="right")]
        a_second = weight[i] / (last - at)
        while at < last:
            if nth < len(moments) and at >= moments[nth]:
                nth += 1
            until = min(last, (at // _HOUR + 1) * _HOUR)
            spread[((at + offsets[nth]) // _HOUR + _TO_MONDAY) % 168] += a_second * (until - at)
            at = until
    return exact, spread, counts, on_the_hour


@njit(cache=True)
def _is_left_out(clock: Any, begins: Any, ends: Any) -> Any:  # pragma: no cover (compiled)
    nth = np.searchsorted(begins, clock, side="right") - 1
    return nth >= 0 and clock < ends[nth]
