"""Weights spread from where they are to the places around, exactly, without a grid: compiled, on every processor."""

from __future__ import annotations

from enum import IntEnum

import numpy as np

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
    from saferplace.analysis.prospective.spread_loop import spread_into  # Numba takes half a second to import

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
        spread_into(at_east, at_north, *sources, *grid, float(width_m), float(reach), int(kernel), found, first, last)

    with every_processor() as in_parts:
        in_parts(len(at_east), part, least=_WORTH_A_THREAD)
    return found
