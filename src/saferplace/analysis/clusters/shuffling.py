"""Compiled loops: who is drawn in each shuffle, and neighbours' sums where each neighbour counts differently."""

from __future__ import annotations

import numpy as np
from numba import njit, prange

_BLOCKS = 64  # of shuffles: enough to keep threads evenly busy, few enough to need little memory of their own
_FEW = 24  # up to so many, looking through those already drawn is quicker than marking them
_STEP = np.uint64(0x9E3779B97F4A7C15)
_HALF, _LOW = np.uint64(32), np.uint64(0xFFFFFFFF)


@njit(cache=True, inline="always")
def _mixed(state):  # type: ignore[no-untyped-def]
    """SplitMix64's output: Steele, Lea & Flood (2014), OOPSLA."""
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return state ^ (state >> np.uint64(31))


@njit(cache=True, parallel=True)
def drawn(n, width, first, shuffles, seed):  # type: ignore[no-untyped-def]
    """The first ``width`` of ``n`` areas in each of ``shuffles`` shuffles, numbered from ``first``: shape (shuffles,
    width), each row without repeats.

    seed: unsigned. Each shuffle has random numbers of its own, made from the seed and its number, so that neither
    threads nor how many are asked for at once can change them.
    """
    table = np.empty((shuffles, width), np.int32)
    choices = np.uint64(n)
    for block in prange(_BLOCKS):
        marks = np.full(n if width > _FEW else 1, -1, np.int64)
        for row in range(block, shuffles, _BLOCKS):
            state = _mixed(_mixed(seed) + np.uint64(first + row + 1) * _STEP)
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
    return table


@njit(cache=True, parallel=True)
def reached(table, values, indptr, weights, observed, keeps_own):  # type: ignore[no-untyped-def]
    """How often each area's weighted sum of values drawn is at least, and at most, the one observed.

    table: of `drawn`. values, observed: shape (n,). indptr, weights: rows of the weights.
    keeps_own: an area that is drawn itself is replaced by the next one drawn.
    """
    areas = indptr.shape[0] - 1
    at_least, at_most = np.zeros(areas, np.int64), np.zeros(areas, np.int64)
    for i in prange(areas):
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
    return at_least, at_most
