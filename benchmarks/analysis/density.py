"""Density surfaces beside KDEpy's FFTKDE, the fastest public one on a grid: a county at 250 m, a district at 50 m.

python benchmarks/analysis/density.py [EVENTS ...]     # 10000 100000 1000000 unless told
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from beside import Comparison, report
from KDEpy import FFTKDE

from saferplace.analysis.cells import Squares
from saferplace.analysis.density import Kernel, bandwidth_by_likelihood, change_surface, density_surface, window_of
from saferplace.analysis.density.stencil import stencil

Values = npt.NDArray[np.float64]
_GRIDS = {
    "county, 250 m": (Squares(0, 0, 250, columns=240, rows=180), 500.0),  # Hertfordshire is 60 × 45 km
    "district, 50 m": (Squares(0, 0, 50, columns=400, rows=400), 300.0),  # Dacorum is 20 × 20 km
}
_PEERS = {Kernel.GAUSSIAN: ("gaussian", 1.0), Kernel.QUARTIC: ("biweight", 1 / np.sqrt(7))}


def events(n: int, squares: Squares, seed: int) -> tuple[Values, Values]:
    """Towns and streets in them: clusters within clusters, a tenth anywhere. All are inside the grid."""
    random = np.random.default_rng(seed)
    size = np.array([squares.columns, squares.rows]) * squares.cell_m
    towns = random.uniform(0.1, 0.9, (30, 2)) * size
    streets = towns[random.integers(0, 30, 2_000)] + random.normal(0, size.min() / 25, (2_000, 2))
    points = streets[random.integers(0, 2_000, n)] + random.normal(0, 60, (n, 2))
    points = np.where(random.random((n, 1)) < 0.1, random.uniform(0, 1, (n, 2)) * size, points)
    inside = np.abs(np.mod(points, 2 * size) - size)  # turned back at the edges
    return inside[:, 0].copy(), inside[:, 1].copy()


def comparisons(sizes: list[int]) -> Iterator[Comparison]:
    for name, (squares, bandwidth) in _GRIDS.items():
        for n in sizes:
            for kernel in Kernel:
                yield surface(name, squares, bandwidth, n, kernel)
                yield as_fine(name, squares, bandwidth, n, kernel)
    squares, bandwidth = _GRIDS["district, 50 m"]
    for n in sizes:
        east, north = events(n, squares, 1)
        none = "no public one for a comparison"
        yield Comparison(
            "bandwidth, likelihood", f"{n:,}", lambda e=east, d=north: bandwidth_by_likelihood(e, d, Kernel.QUARTIC),
            "none", None, none, runs=3,
        )  # fmt: skip
        yield change(squares, bandwidth, n)


def surface(name: str, squares: Squares, bandwidth: float, n: int, kernel: Kernel) -> Comparison:
    east, north = events(n, squares, 1)
    points = np.column_stack((east, north))
    peer_name, deviation = _PEERS[kernel]
    # KDEpy wants every point strictly inside its grid, so it gets one square more on every side.
    x = squares.left + (np.arange(-1, squares.columns + 1) + 0.5) * squares.cell_m
    y = squares.bottom + (np.arange(-1, squares.rows + 1) + 0.5) * squares.cell_m
    grid = np.column_stack([axis.ravel() for axis in np.meshgrid(x, y, indexing="ij")])

    def ours() -> Values:
        return density_surface(east, north, squares=squares, kernel=kernel, bandwidth_m=bandwidth).values

    def peer() -> Values:
        return FFTKDE(kernel=peer_name, bw=bandwidth * deviation).fit(points).evaluate(grid)

    def agree() -> None:
        """To a few per cent on 250 m squares: ours are means over a square, KDEpy's are values at its middle."""
        theirs = peer().reshape(len(x), len(y))[1:-1, 1:-1].T * n * 1e6
        assert np.abs(ours() - theirs).max() < 0.12 * theirs.max(), np.abs(ours() - theirs).max() / theirs.max()

    return Comparison(
        f"surface, {kernel}, {name}", f"{n:,}", ours, f"KDEpy FFTKDE {peer_name}", peer, agree=agree, peer_runs=3
    )


def as_fine(name: str, squares: Squares, bandwidth: float, n: int, kernel: Kernel) -> Comparison:
    """The peer on a grid as fine as the nodes that ours shares events among, so that it errs as little."""
    nodes = stencil(kernel, bandwidth, squares.cell_m).nodes_per_cell
    finer = Squares(squares.left, squares.bottom, squares.cell_m / nodes, squares.columns * nodes, squares.rows * nodes)
    same = surface(name, finer, bandwidth, n, kernel)
    return replace(
        same,
        method=f"surface, {kernel}, {name}",
        ours=surface(name, squares, bandwidth, n, kernel).ours,
        peer_name=f"{same.peer_name}, at {finer.cell_m:.0f} m",
        agree=None,
        peer_runs=1,
    )


def change(squares: Squares, bandwidth: float, n: int) -> Comparison:
    import shapely

    window = window_of(shapely.box(0, 0, 20_000, 20_000), squares)
    now, before = events(n // 2, squares, 1), events(n // 2, squares, 2)
    return Comparison(
        "change, district, 50 m", f"{n:,}",
        lambda: change_surface(now, before, window=window, kernel=Kernel.QUARTIC, bandwidth_m=bandwidth),
        "none", None, "R's sparr only",
    )  # fmt: skip


if __name__ == "__main__":
    report(comparisons([int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000]))
