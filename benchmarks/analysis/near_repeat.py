"""The Knox test beside pointpats: `python benchmarks/analysis/near_repeat.py [EVENTS ...]`.

Clustered synthetic events at the density of a large English force's burglary; 999 re-datings. pointpats' `Knox` has one
threshold of distance and one of time where ours fills five by five bands in the same run; its `KnoxLocal` also gives
each event's own p, with the same permutations.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial

import numpy as np
from beside import Comparison, report
from pointpats.spacetime import _knox, _knox_local

from saferplace.analysis.near_repeat import (
    DistanceBands,
    TimeBands,
    distance_bands,
    knox_test,
    pairs_in_straight_line,
    time_bands_after_the_same_day,
)

EVENTS_PER_KM2 = 120
PEER_UP_TO = {"Knox": 10_000, "KnoxLocal": 1_000}  # the latter copies all events for each event and re-dating
PEER_PERMUTATIONS = 99  # its time grows in proportion; printed for what it ran


def events(number: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    chance = np.random.default_rng(number)
    side = (number / EVENTS_PER_KM2) ** 0.5 * 1000
    towns = chance.uniform(0, side, (max(number // 400, 1), 2))
    place = towns[chance.integers(0, len(towns), number)] + chance.normal(0, 600, (number, 2))
    spread = chance.random(number) < 0.4
    place[spread] = chance.uniform(0, side, (spread.sum(), 2))
    return place[:, 0], place[:, 1], chance.integers(0, 1095, number)


def whole_matrix(east: np.ndarray, north: np.ndarray, days: np.ndarray, permutations: int) -> object:
    pairs = pairs_in_straight_line(east, north, distance_bands(100, 4))
    return knox_test(pairs, days, time_bands_after_the_same_day(7, 4), permutations=permutations, seed=1)


def one_cell(east: np.ndarray, north: np.ndarray, days: np.ndarray, permutations: int) -> object:
    pairs = pairs_in_straight_line(east, north, DistanceBands((400,)))
    return knox_test(pairs, days, TimeBands((28,)), permutations=permutations, seed=1)


def agree(east: np.ndarray, north: np.ndarray, days: np.ndarray) -> None:
    theirs = _knox(np.column_stack([east, north]), days[:, None], 400, 28, permutations=0)
    assert theirs["nst"] == one_cell(east, north, days, 19).cells[0].observed  # type: ignore[attr-defined]


def comparisons(sizes: list[int]) -> Iterator[Comparison]:
    for number in sizes:
        east, north, days = events(number)
        place = np.column_stack([east, north])
        for name, theirs in (("Knox", _knox), ("KnoxLocal", _knox_local)):
            if number <= PEER_UP_TO[name]:
                yield Comparison(
                    f"Knox test, one band, {PEER_PERMUTATIONS} re-datings",
                    f"{number:,}",
                    partial(one_cell, east, north, days, PEER_PERMUTATIONS),
                    f"pointpats {name}",
                    partial(theirs, place, days[:, None], 400, 28, permutations=PEER_PERMUTATIONS),
                    agree=partial(agree, east, north, days),
                )
        pairs = pairs_in_straight_line(east, north, distance_bands(100, 4))
        yield Comparison(
            "Knox test, 25 bands, 999 re-datings",
            f"{number:,} ({pairs.count / 1e6:.1f} M pairs)",
            partial(whole_matrix, east, north, days, 999),
            "none",
            None,
            "one band at a time, and its sets of neighbours in time take some 40 GB at 100,000",
            runs=5 if number <= 100_000 else 1,
        )


if __name__ == "__main__":
    report(comparisons([int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000]))
