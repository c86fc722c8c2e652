"""The range of places in a ranking that chance leaves open, by drawing the rates again and again."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from saferplace.analysis.ranking import Rank
from saferplace.analysis.rates import Rate

DRAWS = 4000


def simulated_ranks(
    rates: Mapping[str, Rate], *, seed: int, draws: int = DRAWS, level: float = 0.95
) -> dict[str, Rank]:
    """The place of each by its rate (1 the highest), with the range that holds its place in ``level`` of the draws.

    Each draw takes for each area a rate that its count leaves open (gamma, count + ½: Jeffreys' posterior of a Poisson
    rate) and ranks them. Goldstein & Spiegelhalter (1996), League tables and their limitations, *JRSS A* 159, 385-443.
    Narrower, and nearer the truth, than comparing intervals pair by pair as ``ranks`` does. Counts come in clusters,
    so that the true range is at least as wide.
    The same seed gives the same ranges. The order of the areas does not matter for more than the luck of the draw.
    """
    if not rates:
        return {}
    shapes = np.array([rate.count + 0.5 for rate in rates.values()])
    people = np.array([float(rate.population) for rate in rates.values()])
    drawn = np.random.default_rng(seed).standard_gamma(shapes, size=(draws, len(shapes))) / people
    # The rank of the rank: argsort of the descending order, turned inside out.
    places = np.empty(drawn.shape, dtype=np.int32)
    in_order = np.arange(1, len(shapes) + 1, dtype=np.int32)[None, :]
    np.put_along_axis(places, np.argsort(-drawn, axis=1), in_order, axis=1)
    tail = (1 - level) / 2
    highest = np.quantile(places, tail, axis=0, method="inverted_cdf")
    lowest = np.quantile(places, 1 - tail, axis=0, method="inverted_cdf")
    found = {}
    for i, (name, rate) in enumerate(rates.items()):
        place = 1 + sum(other.per_1000 > rate.per_1000 for other in rates.values())
        found[name] = Rank(place, min(place, int(highest[i])), max(place, int(lowest[i])), len(rates))
    return found
