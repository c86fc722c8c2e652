"""The compiled loop that lays events over the hours of the week."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

_HOUR = 3600
_TO_MONDAY = 72  # 1970-01-01 was a Thursday


@njit(cache=True)
def spread_over_week(
    begins: Any, ends: Any, weight: Any, moments: Any, offsets: Any
) -> npt.NDArray[np.float64]:  # pragma: no cover (compiled)
    """begins, ends: seconds UTC, begins <= ends, shape (n,). moments, offsets: of the clock's changes.

    Returns shape (168,), from Monday 00:00. Offsets are whole hours, so an hour of UTC is an hour of the clock.
    """
    week = np.zeros(168)
    for i in range(len(begins)):
        begin, end = begins[i], ends[i]
        nth = np.searchsorted(moments, begin, side="right")
        if begin == end:
            week[((begin + offsets[nth]) // _HOUR + _TO_MONDAY) % 168] += weight[i]
            continue
        a_second = weight[i] / (end - begin)
        at = begin
        while at < end:
            if nth < len(moments) and at >= moments[nth]:
                nth += 1
            until = min(end, (at // _HOUR + 1) * _HOUR)
            week[((at + offsets[nth]) // _HOUR + _TO_MONDAY) % 168] += a_second * (until - at)
            at = until
    return week
