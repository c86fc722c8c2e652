"""The four rules that call a point special. Each looks at one stretch of consecutive values and marks its members."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import isclose

from saferplace.analysis.xmr.shapes import Limits, Rule

_RUN = 7
Mark = int
"""+1 special and high or rising, -1 special and low or falling, 0 not special by this rule."""


def outside(values: Sequence[float], limits: Limits) -> list[Mark]:
    """Strictly beyond a limit.

    >>> outside([1, 5, 9, 10], Limits(5, 2, 9, 3, 7, 1))
    [-1, 0, 0, 1]
    """
    return [(value > limits.upper) - (value < limits.lower) for value in values]


def trend(values: Sequence[float], limits: Limits) -> list[Mark]:
    """Seven points, so six steps, all rising or all falling; an equal step ends the run."""
    steps = [(b > a) - (b < a) for a, b in pairwise(values)]
    return _members(steps, length=_RUN - 1, points_per_window=_RUN, size=len(values))


def two_in_three(values: Sequence[float], limits: Limits) -> list[Mark]:
    """Two or more points near a limit among three in a row that are all on its side.

    A point outside the limits is not also near one. Only the near points are marked, not the third between them.
    """
    sides = _sides(values, limits.mean)
    near = [_near(value, limits) for value in values]
    marks = [0] * len(values)
    for start in range(len(values) - 2):
        three = range(start, start + 3)
        side = sides[start]
        if side and all(sides[i] == side for i in three) and sum(near[i] == side for i in three) >= 2:
            for i in three:
                marks[i] = marks[i] or (side if near[i] == side else 0)
    return marks


def one_side(values: Sequence[float], limits: Limits) -> list[Mark]:
    """Seven in a row on one side of the average; a point on the average ends the run."""
    return _members(_sides(values, limits.mean), length=_RUN, points_per_window=_RUN, size=len(values))


RULES: tuple[tuple[Rule, Callable[[Sequence[float], Limits], list[Mark]]], ...] = (
    (Rule.OUTSIDE, outside),
    (Rule.TREND, trend),
    (Rule.TWO_IN_THREE, two_in_three),
    (Rule.ONE_SIDE, one_side),
)


def first_that_applies(values: Sequence[float], limits: Limits) -> list[tuple[Rule, Mark] | None]:
    """For each value of one stretch, the first rule that marks it and which way."""
    found: list[tuple[Rule, Mark] | None] = [None] * len(values)
    for rule, marks_of in RULES:
        for i, mark in enumerate(marks_of(values, limits)):
            if mark and found[i] is None:
                found[i] = (rule, mark)
    return found


def _members(signs: Sequence[int], *, length: int, points_per_window: int, size: int) -> list[Mark]:
    """Mark every point that belongs to a window of ``length`` equal, non-zero signs."""
    marks = [0] * size
    for start in range(len(signs) - length + 1):
        sign = signs[start]
        if sign and all(s == sign for s in signs[start : start + length]):
            for i in range(start, start + points_per_window):
                marks[i] = marks[i] or sign
    return marks


def _sides(values: Sequence[float], mean: float) -> list[int]:
    # A mean of equal decimals can differ from them in the last binary place; that is not a side.
    return [0 if isclose(v, mean, rel_tol=1e-12, abs_tol=1e-12) else (v > mean) - (v < mean) for v in values]


def _near(value: float, limits: Limits) -> int:
    if value > limits.upper or value < limits.lower:
        return 0
    return (value > limits.near_upper) - (value < limits.near_lower)
