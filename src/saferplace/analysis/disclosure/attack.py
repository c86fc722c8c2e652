"""What a patient reader can work out of a table with holes: bounds of each hidden number by linear programming."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array

from saferplace.analysis.disclosure.small_counts import Mask, SmallCounts
from saferplace.analysis.disclosure.sums import Sums

Numbers = NDArray[np.float64]
_TOLERANCE = 1e-6


@dataclass(frozen=True)
class Bounds:
    """hidden: positions of the hidden numbers. lower, upper: the least and the most each can be (upper may be inf)."""

    hidden: NDArray[np.int64]
    lower: Numbers
    upper: Numbers


def attackers_bounds(sums: Sums, hidden: Mask, lowest: NDArray[np.int64] | int) -> Bounds:
    """Least and greatest value of each hidden number, given all that is shown and all sums.

    hidden: shape (numbers,). lowest: what a reader knows no hidden number is below (one, or one a number).
    Two linear programs (HiGHS) for each hidden number: exact for a two-way table and for rows in groups, whose sums
    are those of a network (so whole numbers at the corners); elsewhere the true range can only be narrower by
    arithmetic of whole numbers. Fischetti & Salazar (2001), Management Science 47.
    """
    reader = _Reader(sums, hidden, lowest)
    ends = [(reader.extreme(i, 1.0)[i], reader.extreme(i, -1.0)[i]) for i in range(len(reader.at))]
    lower, upper = np.array(ends).reshape(-1, 2).T
    return Bounds(reader.at, lower, upper)


def narrowed(sums: Sums, hidden: Mask, rule: SmallCounts, lowest: NDArray[np.int64] | int | None = None) -> list[int]:
    """Positions of hidden numbers that a reader can narrow further than the rule allows; none is a safe table.

    A small count must have the whole range ``rule.lowest`` to ``rule.highest`` open (a small total: ``highest``, and
    more than it is); any other hidden number more than one value. Proved by showing, for each, numbers that fit all
    sums with it low and with it high: one solution shows it for many at once, so far fewer linear programs are solved
    than for all bounds.
    """
    reader = _Reader(sums, hidden, rule.lowest if lowest is None else lowest)
    values = sums.values[reader.at].astype(float)
    is_small, is_total = rule.hides(sums.values)[reader.at], sums.is_total[reader.at]
    wanted = np.where(is_total, np.maximum(values + 1, rule.highest), rule.highest)
    least, most = values.copy(), values.copy()

    def open_low() -> Mask:
        return np.asarray(is_small & ~is_total & (least > rule.lowest + _TOLERANCE))

    def open_high() -> Mask:
        return np.asarray(is_small & (most < wanted - _TOLERANCE))

    def is_fixed() -> Mask:
        return np.asarray(~is_small & (most - least < 1 - _TOLERANCE))

    for sign, still_open in ((1.0, open_low), (-1.0, open_high), (-1.0, is_fixed), (1.0, is_fixed)):
        asked = np.zeros(len(values), dtype=bool)
        while (left := still_open() & ~asked).any():
            target = int(np.flatnonzero(left)[0])
            asked[target] = True
            for also in (left, None):  # alone, where moving the others as well held it back
                if still_open()[target]:
                    solution = reader.extreme(target, sign, also=also)
                    least, most = np.fmin(least, solution), np.fmax(most, solution)
    return [int(at) for at in reader.at[open_low() | open_high() | is_fixed()]]


class _Reader:
    """The linear programs of somebody who knows what is shown."""

    def __init__(self, sums: Sums, hidden: Mask, lowest: NDArray[np.int64] | int) -> None:
        is_hidden = np.asarray(hidden, dtype=bool)
        if is_hidden.shape != sums.values.shape:
            raise ValueError("Say for each number of the table whether it is hidden.")
        self.at = np.flatnonzero(is_hidden)
        shown = np.where(is_hidden, 0, sums.values)
        equations, known = sums.equations[:, self.at], -(sums.equations @ shown)
        used = np.diff(csr_array(equations).indptr) > 0
        self._equations, self._known = csr_array(equations)[used].astype(float), known[used].astype(float)
        self._least = np.broadcast_to(lowest, sums.values.shape)[self.at].astype(float)

    def extreme(self, target: int, sign: float, also: Mask | None = None) -> Numbers:
        """Hidden numbers that fit what is shown with ``target`` as low (sign 1) or high (sign -1) as it can be.

        also: numbers to move the same way as far as ``target`` allows, which only saves work.
        Raises ValueError where nothing fits: then a hidden number is below what the rule says.
        """
        aims = np.zeros(len(self.at)) if also is None else 1e-3 * sign * also
        aims[target] = sign
        found = linprog(
            aims,
            A_eq=self._equations,
            b_eq=self._known,
            bounds=np.column_stack([self._least, np.full(len(self.at), np.inf)]),
            method="highs",
        )
        if found.status == 3:  # without end: no total is shown above it
            return np.where(np.arange(len(self.at)) == target, np.inf, np.nan)
        if found.status != 0:
            raise ValueError("A hidden number is below what the rule says, so the rule does not belong to this table.")
        solution: Numbers = found.x
        return solution
