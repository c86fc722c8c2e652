"""How many more or fewer for each thousand people: the difference of two rates, with an interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from scipy.optimize import brentq
from scipy.stats import norm

from saferplace.analysis.rate_ratio import Verdict


@dataclass(frozen=True)
class RateDifference:
    """Everything is per 1,000 of what the exposures count."""

    per_1000: float
    lower: float
    upper: float
    level: float

    @property
    def verdict(self) -> Verdict:
        if self.lower > 0:
            return Verdict.REAL_RISE
        return Verdict.REAL_FALL if self.upper < 0 else Verdict.COULD_BE_CHANCE

    def in_words(self) -> str:
        """
        >>> score_rate_difference(79, 155_081, 59, 154_000).in_words()
        '0.13 more for each 1,000 (95% interval 0.02 fewer to 0.28 more): could be chance'
        """
        return (
            f"{_signed(self.per_1000)} for each 1,000 "
            f"({self.level:.0%} interval {_signed(self.lower)} to {_signed(self.upper)}): {self.verdict}"
        )


def wald_rate_difference(
    count: int, exposure: float, count_before: int, exposure_before: float, *, level: float = 0.95
) -> RateDifference:
    """Difference of two Poisson rates plus or minus z standard errors. Right for large counts only.

    count, count_before: events (>= 0). exposure: people times periods (> 0).
    """
    difference = _difference(count, exposure, count_before, exposure_before)
    reach = _z(level) * sqrt(count / exposure**2 + count_before / exposure_before**2)
    return _per_1000(difference, difference - reach, difference + reach, level)


def score_rate_difference(
    count: int, exposure: float, count_before: int, exposure_before: float, *, level: float = 0.95
) -> RateDifference:
    """Difference of two Poisson rates with the score interval, which is right for small counts and for none too.

    count, count_before: events (>= 0). exposure: people times periods (> 0).
    Raises ValueError for a negative count or an exposure that is not above zero.
    Miettinen & Nurminen (1985), *Statistics in Medicine* 4, 213-226, for rates: the ends are the differences at which
    the data are z standard errors away, the standard error being that of the rates most likely at such a difference.
    """
    difference = _difference(count, exposure, count_before, exposure_before)
    z = _z(level)

    def distance(delta: float) -> float:
        before = _most_likely_before(delta, count, exposure, count_before, exposure_before)
        variance = max(before + delta, 0.0) / exposure + before / exposure_before
        return (difference - delta) / sqrt(variance) if variance > 0 else 0.0

    # Beyond this the distance is past z whatever the counts: z standard errors and the continuity of a few events.
    reach = (z + 2) ** 2 * (1 / exposure + 1 / exposure_before) + (z + 2) * sqrt(
        (count + 1) / exposure**2 + (count_before + 1) / exposure_before**2
    )
    tiny = reach * 1e-12
    lower = brentq(lambda delta: distance(delta) - z, difference - reach, difference - tiny, xtol=tiny)
    upper = brentq(lambda delta: distance(delta) + z, difference + tiny, difference + reach, xtol=tiny)
    return _per_1000(difference, float(lower), float(upper), level)


def _most_likely_before(delta: float, count: int, exposure: float, count_before: int, exposure_before: float) -> float:
    """The earlier rate of greatest likelihood when the later one is ``delta`` above it: the root of a quadratic."""
    both = exposure + exposure_before
    middle = both * delta - count - count_before
    # The square cannot be negative; rounding could make it so.
    square = max(0.0, middle**2 + 4 * both * count_before * delta)
    return max((sqrt(square) - middle) / (2 * both), 0.0, -delta)


def _difference(count: int, exposure: float, count_before: int, exposure_before: float) -> float:
    if count < 0 or count_before < 0:
        raise ValueError(f"A count cannot be below zero: {min(count, count_before)}.")
    if not (exposure > 0 and exposure_before > 0):
        raise ValueError("The exposure must be above zero.")
    return count / exposure - count_before / exposure_before


def _z(level: float) -> float:
    return float(norm.ppf(0.5 + level / 2))


def _per_1000(difference: float, lower: float, upper: float, level: float) -> RateDifference:
    return RateDifference(difference * 1000, lower * 1000, upper * 1000, level)


def _signed(per_1000: float) -> str:
    said = f"{abs(per_1000):.2f}"
    if float(said) == 0:
        return "no more"
    return f"{said} {'more' if per_1000 > 0 else 'fewer'}"
