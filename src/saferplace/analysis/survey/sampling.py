"""How the people asked were chosen: their weights, and the strata and clusters they came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_ONE_STRATUM = "all"


@dataclass(frozen=True)
class Design:
    """One entry a respondent in each array; strata and clusters as numbers from 0, without gaps.

    weights: how many people each stands for, or that on any scale (all above 0).
    sampled_share: respondents ÷ population, 0 where the population is not given or is far larger.
    """

    weights: NDArray[np.float64]
    strata: NDArray[np.int64]
    clusters: NDArray[np.int64]
    sampled_share: float

    @property
    def freedom(self) -> int:
        """Degrees of freedom: clusters less strata."""
        return int(self.clusters.max() + 1 - (self.strata.max() + 1))


def design(
    weights: Sequence[float] | NDArray[np.float64],
    *,
    strata: Sequence[object] | None = None,
    clusters: Sequence[object] | None = None,
    population: int | None = None,
) -> Design:
    """Put the parts together. Without clusters each respondent is one; without strata there is one stratum.

    Raises ValueError for weights that are not above 0, for fewer than two respondents, for a population smaller than
    the sample, and for a stratum with a single cluster, whose variance cannot be known.
    """
    each = np.asarray(weights, dtype=float)
    if len(each) < 2:
        raise ValueError("A share of fewer than two respondents has no margin of error.")
    wrong = ~(np.isfinite(each) & (each > 0))
    if wrong.any():
        raise ValueError(f"{int(wrong.sum())} of {len(each):,} weights are missing or not above 0.")
    if population is not None and population < len(each):
        raise ValueError(f"A population of {population:,} is smaller than the {len(each):,} people who were asked.")
    names = [_ONE_STRATUM] * len(each) if strata is None else [str(name) for name in strata]
    within = range(len(each)) if clusters is None else clusters
    if len(names) != len(each) or len(within) != len(each):
        raise ValueError("Weights, strata and clusters need one entry for each respondent.")
    stratum_names, stratum = np.unique(names, return_inverse=True)
    # A cluster's number is often used again in the next stratum.
    numbers = {pair: number for number, pair in enumerate(dict.fromkeys(zip(names, map(str, within), strict=True)))}
    cluster = np.array([numbers[pair] for pair in zip(names, map(str, within), strict=True)])
    in_stratum = np.bincount([int(np.searchsorted(stratum_names, name)) for name, _ in numbers])
    if (in_stratum < 2).any():
        alone = stratum_names[int(np.argmin(in_stratum))]
        raise ValueError(f"Stratum “{alone}” has a single cluster: join it with a similar stratum.")
    return Design(each, stratum, cluster, 0.0 if population is None else len(each) / population)


def kish_effective_n(weights: NDArray[np.float64]) -> float:
    """How many equally weighted people these are worth: (Σw)² ÷ Σw². Kish (1965), Survey Sampling, 11.2.

    >>> kish_effective_n(np.array([1.0, 1.0, 4.0]))
    2.0
    """
    return float(weights.sum() ** 2 / (weights**2).sum())
