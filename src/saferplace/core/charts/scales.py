"""Numbers to places on the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from saferplace.analysis.months import Month


@dataclass(frozen=True)
class Scale:
    """Straight line from ``low``..``high`` to the places ``start``..``end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        span = (self.high - self.low) or 1
        return self.start + (value - self.low) / span * (self.end - self.start)


def ticks_from_zero(highest: float, *, about: int = 5, whole: bool = True) -> list[float]:
    """Round numbers from 0 to the first that is not below ``highest``.

    >>> ticks_from_zero(338)
    [0, 100, 200, 300, 400]
    >>> ticks_from_zero(3)
    [0.0, 1.0, 2.0, 3.0]
    """
    rough = max(highest, 1e-9) / about
    magnitude = 10.0 ** floor(log10(rough))
    step = next(m * magnitude for m in (1, 2, 2.5, 5, 10) if m * magnitude >= rough)
    if whole:
        step = max(1.0, ceil(step))
    return [round(i * step, 10) for i in range(ceil(highest / step) + 1)] if highest > 0 else [0.0, step]


def labelled_months(months: Sequence[Month], *, at_most: int = 12) -> list[Month]:
    """The months whose names stand under the axis: every one, or each quarter, half-year or January and so on.

    >>> from saferplace.analysis.months import Period
    >>> [str(m) for m in labelled_months(Period(Month(2021, 2), Month(2022, 8)).months(), at_most=8)]
    ['2021-04', '2021-07', '2021-10', '2022-01', '2022-04', '2022-07']
    """
    for every in (1, 3, 6, 12, 24, 60, 120):
        shown = [m for m in months if (m.year * 12 + m.number - 1) % every == 0]
        if 0 < len(shown) <= at_most:
            return shown
    return [months[0]] if months else []
