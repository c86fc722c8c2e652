"""How far accuracy could be another's luck: the bootstrap over held-back periods and the events in them.

With eight held-back periods or more, whole periods are drawn again (events of one period hang together, and how periods
differ is in them). With fewer, hardly any two draws would differ, so the events in the drawn periods are drawn again
too; that is wider, as it should be. Efron & Tibshirani (1993), percentile intervals. Crimes cluster, so the truth is
*at least this uncertain*.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saferplace.analysis.prospective.history import Floats
from saferplace.analysis.prospective.rolling import Trials

_ENOUGH_PERIODS = 8
_DRAWS = 2000


@dataclass(frozen=True)
class Interval:
    """None where there is nothing to divide by."""

    estimate: float | None
    lower: float | None
    upper: float | None
    level: float

    def in_words(self, decimals: int = 1) -> str:
        """
        >>> Interval(4.25, 3.9, 4.61, 0.95).in_words()
        '4.2 (95% interval 3.9 to 4.6)'
        """
        if self.estimate is None or self.lower is None or self.upper is None:
            return "not calculable"
        said = f"{self.estimate:.{decimals}f}"
        return f"{said} ({self.level:.0%} interval {self.lower:.{decimals}f} to {self.upper:.{decimals}f})"


@dataclass(frozen=True)
class UncertainAccuracy:
    hit_rate: Interval
    pai: Interval
    pei: Interval
    recapture_rate: Interval


def uncertain_accuracy(trials: Trials, name: str, *, seed: int, level: float = 0.95) -> UncertainAccuracy:
    """Intervals of hit rate, PAI, PEI and recapture rate of one method over all its periods.

    The best choice stays the one that was best for what came: chosen anew in each draw, it would fit the noise of
    the draw and pull PEI down. The best method's own figures flatter it a little, since it was picked by them.
    """
    method = trials.names.index(name)
    drawn = _drawn_sums(trials.later, [trials.shares[method], trials.best, np.ones_like(trials.later)], seed)
    hits, best_hits, total = drawn
    found = trials.pooled(name)
    return UncertainAccuracy(
        _interval(found.hit_rate, hits, total, level),
        _interval(found.pai, hits / found.area_share, total, level),
        _interval(found.pei, hits, best_hits, level),
        _interval(found.recapture_rate, hits / (found.before or 1.0), total, level),
    )


def difference_of_hit_rates(trials: Trials, name: str, other: str, *, seed: int, level: float = 0.95) -> Interval:
    """Hit rate of one method less that of another, on the same events of the same periods."""
    one, two = trials.names.index(name), trials.names.index(other)
    apart = trials.shares[one] - trials.shares[two]
    gained, total = _drawn_sums(trials.later, [apart, np.ones_like(trials.later)], seed)
    estimate = None
    if trials.later.sum():
        estimate = float((apart * trials.later).sum() / trials.later.sum())
    return _interval(estimate, gained, total, level)


def _drawn_sums(later: Floats, weights: list[Floats], seed: int) -> list[Floats]:
    """For each draw, the events of the drawn periods summed with each of the weights; shape (draws,) each."""
    chance = np.random.default_rng(seed)
    periods = len(later)
    times = chance.multinomial(periods, np.full(periods, 1 / periods), size=_DRAWS)
    if periods >= _ENOUGH_PERIODS:
        return [times @ (weight * later).sum(axis=1) for weight in weights]
    sums = [np.zeros(_DRAWS) for _ in weights]
    for period in range(periods):
        came = np.rint(later[period]).astype(np.int64)
        # Places that every choice treats alike need no draw of their own.
        kinds, kind_of = np.unique(np.stack([weight[period] for weight in weights]), axis=1, return_inverse=True)
        events: npt.NDArray[np.int64] = np.bincount(kind_of.ravel(), weights=came, minlength=kinds.shape[1]).astype(int)
        total = int(events.sum())
        if not total:
            continue
        drawn = chance.multinomial(total * times[:, period], events / total)
        for so_far, weight in zip(sums, kinds, strict=True):
            so_far += drawn @ weight
    return sums


def _interval(estimate: float | None, above: Floats, below: Floats, level: float) -> Interval:
    counted = below > 0
    if estimate is None or not counted.any():
        return Interval(None, None, None, level)
    tail = (1 - level) / 2
    lower, upper = np.quantile(above[counted] / below[counted], [tail, 1 - tail])
    return Interval(estimate, float(lower), float(upper), level)
