"""Is it a real change? The ratio of two Poisson rates, with an exact interval and a verdict in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf

from scipy.stats import beta


class Verdict(StrEnum):
    """What may be said about a change, in the words a page prints."""

    REAL_RISE = "a real rise"
    REAL_FALL = "a real fall"
    COULD_BE_CHANCE = "could be chance"
    TOO_FEW = "too few to tell"


@dataclass(frozen=True)
class RateRatio:
    """``ratio`` is None when both counts are zero; it and ``upper`` are ``inf`` when only the earlier one is."""

    count: int
    count_before: int
    exposure: float
    ratio: float | None
    lower: float
    upper: float
    level: float

    @property
    def verdict(self) -> Verdict:
        """A rise or fall is real when the interval leaves out 1.

        An interval that holds a halving *and* a doubling rules nothing out: too few to tell.
        """
        if self.lower > 1:
            return Verdict.REAL_RISE
        if self.upper < 1:
            return Verdict.REAL_FALL
        if self.lower <= 0.5 and self.upper >= 2:
            return Verdict.TOO_FEW
        return Verdict.COULD_BE_CHANCE

    def in_words(self) -> str:
        """
        >>> rate_ratio(79, 59).in_words()
        'rate ratio 1.34, 95% interval 0.94 to 1.91: could be chance'
        >>> rate_ratio(57, 37).in_words()
        'rate ratio 1.54, 95% interval 1.001 to 2.40: a real rise'
        """
        if self.ratio is None or self.ratio == inf:
            return str(self.verdict)
        interval = f"{self.level:.0%} interval {_end(self.lower)} to {_end(self.upper)}"
        return f"rate ratio {self.ratio:.2f}, {interval}: {self.verdict}"


def rate_ratio(count: int, count_before: int, exposure: float = 1.0, *, level: float = 0.95) -> RateRatio:
    """Ratio of two Poisson rates with an exact interval.

    count, count_before: events in the period and in the one it is compared with (>= 0).
    exposure: person-time of the first period divided by that of the second (> 0).
    Raises ValueError for negative counts or an exposure that is not above zero.
    Conditional binomial (Clopper-Pearson), as in Przyborowski & Wilenski (1940). Crimes cluster (one offender,
    many offences), so the truth is *at least this uncertain*.

    >>> rate_ratio(79, 59).verdict
    <Verdict.COULD_BE_CHANCE: 'could be chance'>
    """
    if count < 0 or count_before < 0:
        raise ValueError(f"A count cannot be below zero: {min(count, count_before)}.")
    if not exposure > 0:
        raise ValueError("The exposure must be above zero.")
    tail = (1 - level) / 2
    lowest = float(beta.ppf(tail, count, count_before + 1)) if count else 0.0
    highest = float(beta.ppf(1 - tail, count + 1, count_before)) if count_before else 1.0
    without_before = inf if count else None
    ratio = count / count_before / exposure if count_before else without_before
    return RateRatio(count, count_before, exposure, ratio, _odds(lowest) / exposure, _odds(highest) / exposure, level)


def _end(value: float) -> str:
    """Two decimals, or as many as it takes to see on which side of 1 an end lies."""
    if value == inf:
        return "no upper end"
    return next((said for n in (2, 3, 4) if float(said := f"{value:.{n}f}") != 1), f"{value:.2f}")


def _odds(share: float) -> float:
    return inf if share >= 1 else share / (1 - share)
