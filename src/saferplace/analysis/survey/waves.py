"""Has opinion moved between two surveys? The difference of two shares, with its interval and a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from saferplace.analysis.rate_ratio import Verdict
from saferplace.analysis.survey.weighted_proportion import WeightedProportion


@dataclass(frozen=True)
class BetweenWaves:
    """``points``, ``lower``, ``upper``: percentage points from the earlier wave to the later one."""

    earlier: WeightedProportion
    later: WeightedProportion
    points: float
    lower: float
    upper: float

    @property
    def verdict(self) -> Verdict:
        if self.lower > 0:
            return Verdict.REAL_RISE
        return Verdict.REAL_FALL if self.upper < 0 else Verdict.COULD_BE_CHANCE

    def in_words(self) -> str:
        said = (
            f"from {self.earlier.percent:.1f}% to {self.later.percent:.1f}%, {self.points:+.1f} percentage points "
            f"({self.earlier.level:.0%} interval {self.lower:+.1f} to {self.upper:+.1f}): {self.verdict}"
        )
        return said.replace("-", "−")


def between_waves(earlier: WeightedProportion, later: WeightedProportion) -> BetweenWaves:
    """Difference of shares of two separate samples; the interval combines their Wilson intervals (method 10 of
    Newcombe 1998, Statistics in Medicine 17), so it holds for small shares and for effective numbers.

    The same question, wording and order are taken for granted. Panels that ask the same people twice need another
    test. Raises ValueError for intervals of different levels.
    """
    if earlier.level != later.level:
        raise ValueError("The two shares have intervals of different levels.")
    points = later.percent - earlier.percent
    down = hypot(later.percent - later.lower, earlier.upper - earlier.percent)
    up = hypot(later.upper - later.percent, earlier.percent - earlier.lower)
    return BetweenWaves(earlier, later, points, points - down, points + up)
