"""Centre line and natural process limits of an XmR chart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from saferplace.analysis.xmr.shapes import Limits

_MEAN_TO_LIMIT = 2.66  # 3 / d2, d2 = 1.128 for ranges of two
_RANGE_LIMIT = 3.267  # D4 for ranges of two


def limits(stretches: Sequence[Sequence[float]], *, lowest: float | None, highest: float | None) -> Limits | None:
    """Limits from stretches of consecutive values; no moving range is taken between two stretches.

    The average moving range is taken once, ranges of 3.267 times it or more are dropped once, and it is taken again,
    as NHS England's "making data count" tools do. Returns None where no range exists or nothing varied: an average
    moving range of zero would call every other value special.
    lowest, highest: what the measure can be at all; limits stop there.
    """
    values = [value for stretch in stretches for value in stretch]
    ranges = [abs(b - a) for stretch in stretches for a, b in pairwise(stretch)]
    average = _screened_average(ranges)
    if not average:
        return None
    mean = sum(values) / len(values)
    reach = _MEAN_TO_LIMIT * average
    lower, upper = mean - reach, mean + reach
    return Limits(
        mean=mean,
        lower=lower if lowest is None else max(lowest, lower),
        upper=upper if highest is None else min(highest, upper),
        near_lower=mean - reach * 2 / 3,
        near_upper=mean + reach * 2 / 3,
        average_moving_range=average,
    )


def _screened_average(ranges: Sequence[float]) -> float | None:
    if not ranges:
        return None
    first = sum(ranges) / len(ranges)
    kept = [moved for moved in ranges if moved < _RANGE_LIMIT * first]
    return sum(kept) / len(kept) if kept else None
