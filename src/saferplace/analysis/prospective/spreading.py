"""Weights spread from where they are to the places around, exactly, without a grid: compiled, on every processor."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numba import njit

from saferplace.analysis.processors import every_processor
from saferplace.analysis.prospective.history import Floats

_MOST_BUCKETS_A_SIDE = 2000  # a lone point far away must not ask for millions of empty buckets
_WORTH_A_THREAD = 10_000  # places; the sums of fewer are done before a thread has started
_GAUSSIAN_REACH = 4.0  # bandwidths; 0.03% of the mass lies beyond


class Kernel(IntEnum):
    """How weight falls off with distance; the numbers are what the compiled loop reads."""

    GAUSSIAN = 0
    QUARTIC = 1
    STEPS = 2  # 1 / (1 + whole steps of distance), Bowers, Johnson & Pease (2004); no density


def spread(
    at_east: Floats, at_north: Floats, east: Floats, north: Floats, weight: Floats, *, kernel: Kernel, width_m: float,
    reach_m: float | None = None,
) -> Floats:  # fmt: skip
    """Sum of kernel times weight at each place; shape (places,). Per square metre, but for STEPS.

    width_m: standard deviation of GAUSSIAN, radius of QUARTIC, length of a step of STEPS. reach_m: what lies farther
    has no weight; needed for STEPS. Raises ValueError for a width that is not above zero.
    """
    if not width_m > 0:
        raise ValueError("The bandwidth must be above zero metres.")
    reach = reach_m if reach_m is not None else width_m * (_GAUSSIAN_REACH if kernel is Kernel.GAUSSIAN else 1.0)
    carries = weight != 0
    east, north, weight = east[carries], north[carries], weight[carries]
    if not len(east):
        return np.zeros(len(at_east))
    left, bottom = float(east.min()), float(north.min())
    extent = max(float(east.max()) - left, float(north.max()) - bottom)
    side = max(reach, extent / _MOST_BUCKETS_A_SIDE)
    columns, rows = int((east.max() - left) // side) + 1, int((north.max() - bottom) // side) + 1
    bucket = ((north - bottom) // side).astype(np.int64) * columns + ((east - left) // side).astype(np.int64)
    order = np.argsort(bucket, kind="stable")
    starts = np.concatenate(([0], np.cumsum(np.bincount(bucket, minlength=columns * rows))))
    sources = (east[order], north[order], weight[order], starts)
    grid = (left, bottom, side, columns, rows)
    found = np.zeros(len(at_east))

    def part(first: int, last: int) -> None:
        _spread(at_east, at_north, *sources, *grid, float(width_m), float(reach), int(kernel), found, first, last)

    with every_processor() as in_parts:
        in_parts(len(at_east), part, least=_WORTH_A_THREAD)
    return found


@njit(cache=True, nogil=True)
def _spread(  # type: ignore[no-untyped-def]  # pragma: no cover - compiled
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
