"""The two searches for clusters: each area taken with its neighbours, or set against them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from saferplace.analysis.clusters import (
    Clusters,
    Verdict,
    benjamini_hochberg,
    gi_star,
    hot_and_cold,
    local_moran,
    moran_clusters,
    shuffled_all,
    shuffled_others,
)
from saferplace.intelligence.analyses.compared_ground import ComparedGround

SHUFFLES = 49_999  # one area alone among 1,200 can then be found at a false discovery rate of 5%
SEED = 1
FALSE_DISCOVERY_RATE = 0.05


@dataclass(frozen=True)
class Search:
    """verdicts: those it can give. how, caveat: in words, with ``{one}`` for what an area is called."""

    verdicts: tuple[Verdict, ...]
    how: str
    z_heading: str
    z_in_words: str
    caveat: str
    find: Callable[[ComparedGround], Clusters]


def _hot_and_cold(ground: ComparedGround) -> Clusters:
    shuffled = shuffled_all(ground.values, ground.weights, permutations=SHUFFLES, seed=SEED)
    adjusted = _adjusted(shuffled.p_values, ground)
    return hot_and_cold(gi_star(ground.values, ground.weights), adjusted, level=FALSE_DISCOVERY_RATE)


def _alike_and_unlike(ground: ComparedGround) -> Clusters:
    weights = ground.weights.row_standardised()
    shuffled = shuffled_others(ground.values, weights, permutations=SHUFFLES, seed=SEED)
    adjusted = _adjusted(shuffled.p_values, ground)
    return moran_clusters(local_moran(ground.values, weights), adjusted, level=FALSE_DISCOVERY_RATE)


def _adjusted(p_values: np.ndarray, ground: ComparedGround) -> np.ndarray:
    tested = p_values.copy()
    tested[ground.weights.islands] = np.nan
    return benjamini_hochberg(tested)


HOT_AND_COLD = Search(
    (Verdict.HOT, Verdict.COLD),
    "Each {one} is taken together with its neighbours (Getis-Ord Gi*, 1995)",
    "How unusual (z)",
    ": above zero is hot, below is cold",
    "A hot spot is found with its neighbours: a quiet {one} between busy ones can be part of one.",
    _hot_and_cold,
)
ALIKE_AND_UNLIKE = Search(
    (Verdict.HOT, Verdict.HIGH_AMONG_LOW, Verdict.COLD, Verdict.LOW_AMONG_HIGH),
    "Each {one} is set against its neighbours (local Moran, Anselin 1995): high among high ones it is a hot spot, high "
    "among low ones it stands alone",
    "Like its neighbours (z)",
    ": above zero is like its neighbours, below is unlike them",
    "A {one} is named for what its neighbours are like: one that is high among middling ones is not.",
    _alike_and_unlike,
)
