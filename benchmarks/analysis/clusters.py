"""Local clusters beside PySAL: shuffled p-values on 35,000 areas, and z-scores from 10,000 to a million.

python benchmarks/analysis/clusters.py [SIZES OF THE Z-SCORES]
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import esda
import libpysal
import numpy as np
from beside import Comparison, report

from saferplace.analysis.cells import Squares
from saferplace.analysis.clusters import benjamini_hochberg, gi_star, local_moran, shuffled_all, shuffled_others
from saferplace.analysis.weights import Weights, around_squares, nearest

_AREAS = 35_000  # about as many as the small areas (LSOAs) of England and Wales
_SHUFFLES = 999


def comparisons(sizes: list[int]) -> Iterator[Comparison]:
    random = np.random.default_rng(1)
    east, north = random.uniform(0, 500_000, (2, _AREAS))
    counts = random.negative_binomial(1, 0.02, _AREAS).astype(float)
    values = counts + random.uniform(0, 0.5, _AREAS)
    six = nearest(east, north, 6)
    peers = libpysal.weights.KNN(np.column_stack((east, north)), k=6)
    yield from shuffled(values, six, peers)
    for size in sizes:
        yield from analytic(size, random)


def shuffled(values: np.ndarray, six: Weights, peers: Any) -> Iterator[Comparison]:
    size = f"{_AREAS:,} areas, 6 nearest, {_SHUFFLES}"

    def g_local(*, n_jobs: int) -> Any:
        return esda.G_Local(values, peers, "B", _SHUFFLES, keep_simulations=False, n_jobs=n_jobs, seed=1)

    def moran_local() -> Any:
        return esda.Moran_Local(values, peers, permutations=_SHUFFLES, keep_simulations=False, n_jobs=1, seed=1)

    def same_p() -> None:
        p, theirs = shuffled_others(values, six, seed=1), g_local(n_jobs=1).p_sim
        difference = np.minimum(p.p_high, p.p_low) - theirs
        assert abs(difference.mean()) < 0.005 and np.abs(difference).max() < 0.12, difference

    uneven = replace(six, values=np.random.default_rng(2).uniform(0.5, 1, len(six.values)))
    ours = lambda: shuffled_others(values, six, permutations=_SHUFFLES, seed=1)  # noqa: E731
    yield Comparison("Gi with p", size, ours, "esda.G_Local, 1 job", lambda: g_local(n_jobs=1), agree=same_p)
    yield Comparison("Gi with p", size, ours, "esda.G_Local, 2 jobs", lambda: g_local(n_jobs=2))
    yield Comparison("local Moran with p", size, ours, "esda.Moran_Local, 1 job", moran_local)
    near = uneven.indices.reshape(-1, 6).tolist()
    counting = uneven.values.reshape(-1, 6).tolist()
    uneven_peers = libpysal.weights.W(dict(enumerate(near)), dict(enumerate(counting)), silence_warnings=True)
    yield Comparison(
        "local Moran with p, uneven weights", size,
        lambda: shuffled_others(values, uneven, permutations=_SHUFFLES, seed=1), "esda.Moran_Local, 1 job",
        lambda: esda.Moran_Local(
            values, uneven_peers, permutations=_SHUFFLES, keep_simulations=False, n_jobs=1, seed=1
        ),
    )  # fmt: skip
    yield Comparison(
        "Gi* with p and FDR", size.replace(str(_SHUFFLES), "99,999"),
        lambda: benjamini_hochberg(shuffled_all(values, six, permutations=99_999, seed=1).p_values),
        "", None, why_no_peer="esda has no such null",
    )  # fmt: skip


def analytic(size: int, random: np.random.Generator) -> Iterator[Comparison]:
    side = round(size**0.5)
    squares = Squares(0, 0, 250, side, side)
    weights = around_squares(squares)
    values = random.negative_binomial(1, 0.1, squares.count).astype(float)
    said = f"{squares.count:,} squares, queen"
    peer = libpysal.weights.lat2W(side, side, rook=False)
    yield Comparison(
        "weights", said, lambda: around_squares(squares),
        "libpysal.lat2W", lambda: libpysal.weights.lat2W(side, side, rook=False),
    )  # fmt: skip

    def same_z() -> None:
        theirs = esda.G_Local(values, peer, "B", permutations=0, star=True).Zs
        assert np.abs(gi_star(values, weights).z - theirs).max() < 1e-9

    yield Comparison(
        "Gi* z", said, lambda: gi_star(values, weights),
        "esda.G_Local", lambda: esda.G_Local(values, peer, "B", permutations=0, star=True), agree=same_z,
    )  # fmt: skip
    rows = weights.row_standardised()
    yield Comparison(
        "local Moran I and z", said, lambda: local_moran(values, rows),
        "esda.Moran_Local", lambda: esda.Moran_Local(values, peer, permutations=0),
    )  # fmt: skip


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    report(comparisons([int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000]))
