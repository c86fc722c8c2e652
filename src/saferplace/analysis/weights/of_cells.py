"""Neighbours of equal cells by arithmetic: no geometry is looked at, so millions are quick."""

from __future__ import annotations

import numpy as np

from saferplace.analysis.cells import Hexagons, Squares
from saferplace.analysis.weights.weights import Integers, Weights

_BESIDE = ((-1, 0), (0, -1), (0, 1), (1, 0))  # steps of row and column, in the order of the cells' numbers
_AROUND = ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))


def around_squares(squares: Squares) -> Weights:
    """The up to eight squares that share a side or a corner (queen).

    >>> around_squares(Squares(0, 0, 100, columns=3, rows=3)).neighbours.reshape(3, 3)
    array([[3, 5, 3],
           [5, 8, 5],
           [3, 5, 3]])
    """
    return _stepping(squares.rows, squares.columns, _AROUND)


def beside_squares(squares: Squares) -> Weights:
    """The up to four squares that share a side (rook)."""
    return _stepping(squares.rows, squares.columns, _BESIDE)


def around_hexagons(hexagons: Hexagons) -> Weights:
    """The up to six hexagons that share a side."""
    row, column = _rows_and_columns(hexagons.rows, hexagons.columns)
    shift = row % 2  # every second row lies half a width to the east
    rows = np.stack((row - 1, row - 1, row, row, row + 1, row + 1), axis=1)
    west, east = column - 1 + shift, column + shift
    columns = np.stack((west, east, column - 1, column + 1, west, east), axis=1)
    return _inside(hexagons.rows, hexagons.columns, rows, columns)


def _stepping(rows: int, columns: int, steps: tuple[tuple[int, int], ...]) -> Weights:
    row, column = _rows_and_columns(rows, columns)
    step = np.array(steps)
    return _inside(rows, columns, row[:, None] + step[:, 0], column[:, None] + step[:, 1])


def _rows_and_columns(rows: int, columns: int) -> tuple[Integers, Integers]:
    row, column = np.divmod(np.arange(rows * columns), columns)
    return row, column


def _inside(rows: int, columns: int, row: Integers, column: Integers) -> Weights:
    """row, column: shape (cells, steps), some of them beyond the edge."""
    is_inside = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
    indptr = np.concatenate(([0], np.cumsum(is_inside.sum(axis=1)))).astype(np.int64)
    indices = (row * columns + column)[is_inside].astype(np.int64)
    return Weights(indptr, indices, np.ones(len(indices)))
