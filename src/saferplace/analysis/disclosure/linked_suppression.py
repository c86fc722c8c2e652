"""Hiding small counts in any set of numbers with sums: wards within districts, tables that share totals."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack

from saferplace.analysis.disclosure.small_counts import Mask, SmallCounts
from saferplace.analysis.disclosure.sums import Sums

_HIDDEN_ALREADY = 1e-3
_TOLERANCE = 1e-7


def suppress_linked(sums: Sums, rule: SmallCounts | None = None) -> Mask:
    """Which numbers to hide, shape (numbers,), so that no small one can be narrowed further than the rule does.

    For each small count the cheapest change of all numbers that raises it to ``rule.highest``, and one that lowers it
    to ``rule.lowest``, all sums kept; whatever changes is hidden. Two linear programs for each small count, so this is
    for thousands of numbers; a two-way table is far faster with `suppress`. Kelly, Golden & Assad (1992).
    Raises ValueError where no change is possible: then rows or columns have to be joined.
    """
    rule = rule or SmallCounts()
    values, is_total = sums.values, sums.is_total
    hidden = rule.hides(values)
    equations = csr_array(hstack([sums.equations, -sums.equations])).astype(float)
    room = np.where(values >= rule.lowest, values - rule.lowest, 0).astype(float)
    no_room = np.where(values >= rule.lowest, np.inf, 0.0)
    for at in np.flatnonzero(hidden)[np.argsort(values[hidden], kind="stable")]:
        up, down = rule.highest - values[at], rule.lowest - values[at]
        for step in (max(up, 1), 0) if is_total[at] else (up, down):
            if step:
                cost = np.where(hidden, _HIDDEN_ALREADY, 1 + np.log1p(values))
                hidden |= _cheapest_change(equations, cost, room, no_room, int(at), int(step))
    return hidden


def _cheapest_change(
    equations: csr_array, cost: np.ndarray, room: np.ndarray, growth: np.ndarray, at: int, step: int
) -> Mask:
    """Which numbers move when number ``at`` moves by ``step`` as cheaply as can be."""
    highest = np.concatenate([growth, room])
    lowest = np.zeros(2 * len(cost))
    moved, other = (at, at + len(cost)) if step > 0 else (at + len(cost), at)
    lowest[moved] = highest[moved] = abs(step)
    highest[other] = 0.0
    found = linprog(
        np.concatenate([cost, cost]),
        A_eq=equations,
        b_eq=np.zeros(equations.shape[0]),
        bounds=np.column_stack([lowest, highest]),
        method="highs",
    )
    if found.status != 0:
        raise ValueError(
            "A small count stands so alone that nothing can hide it: join it with a similar row or column."
        )
    grew, fell = np.split(found.x, 2)
    moves: Mask = np.abs(grew - fell) > _TOLERANCE
    return moves
