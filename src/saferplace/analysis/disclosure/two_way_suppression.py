"""A two-way table for everybody: small counts hidden, and as few others as keep them hidden from arithmetic."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saferplace.analysis.disclosure.small_counts import Counts, Mask, SmallCounts, checked_counts, with_margins
from saferplace.analysis.missing import Missing

_A_TOTAL_COSTS = 20.0  # readers want totals most: hide twenty cells before one of them
_HIDDEN_ALREADY = 1e-3
Costs = NDArray[np.float64]


@dataclass(frozen=True)
class Protected:
    """counts: with totals in the last row and column. hidden: the same shape, totals included."""

    counts: Counts
    hidden: Mask
    rule: SmallCounts

    @property
    def small(self) -> Mask:
        return self.rule.hides(self.counts)

    @property
    def hidden_to_protect(self) -> int:
        """How many were hidden only because a small count could be worked out from them."""
        return int((self.hidden & ~self.small).sum())

    def shown(self, row: int, column: int) -> int | Missing:
        """What everybody may see there; -1 is the total."""
        return Missing.SUPPRESSED if self.hidden[row, column] else int(self.counts[row, column])


def suppress(counts: object, rule: SmallCounts | None = None) -> Protected:
    """Hide small counts of a table (rows, columns) and enough else that no total gives one away.

    After it, a reader who knows the rule and every shown number cannot narrow a small count further than the rule
    itself does, and no hidden number to a single value (`narrowed` proves it by linear programming).
    Each small count gets the cheapest cycle of cells through which it could be raised to ``rule.highest`` and lowered
    to ``rule.lowest`` with every total kept, and the cells of the cycle are hidden: Kelly, Golden & Assad (1992),
    Networks 22; shortest paths as Castro (2007), Computers & Operations Research 34. Not always the fewest cells.
    """
    rule = rule or SmallCounts()
    table = with_margins(checked_counts(counts))
    search = _Search(table, rule)
    small = np.argwhere(rule.hides(table))
    # Those that need most room first: what they hide serves the others.
    order = np.argsort(table[small[:, 0], small[:, 1]], kind="stable")
    for row, column in small[order]:
        search.protect(int(row), int(column))
    return Protected(table, search.hidden, rule)


class _Search:
    """Cells as arcs between rows and columns, so that a change that keeps all totals is a cycle.

    A cell of the table runs from its row to its column, a total the other way round; along an arc its number grows,
    against it, it falls, and must have the room to fall.
    """

    def __init__(self, table: Counts, rule: SmallCounts) -> None:
        self.table, self.rule, self.hidden = table, rule, rule.hides(table)
        is_total = np.zeros(table.shape, dtype=bool)
        is_total[-1, :-1] = is_total[:-1, -1] = True
        self._is_against = is_total
        cost = 1 + np.log1p(table)
        cost[-1, :] *= _A_TOTAL_COSTS
        cost[:, -1] *= _A_TOTAL_COSTS
        cost[table < rule.lowest] = np.inf  # a nought that is shown cannot be hidden behind
        self._cost = np.where(self.hidden, _HIDDEN_ALREADY, cost)
        self._ways: dict[tuple[int, int], tuple[Costs, Costs]] = {}

    def protect(self, row: int, column: int) -> None:
        count = int(self.table[row, column])
        up, down = self.rule.highest - count, count - self.rule.lowest
        if row == len(self.table) - 1 or column == self.table.shape[1] - 1:
            up, down = max(up, 1), 0
        if self._is_against[row, column]:
            up, down = down, up
        to_columns, to_rows = self._costs(up, down)
        kept = to_columns[row, column], to_rows[row, column]
        to_columns[row, column] = to_rows[row, column] = np.inf
        path = _cheapest_path(to_columns, to_rows, row, column)
        to_columns[row, column], to_rows[row, column] = kept
        for cell in path:
            if not self.hidden[cell]:
                self._hide(cell)

    def _costs(self, up: int, down: int) -> tuple[Costs, Costs]:
        """Cost of each cell when a cycle passes it from row to column, and from column to row."""
        if (up, down) not in self._ways:
            room = self.table - self.rule.lowest
            along, against = np.where(room >= down, self._cost, np.inf), np.where(room >= up, self._cost, np.inf)
            self._ways[up, down] = (
                np.where(self._is_against, against, along),
                np.where(self._is_against, along, against),
            )
        return self._ways[up, down]

    def _hide(self, cell: tuple[int, int]) -> None:
        self.hidden[cell], self._cost[cell] = True, _HIDDEN_ALREADY
        for both in self._ways.values():
            for costs in both:
                if np.isfinite(costs[cell]):
                    costs[cell] = _HIDDEN_ALREADY


def _cheapest_path(to_columns: Costs, to_rows: Costs, row: int, column: int) -> list[tuple[int, int]]:
    """Cells from ``column`` back to ``row``, by relaxing all rows, then all columns, until nothing gets cheaper.

    There always is one: through the totals of the column, of everything and of the row, which all have the room.
    """
    rows, columns = to_columns.shape
    from_row, from_column = np.full(rows, np.inf), np.full(columns, np.inf)
    row_came_by, column_came_by = np.zeros(rows, dtype=np.int64), np.zeros(columns, dtype=np.int64)
    from_column[column] = 0.0
    is_cheaper = True
    while is_cheaper:
        through = from_column + to_rows
        by = through.argmin(axis=1)
        best = through[np.arange(rows), by]
        better = best < from_row
        from_row[better], row_came_by[better] = best[better], by[better]
        is_cheaper = bool(better.any())
        if not is_cheaper:
            break
        back = from_row[:, None] + to_columns
        by = back.argmin(axis=0)
        best = back[by, np.arange(columns)]
        better = best < from_column
        from_column[better], column_came_by[better] = best[better], by[better]
        is_cheaper = bool(better.any())
    path, at_row = [], row
    while True:
        at_column = int(row_came_by[at_row])
        path.append((at_row, at_column))
        if at_column == column:
            return path
        at_row = int(column_came_by[at_column])
        path.append((at_row, at_column))
