"""Scanning many series and drawing up funnels and ranks, beside what a user would otherwise write.

    python benchmarks/analysis/comparison.py [SERIES ...]

The scan's peer is a loop that fits statsmodels' quasi-Poisson GLM to each series, on 5,000 series at most. England and
Wales have about 35,000 small areas, and 490,000 series of a crime type in one. The funnel's peer adds up limits place
by place with SciPy, the ranks' is a loop over draws with scipy.stats.rankdata.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
import statsmodels.api as sm
from beside import Comparison, report
from scipy import stats

from saferplace.analysis.funnel import exact_poisson_funnel
from saferplace.analysis.months import Month, Period
from saferplace.analysis.rank_simulation import DRAWS, simulated_ranks
from saferplace.analysis.rates import rate_per_1000
from saferplace.analysis.scan import scan

MONTHS = [Month(2023, 1) + i for i in range(25)]
JUDGED = Period(MONTHS[-1], MONTHS[-1])
MOST_FOR_THE_PEER = 5_000  # about 15 seconds


def clustered(series: int, seed: int = 0) -> np.ndarray:
    """Monthly counts like those of small areas: most of a few, some of many, in bursts."""
    rng = np.random.default_rng(seed)
    level = rng.gamma(0.7, 4.0, size=(series, 1))
    return rng.poisson(level * rng.gamma(8, 1 / 8, size=(series, len(MONTHS)))).astype(float)


def quasi_poisson_loop(counts: np.ndarray) -> np.ndarray:
    """Expected count of the last month for each series, as statsmodels fits it."""
    ones = np.ones(counts.shape[1] - 1)
    expected = np.empty(len(counts))
    for i, row in enumerate(counts):
        # Without any event statsmodels has no first guess.
        fit = sm.GLM(row[:-1], ones, family=sm.families.Poisson()).fit(scale="X2") if row[:-1].any() else None
        expected[i] = np.exp(fit.params[0]) if fit else 0.0
    return expected


def scans(sizes: list[int]) -> Iterator[Comparison]:
    for size in sizes:
        counts = clustered(size)

        def agree(counts: np.ndarray = counts) -> None:
            held = counts[:500]
            ours, theirs = scan(held, MONTHS, JUDGED).expected, quasi_poisson_loop(held)
            np.testing.assert_allclose(ours, theirs + 0.5 / 24, atol=0.03)

        yield Comparison(
            method="scan: expectation, chance, FDR",
            size=f"{size:,} series × 25 months",
            ours=lambda counts=counts: scan(counts, MONTHS, JUDGED),
            peer_name="statsmodels GLM loop",
            peer=(lambda counts=counts: quasi_poisson_loop(counts)) if size <= MOST_FOR_THE_PEER else None,
            why_no_peer="minutes: 3 ms a series",
            agree=agree,
        )


def places(sizes: list[int]) -> Iterator[Comparison]:
    rng = np.random.default_rng(1)
    for size in sizes:
        people = rng.integers(20_000, 400_000, size)
        held = {str(i): (int(rng.poisson(0.08 * n)), float(n)) for i, n in enumerate(people)}
        rates = {name: rate_per_1000(count, int(n)) for name, (count, n) in held.items()}

        def limits_one_by_one(held: dict[str, tuple[int, float]] = held) -> None:
            centre = sum(c for c, _ in held.values()) / sum(n for _, n in held.values())
            for _, n in held.values():
                for tail in (0.001, 0.025, 0.975, 0.999):
                    r = stats.poisson.ppf(tail, centre * n)
                    stats.poisson.cdf(r, centre * n), stats.poisson.cdf(r - 1, centre * n)

        def ranks_one_by_one(held: dict[str, tuple[int, float]] = held) -> None:
            counts = np.array([c for c, _ in held.values()])
            n = np.array([n for _, n in held.values()])
            draw = np.random.default_rng(0)
            kept = [stats.rankdata(-draw.gamma(counts + 0.5) / n) for _ in range(DRAWS)]
            np.percentile(kept, [2.5, 97.5], axis=0)

        yield Comparison(
            method="funnel, exact limits",
            size=f"{size} places",
            ours=lambda held=held: exact_poisson_funnel(held),
            peer_name="SciPy place by place",
            peer=limits_one_by_one,
        )
        yield Comparison(
            method=f"rank intervals, {DRAWS:,} draws",
            size=f"{size} places",
            ours=lambda rates=rates: simulated_ranks(rates, seed=0),
            peer_name="scipy.stats.rankdata a draw",
            peer=ranks_one_by_one,
        )


if __name__ == "__main__":
    asked = [int(size) for size in sys.argv[1:]]
    report(scans(asked or [1_000, 5_000, 35_000, 490_000]))
    report(places([16, 330]))
