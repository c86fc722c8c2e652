"""Many changes read at once: each with its own interval, and a verdict that allows for how many were looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.stats import false_discovery_control

from saferplace.analysis.change import Change
from saferplace.analysis.mid_p import mid_p_of_no_change, mid_p_rate_ratio
from saferplace.analysis.rate_ratio import Verdict

FALSE_SHARE = 0.05
"""At most about this share of the changes called real is chance."""


class AmongMany(StrEnum):
    """What may be said of one change among many, in the words a page prints."""

    RISE = "a real rise"
    FALL = "a real fall"
    COULD_BE_CHANCE = "could be chance"
    CHANCE_AMONG_SO_MANY = "could be chance, as one of so many compared"
    TOO_FEW = "too few to tell"

    @property
    def is_real(self) -> bool:
        return self in (AmongMany.RISE, AmongMany.FALL)


@dataclass(frozen=True)
class ChangeAmongMany:
    """change: the counts and their mid-p ratio. adjusted: the chance of no change, raised for how many are compared."""

    change: Change
    chance: float
    adjusted: float
    verdict: AmongMany


def changes_among_many(
    pairs: Sequence[tuple[int, int]], exposure: float = 1.0, *, false_share: float = FALSE_SHARE
) -> tuple[ChangeAmongMany, ...]:
    """Compare each pair (count, count before), in the order they came in.

    exposure: length of the period divided by that of the one before (> 0), the same for all pairs.
    Each interval is mid-p (see `mid_p`). Real changes are those that Benjamini & Hochberg (1995), *JRSS B* 57,
    289-300, keep at ``false_share``: an interval that leaves out 1 is not enough where many are read at once.
    Raises ValueError for counts below zero.

    >>> [one.verdict.value for one in changes_among_many([(90, 40), (30, 28), (2, 3)])]
    ['a real rise', 'could be chance', 'too few to tell']
    """
    ratios = [mid_p_rate_ratio(now, before, exposure) for now, before in pairs]
    chances = np.array([mid_p_of_no_change(now, before, exposure) for now, before in pairs])
    adjusted: NDArray[np.float64] = false_discovery_control(chances, method="bh") if len(pairs) else chances
    found = []
    for (now, before), ratio, chance, raised in zip(pairs, ratios, chances, adjusted, strict=True):
        verdict = _verdict(ratio.verdict, bool(raised <= false_share))
        found.append(ChangeAmongMany(Change(now, before, ratio), float(chance), float(raised), verdict))
    return tuple(found)


def _verdict(alone: Verdict, is_kept: bool) -> AmongMany:
    match alone:
        case Verdict.TOO_FEW:
            return AmongMany.TOO_FEW
        case Verdict.COULD_BE_CHANCE:
            return AmongMany.COULD_BE_CHANCE
        case Verdict.REAL_RISE:
            return AmongMany.RISE if is_kept else AmongMany.CHANCE_AMONG_SO_MANY
        case Verdict.REAL_FALL:
            return AmongMany.FALL if is_kept else AmongMany.CHANCE_AMONG_SO_MANY
