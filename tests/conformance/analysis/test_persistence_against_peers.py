"""The Mann-Kendall test beside SciPy's Kendall tau, brute force, and an exact count of orders."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pytest
from scipy.special import ndtr
from scipy.stats import kendalltau

from saferplace.analysis.persistence import hot_by_chance, mann_kendall

RNG = np.random.default_rng(11)
SERIES = [
    *(RNG.poisson(mean, (40, periods)) for mean in (0.3, 2, 30) for periods in (6, 24, 60)),
    RNG.normal(size=(40, 36)),
]


@pytest.mark.parametrize("series", SERIES, ids=lambda s: f"{s.shape[1]} periods")
def test_tau_and_p_are_those_of_scipys_kendall_tau(series: np.ndarray) -> None:
    """SciPy's asymptotic p-value has no continuity correction: it is made from our score and variance without it."""
    series = series[np.ptp(series, axis=1) > 0]
    ours = mann_kendall(series)
    peer = [kendalltau(np.arange(series.shape[1]), row, method="asymptotic") for row in series]
    assert ours.tau == pytest.approx([one.statistic for one in peer], abs=1e-12)
    assert 2 * ndtr(-np.abs(ours.score) / np.sqrt(ours.variance)) == pytest.approx(
        [one.pvalue for one in peer], rel=1e-9
    )


def test_the_score_is_that_of_all_pairs() -> None:
    for series in SERIES[:4]:
        by_hand = [sum(np.sign(b - a) for a, b in combinations(row.astype(float), 2)) for row in series]
        assert mann_kendall(series).score.tolist() == by_hand


@pytest.mark.parametrize("values", [(1, 2, 3, 4, 5, 6, 7), (0, 0, 1, 1, 2, 3, 3), (0, 0, 0, 0, 0, 1, 2)])
def test_the_variance_is_that_of_the_score_over_all_orders(values: tuple[int, ...]) -> None:
    orders = np.array(list(permutations(values)), dtype=float)
    found = mann_kendall(orders)
    assert np.var(found.score) == pytest.approx(found.variance[0])
    # The corrected p-value is near the exact share of orders with a score as far from zero.
    exact = np.array([(np.abs(found.score) >= abs(score)).mean() for score in found.score[:200]])
    assert np.abs(exact - found.p[:200]).max() < 0.07


def test_poisson_exceedance_with_discoveries_is_that_of_statsmodels() -> None:
    from scipy.stats import poisson
    from statsmodels.stats.multitest import multipletests

    counts = RNG.poisson(RNG.gamma(0.8, 4, (60, 1)), (60, 8))
    for month, hot in zip(counts.T, hot_by_chance(counts).T, strict=True):
        chance = [1 - poisson.cdf(c - 1, month.mean()) for c in month]
        assert hot.tolist() == multipletests(chance, alpha=0.05, method="fdr_bh")[0].tolist()
        assert hot.any()
