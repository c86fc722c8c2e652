"""The compiled loop behind `spreading`. It works on places first to last, so that several parts run at once."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def spread_into(  # type: ignore[no-untyped-def]  # pragma: no cover - compiled
    at_east, at_north, east, north, weight, starts, left, bottom, side, columns, rows, width, reach, kernel,
    found, first, last,
):  # fmt: skip
    """Into found[first:last]; each place is summed by itself, so that threads cannot change an answer."""
    reach_squared = reach * reach
    for place in range(first, last):
        x, y = at_east[place], at_north[place]
        column, row = int(np.floor((x - left) / side)), int(np.floor((y - bottom) / side))
        total = 0.0
        for r in range(max(row - 1, 0), min(row + 2, rows)):
            begin, end = max(column - 1, 0), min(column + 2, columns)
            if begin >= end:
                continue
            for i in range(starts[r * columns + begin], starts[r * columns + end]):
                squared = (east[i] - x) ** 2 + (north[i] - y) ** 2
                if squared > reach_squared:
                    continue
                if kernel == 0:
                    total += weight[i] * np.exp(-0.5 * squared / (width * width)) / (2 * np.pi * width * width)
                elif kernel == 1:
                    total += weight[i] * (1 - squared / (width * width)) ** 2 * 3 / (np.pi * width * width)
                else:
                    total += weight[i] / (1 + np.floor(np.sqrt(squared) / width))
        found[place] = total
