"""Concentration, groups of stacked points and trends of many places beside what a user would pick.

python benchmarks/analysis/persistence.py [SIZES]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
from beside import Comparison, report
from scipy.stats import kendalltau
from sklearn.cluster import DBSCAN

from saferplace.analysis.concentration import KindOfPlace, concentration, gini
from saferplace.analysis.persistence import mann_kendall
from saferplace.analysis.point_clusters import dense_groups

RUNS = 199
WITHIN_M = 150.0
PLAIN_DBSCAN_FITS = 1_000_000  # beyond, its lists of neighbours of every event need many gigabytes


def snapped_events(size: int) -> np.ndarray:
    """Events on about one snap point for every twelve of them, clustered in towns and heaped on few points."""
    rng = np.random.default_rng(7)
    points = max(200, size // 12)
    side = 1000 * np.sqrt(points / 12)  # about as many points a square kilometre whatever the size
    towns = rng.uniform(0, side, (max(4, points // 400), 2))
    places = np.round(towns[rng.integers(len(towns), size=points)] + rng.normal(0, 900, (points, 2)))
    return places[rng.choice(points, size, p=rng.dirichlet(np.full(points, 0.4)))]


def plain_concentration(counts: np.ndarray) -> list[float]:
    """What an analyst writes: sort, add up, and do it again for each random spread."""

    def measures(some: np.ndarray) -> list[float]:
        ordered = np.sort(some)[::-1]
        held = np.cumsum(ordered) / ordered.sum()
        area = np.trapezoid(np.concatenate(([0], held)), dx=1 / len(some))
        return [2 * area - 1, np.searchsorted(held, 0.25) + 1, np.searchsorted(held, 0.5) + 1]

    rng = np.random.default_rng(7)
    found = measures(counts)
    for _ in range(5 * RUNS):
        measures(rng.choice(counts, len(counts)))
    for _ in range(RUNS):
        measures(rng.multinomial(int(counts.sum()), np.full(len(counts), 1 / len(counts))))
    return found


def of_concentration(size: int) -> Comparison:
    events = snapped_events(size)
    _, counts = np.unique(events, axis=0, return_counts=True)
    counts = np.concatenate((counts, np.zeros(len(counts), dtype=int)))

    def agree() -> None:
        assert np.isclose(gini(counts), plain_concentration(counts[:])[0]) if size <= 10_000 else True

    return Comparison(
        f"concentration, {5 * RUNS} resamples and {RUNS} random spreads",
        f"{size:,} events at {len(counts):,} places",
        lambda: concentration(counts, KindOfPlace.SNAP_POINT, seed=1, runs=RUNS),
        "NumPy, sorting each time",
        lambda: plain_concentration(counts),
        agree=agree,
        runs=3,
    )


def of_groups(size: int) -> Comparison:
    events = snapped_events(size)
    least = 60

    def ours() -> object:
        return dense_groups(events[:, 0], events[:, 1], within_m=WITHIN_M, at_least=least)

    def plain() -> np.ndarray:
        return DBSCAN(eps=WITHIN_M, min_samples=least).fit_predict(events)

    def agree() -> None:
        assert ((dense_groups(*events.T, within_m=WITHIN_M, at_least=least).group_of > 0) == (plain() >= 0)).all()

    return Comparison(
        "DBSCAN by weights, with outlines",
        f"{size:,} events",
        ours,
        "scikit-learn, every event",
        plain if size <= PLAIN_DBSCAN_FITS else None,
        why_no_peer="not run: neighbours of every event would not fit in memory",
        agree=agree if size <= 10_000 else None,
        runs=3,
    )


def of_trends(places: int) -> Comparison:
    series = np.random.default_rng(7).poisson(3.0, (places, 36))
    months = np.arange(36)

    def scipy_loop() -> np.ndarray:
        return np.array([kendalltau(months, row, method="asymptotic").statistic for row in series])

    def agree() -> None:
        some = series[:500]
        peer = [kendalltau(months, row, method="asymptotic").statistic for row in some]
        assert np.allclose(mann_kendall(some).tau, peer)

    return Comparison(
        "Mann-Kendall",
        f"{places:,} places × 36 months",
        lambda: mann_kendall(series),
        "scipy.stats.kendalltau in a loop",
        scipy_loop,
        agree=agree,
    )


def comparisons(sizes: list[int]) -> Iterator[Comparison]:
    yield of_trends(35_000)
    for size in sizes:
        yield of_concentration(size)
    for size in sizes:
        yield of_groups(size)


if __name__ == "__main__":
    report(comparisons([int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000]))
