"""In which months each place is hot, by the meaning of "hot" that was chosen, and in what a trend is looked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saferplace.analysis.clusters import gi_star, shuffled_all
from saferplace.analysis.persistence import hot_by_chance, hot_by_p_value, hot_by_share
from saferplace.intelligence.analyses.places_over_time import PlacesOverTime
from saferplace.intelligence.analyses.question import Setting

SEED, SHUFFLES = 20240229, 19_999  # well above 20 for each square of a district, or few could ever be found
_TOP_SHARE = 0.1

HOT = Setting(
    "hot",
    "Hot means",
    (
        ("chance", "More than an even spread would give by chance"),
        ("around", "With its neighbours, more than chance would give"),
        ("top", "In the top tenth of places that month"),
    ),
)


@dataclass(frozen=True, eq=False)
class HotMonths:
    """hot, intensity: places × months. said: how, for the method in words. trend_of: heading of the trend's column."""

    hot: npt.NDArray[np.bool_]
    intensity: npt.NDArray[np.float64]
    said: str
    trend_of: str


def hot_months(held: PlacesOverTime, meaning: str) -> HotMonths:
    """meaning: a choice of ``HOT``. Raises ValueError where such places have no neighbours."""
    return _MEANINGS[meaning](held)


def _by_chance(held: PlacesOverTime) -> HotMonths:
    said = (
        f"A {held.one} is hot in a month when it has more than an even spread over all {len(held.codes):,} would give "
        "by chance (Poisson; 5% false discoveries)"
    )
    return HotMonths(hot_by_chance(held.counts), held.counts.astype(float), said, "Trend of its counts")


def _in_the_top(held: PlacesOverTime) -> HotMonths:
    said = f"A {held.one} is hot in a month when it is in the top tenth of all {len(held.codes):,}"
    return HotMonths(hot_by_share(held.counts, _TOP_SHARE), held.counts.astype(float), said, "Trend of its counts")


def _with_neighbours(held: PlacesOverTime) -> HotMonths:
    """Month by month, as Esri's tool does place by place; a month in which all places are equal has no hot one."""
    neighbours = held.neighbours()
    z, chance = np.zeros(held.counts.shape), np.ones(held.counts.shape)
    for month, counts in enumerate(held.counts.T.astype(float)):
        if np.ptp(counts) > 0:
            z[:, month] = gi_star(counts, neighbours).z
            dealt = shuffled_all(counts, neighbours, permutations=SHUFFLES, seed=SEED)
            chance[:, month] = np.nan_to_num(dealt.p_high, nan=1.0)  # a place without neighbours is in no cluster
    said = (
        f"A {held.one} is hot in a month when it and its neighbours have more than the same numbers would give if "
        f"dealt out at random {SHUFFLES:,} times (Getis-Ord Gi*; seed {SEED}; 5% false discoveries)"
    )
    return HotMonths(hot_by_p_value(chance), z, said, "Trend of it and its neighbours")


_MEANINGS: dict[str, Callable[[PlacesOverTime], HotMonths]] = {
    "chance": _by_chance,
    "around": _with_neighbours,
    "top": _in_the_top,
}
