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


@njit(cache=True, nogil=True)
def count_reached(  # type: ignore[no-untyped-def]
    table, values, indptr, weights, observed, keeps_own, at_least, at_most, first, last
):
    """How often the weighted sums of values drawn, of areas first to last, are at least and at most those observed.

    table: of `draw`. values, observed, at_least, at_most: shape (n,). indptr, weights: rows of the weights.
    keeps_own: an area that is drawn itself is replaced by the next one drawn.
    """
    for i in range(first, last):
        begin, k = indptr[i], indptr[i + 1] - indptr[i]
        slack = 0.0
        for j in range(k):
            slack += 1e-11 * abs(weights[begin + j])
        for row in range(table.shape[0]):
            total = 0.0
            for j in range(k):
                one = table[row, j]
                if keeps_own and one == i:
                    one = table[row, k]
                total += weights[begin + j] * values[one]
            at_least[i] += total >= observed[i] - slack
            at_most[i] += total <= observed[i] + slack
