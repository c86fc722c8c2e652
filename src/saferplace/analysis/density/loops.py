"""The inner loops, compiled. They run on one thread, so that an answer never depends on how many there are."""

from __future__ import annotations

from math import floor

import numpy as np
import numpy.typing as npt
from numba import njit

Values = npt.NDArray[np.float64]


@njit(cache=True, nogil=True)
def share_among_nodes(
    east: Values, north: Values, weight: Values, left: float, bottom: float, step: float, onto: Values
) -> None:
    """Adds each weight to the four nodes around its point, more to the nearer. Points beyond the nodes are left out."""
    rows, columns = onto.shape
    per_metre = 1 / step
    for point in range(len(east)):
        x, y = (east[point] - left) * per_metre, (north[point] - bottom) * per_metre
        if x < 0 or y < 0 or x >= columns - 1 or y >= rows - 1:
            continue
        column, row = int(x), int(y)
        right, up = x - column, y - row
        lower, upper = weight[point] * (1 - up), weight[point] * up
        onto[row, column] += lower * (1 - right)
        onto[row, column + 1] += lower * right
        onto[row + 1, column] += upper * (1 - right)
        onto[row + 1, column + 1] += upper * right


@njit(cache=True, nogil=True)
def between_nodes(east: Values, north: Values, left: float, bottom: float, step: float, held: Values) -> Values:
    """The value at each point, from the four nodes around it; NaN beyond the nodes."""
    rows, columns = held.shape
    found = np.empty(len(east))
    for point in range(len(east)):
        x, y = (east[point] - left) / step, (north[point] - bottom) / step
        column, row = floor(x), floor(y)
        if column < 0 or row < 0 or column >= columns - 1 or row >= rows - 1:
            found[point] = np.nan
            continue
        right, up = x - column, y - row
        low = held[row, column] * (1 - right) + held[row, column + 1] * right
        high = held[row + 1, column] * (1 - right) + held[row + 1, column + 1] * right
        found[point] = low * (1 - up) + high * up
    return found


@njit(cache=True, nogil=True)
def gather(
    nodes: Values, scale: Values, along: Values, signs: Values, per_cell: int, rows: int, columns: int
) -> Values:
    """Each square's sum of the nodes times their shares; shape (rows, columns).

    scale: what to multiply a node by, shape (per_cell, columns of nodes), by where its row lies within its square.
    along: shape (products, reach); each reads the same from both ends, so that two rows of nodes are taken at once.

    Up first, then across, a row of squares at a time, so that what is needed again is still in the cache. The nodes of
    a row are laid out by their place within their square, so that the inner loop reads what lies side by side.
    """
    products, reach = along.shape
    gathered = np.zeros((rows, columns))
    by_place = np.zeros((per_cell, columns + (reach - 1) // per_cell))
    upright = np.empty((products, nodes.shape[1]))
    pair = np.empty(nodes.shape[1])
    for row in range(rows):
        upright[:] = 0.0
        for t in range((reach + 1) // 2):
            low, high = row * per_cell + t, row * per_cell + reach - 1 - t
            under, over = scale[low % per_cell], scale[high % per_cell]
            if low == high:
                over = np.zeros_like(over)
            lower, upper = nodes[low], nodes[high]
            for node in range(len(pair)):
                pair[node] = lower[node] * under[node] + upper[node] * over[node]
            for product in range(products):
                share, onto = along[product, t], upright[product]
                for node in range(len(pair)):
                    onto[node] += share * pair[node]
        into = gathered[row]
        for product in range(products):
            onto = upright[product]
            for place in range(per_cell):
                for cell in range(by_place.shape[1] - min(place, 1)):  # the last node begins a square that is not there
                    by_place[place, cell] = onto[cell * per_cell + place]
            for t in range(reach):
                share, given, first = signs[product] * along[product, t], by_place[t % per_cell], t // per_cell
                for column in range(columns):
                    into[column] += share * given[first + column]
    return gathered


@njit(cache=True, nogil=True)
def give_rows(cells: Values, along: Values, per_cell: int, rows: int) -> Values:
    """The other way about: what each row of nodes gets from the rows of cells that it would give to."""
    given = np.zeros((rows, cells.shape[1]))
    for row in range(cells.shape[0]):
        for t in range(len(along)):
            share, into, taken = along[t], given[row * per_cell + t], cells[row]
            for column in range(len(taken)):
                into[column] += share * taken[column]
    return given
