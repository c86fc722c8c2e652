"""Compiled loops: who is drawn in each shuffle, and neighbours' sums where each neighbour counts differently.

Each function works on a part, so that several run at once (`analysis.processors`).
"""

from __future__ import annotations

import numpy as np
from numba import njit

_FEW = 24  # up to so many, looking through those already drawn is quicker than marking them
_STEP = np.uint64(0x9E3779B97F4A7C15)
_HALF, _LOW = np.uint64(32), np.uint64(0xFFFFFFFF)


@njit(cache=True, inline="always")
def _mixed(state):  # type: ignore[no-untyped-def]
    """SplitMix64's output: Steele, Lea & Flood (2014), OOPSLA."""
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return state ^ (state >> np.uint64(31))


@njit(cache=True, nogil=True)
def draw(table, n, number, seed, first, last):  # type: ignore[no-untyped-def]
    """Fill rows first to last of ``table`` (shuffles, width), each with those areas of ``n`` that a shuffle puts first.

    seed: unsigned. The shuffle of row 0 has this ``number``. Each has random numbers of its own, made from the seed and
    its number, so neither threads nor how many are asked for at once can change them.
    """
    width = table.shape[1]
    choices = np.uint64(n)
    marks = np.full(n if width > _FEW else 1, -1, np.int64)
    for row in range(first, last):
        state = _mixed(_mixed(seed) + np.uint64(number + row + 1) * _STEP)
        column = 0
        while column < width:
            state += _STEP
            word = _mixed(state)
            for half in range(2):
                bits = word & _LOW if half == 0 else word >> _HALF
                one = np.int64((bits * choices) >> _HALF)
                is_new = column < width
                if width > _FEW:
                    is_new = is_new and marks[one] != row
                    marks[one] = row
                else:
                    for before in range(column):
                        is_new = is_new and table[row, before] != one
                if is_new:
                    table[row, column] = one
                    column += 1


@njit(cache=True, nogil=True, fastmath=True)
def count_reached(dealt, indptr, weights, high, low, at_least, at_most, first, last):  # type: ignore[no-untyped-def]
    """How often the weighted sums of values dealt to areas first to last are at least ``high`` and at most ``low``.

    dealt: shape (width, shuffles), so that one instruction adds several shuffles. high, low, at_least, at_most: shape
    (n,). indptr, weights: rows of the weights. An area that was dealt its own value is not looked for.
    """
    shuffles = dealt.shape[1]
    totals = np.empty(shuffles)
    for i in range(first, last):
        totals[:] = 0.0
        for j in range(indptr[i + 1] - indptr[i]):
            weight, values = weights[indptr[i] + j], dealt[j]
            for shuffle in range(shuffles):
                totals[shuffle] += weight * values[shuffle]
        n_high, n_low = 0, 0
        for shuffle in range(shuffles):
            n_high += totals[shuffle] >= high[i]
            n_low += totals[shuffle] <= low[i]
        at_least[i], at_most[i] = n_high, n_low
