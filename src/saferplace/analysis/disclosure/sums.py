"""Everything a reader can add up: the published numbers as one list, and the sums that tie them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, hstack, lil_array, vstack

from saferplace.analysis.disclosure.small_counts import Counts, Mask, checked_counts, with_margins


@dataclass(frozen=True)
class Sums:
    """values: shape (numbers,). equations: sparse (equations, numbers), with ``equations @ values == 0``.

    A number that is not printed at all but that a reader could reason about (the part by which two overlapping areas
    differ) belongs in the list too, as one that is hidden.
    """

    values: Counts
    equations: csr_array

    def __post_init__(self) -> None:
        if (self.equations @ self.values).any():
            raise ValueError("The numbers do not add up to their totals, so the sums are not those of this table.")

    @property
    def is_total(self) -> Mask:
        """Which numbers are the sum of others."""
        return np.asarray((self.equations < 0).sum(axis=0) > 0)


def two_way(counts: object) -> Sums:
    """A table of rows by columns with its totals; numbers in the order of ``with_margins(counts).ravel()``."""
    return within_groups(counts, None)


def within_groups(counts: object, groups: Sequence[int] | None) -> Sums:
    """A two-way table whose rows (wards) also add up to groups (districts), each group's row printed as well.

    groups: for each row the number of its group, from 0. Numbers: rows, then groups, then the total, each with its
    total column last: shape (rows + groups + 1, columns + 1) laid flat.
    """
    table = checked_counts(counts)
    rows, columns = table.shape
    if groups is None:
        full, parents = with_margins(table), [rows] * rows
    else:
        number = max(groups) + 1
        added = np.zeros((number, columns), dtype=np.int64)
        np.add.at(added, np.asarray(groups), table)
        full = np.vstack([table, added, table.sum(axis=0)])
        full = np.hstack([full, full.sum(axis=1, keepdims=True)])
        parents = [rows + group for group in groups] + [rows + number] * number
    lines, wide = full.shape
    totals = sorted(set(parents))
    equations = lil_array((lines + len(totals) * wide, full.size), dtype=np.int64)
    for line in range(lines):
        start = line * wide
        equations[line, start : start + columns] = 1
        equations[line, start + columns] = -1
    for at, total in enumerate(totals):
        for column in range(wide):
            equation = lines + at * wide + column
            equations[equation, total * wide + column] = -1
            for child, parent in enumerate(parents):
                if parent == total:
                    equations[equation, child * wide + column] = 1
    return Sums(full.ravel(), csr_array(equations))


def side_by_side(first: Sums, second: Sums, same: Sequence[tuple[int, Sequence[int]]]) -> Sums:
    """Two publications and how they hang together, for what a reader learns from both.

    same: pairs of a number of ``first`` and the numbers of ``second`` that add up to it.
    """
    ahead, behind = len(first.values), len(second.values)
    ties = lil_array((len(same), ahead + behind), dtype=np.int64)
    for line, (one, parts) in enumerate(same):
        ties[line, one] = -1
        for part in parts:
            ties[line, ahead + part] = 1
    left = csr_array(np.zeros((first.equations.shape[0], behind), dtype=np.int64))
    right = csr_array(np.zeros((second.equations.shape[0], ahead), dtype=np.int64))
    equations = vstack([hstack([first.equations, left]), hstack([right, second.equations]), csr_array(ties)])
    return Sums(np.concatenate([first.values, second.values]), csr_array(equations))
