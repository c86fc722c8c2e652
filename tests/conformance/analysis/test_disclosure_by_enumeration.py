"""The attack by linear programming beside a search through every possible table."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from saferplace.analysis.disclosure import SmallCounts, attackers_bounds, suppress, two_way


@pytest.mark.parametrize("seed", range(8))
def test_bounds_equal_those_of_every_table_that_fits(seed):
    """All whole-number tables of 3 by 3 whose shown cells and totals agree: brute force, no linear programming."""
    table = np.random.default_rng(seed).poisson(3, (3, 3))
    cells = suppress(table, SmallCounts(highest=2)).hidden[:3, :3]
    hidden = np.zeros((4, 4), dtype=bool)
    hidden[:3, :3] = cells
    places = list(zip(*np.nonzero(cells), strict=True))
    fits = []
    # The last hidden cell of a row follows from the row's total, so only the others are tried.
    free = [place for place in places if place != max(p for p in places if p[0] == place[0])]
    for tried in product(*(range(1, table[row].sum() + 1) for row, _ in free)):
        other = np.where(cells, 0, table)
        for place, value in zip(free, tried, strict=True):
            other[place] = value
        for row in {row for row, _ in places}:
            last = max(p for p in places if p[0] == row)
            other[last] = table[row].sum() - other[row].sum()
        if other[cells].min(initial=1) >= 1 and (other.sum(axis=0) == table.sum(axis=0)).all():
            fits.append(other[cells])
    bounds = attackers_bounds(two_way(table), hidden.ravel(), 1)
    assert bounds.lower == pytest.approx(np.min(fits, axis=0))
    assert bounds.upper == pytest.approx(np.max(fits, axis=0))
