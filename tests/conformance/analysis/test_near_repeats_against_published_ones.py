"""Against pointpats' Knox test, and the counts that the Near Repeat Calculator printed for Chicago's arsons."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from pointpats.spacetime import _knox
from scipy.stats import binomtest

from saferplace.analysis.near_repeat import (
    DistanceBands,
    TimeBands,
    distance_bands,
    knox_test,
    pairs_along_streets,
    pairs_in_straight_line,
)

ARSONS = Path(__file__).parents[2] / "samples" / "near-repeat" / "chicago_arson_2016.csv"


def test_arsons_in_chicago_pair_as_the_near_repeat_calculator_printed() -> None:
    """Steenbeek (2019), vignette "NRC" and its verbose output: Manhattan, 200 m rings, days; relabelled as there.

    The calculator's "same location" is equal coordinates, and its "1 to 200" ends before 200.
    """
    arsons = pl.read_csv(ARSONS, try_parse_dates=True)
    east, north, date = (arsons[name].to_numpy() for name in arsons.columns)
    rings, days = DistanceBands((0, 199.99, 399.99, 599.99, 1e6)), TimeBands((0, 1, 2, 366))
    found = knox_test(pairs_along_streets(east, north, rings), date, days, permutations=999, seed=1)
    published = [[0, 2, 0, 8], [9, 1, 1, 45], [4, 0, 0, 140], [6, 0, 0, 234], [393, 710, 770, 133658]]
    assert [[found.cell(ring, time).observed for time in range(4)] for ring in range(5)] == published
    # Means over 99 deals as printed; theirs and ours are both random, so within four standard errors of both.
    printed = {(2, 0): 0.343, (3, 0): 0.778, (3, 1): 1.162, (3, 2): 1.354, (4, 0): 410.75, (4, 1): 710.73}
    for (ring, time), mean in printed.items():
        assert found.cell(ring, time).expected == pytest.approx(mean, abs=4 * (min(mean, 2) / 99) ** 0.5)
    # What its table called significant at 0.01 is so here, and the rest is not.
    significant = {(ring, time) for ring in range(4) for time in range(4) if found.cell(ring, time).p <= 0.015}
    assert significant == {(0, 1), (1, 0), (2, 0), (3, 0)}


@pytest.mark.parametrize(("metres", "days"), [(50, 3), (150, 10), (300, 30)])
def test_pointpats_counts_the_same_pairs_and_gives_the_same_p(metres: float, days: int) -> None:
    chance = np.random.default_rng(metres)
    east, north = chance.uniform(0, 2000, (2, 300)).round(1)
    date = chance.integers(0, 200, 300)
    east[:15], north[:15], date[:15] = east[15:30] + 4, north[15:30], date[15:30] + 2  # a little planted effect
    np.random.seed(7)  # pointpats draws from the global generator
    theirs = _knox(np.column_stack([east, north]), date[:, None], metres, days, permutations=299)
    pairs = pairs_in_straight_line(east, north, DistanceBands((metres,)))
    ours = knox_test(pairs, date, TimeBands((days,)), permutations=4999, seed=7).cells[0]
    assert ours.observed == theirs["nst"]
    assert pairs.count == theirs["ns"]
    assert ours.expected == pytest.approx(theirs["expected"][0, 0], rel=0.03)
    assert binomtest(int(theirs["exceedence"]), 299, ours.p).pvalue > 0.001


def test_one_band_after_another_sums_to_one_wide_band() -> None:
    chance = np.random.default_rng(3)
    east, north = chance.uniform(0, 3000, (2, 500))
    date = chance.integers(0, 100, 500)
    fine = knox_test(pairs_in_straight_line(east, north, distance_bands(50, 6)), date, TimeBands((3, 9, 21)), seed=1)
    wide = knox_test(pairs_in_straight_line(east, north, DistanceBands((300,))), date, TimeBands((21,)), seed=1)
    assert sum(cell.observed for cell in fine.cells) == wide.cells[0].observed
    assert sum(cell.expected for cell in fine.cells) == pytest.approx(wide.cells[0].expected)
