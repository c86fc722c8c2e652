"""Rate per 1,000 of a named population, with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from scipy.stats import chi2, norm


@dataclass(frozen=True)
class Rate:
    """Events per 1,000. ``lower`` and ``upper`` are the ends of the interval, per 1,000 too."""

    count: int
    population: int
    per_1000: float
    lower: float
    upper: float
    level: float

    def in_words(self) -> str:
        """
        >>> rate_per_1000(79, 155_081).in_words()
        '0.51 per 1,000 (95% interval 0.40 to 0.63)'
        """
        return f"{self.per_1000:,.2f} per 1,000 ({self.level:.0%} interval {self.lower:,.2f} to {self.upper:,.2f})"


def rate_per_1000(count: int, population: int, *, level: float = 0.95) -> Rate:
    """Rate with Byar's interval, the one English public-health and crime profiles print.

    count: events (>= 0). population: people, households or whatever the caller names (> 0).
    Raises ValueError for a negative count or an empty population.
    """
    return _rate(count, population, byar_interval(count, level=level), level)


def exact_rate_per_1000(count: int, population: int, *, level: float = 0.95) -> Rate:
    """The same rate with the exact Poisson interval: wider, and right for counts under ten."""
    return _rate(count, population, exact_interval(count, level=level), level)


def byar_interval(count: int, *, level: float = 0.95) -> tuple[float, float]:
    """Byar's approximation to the exact interval of a Poisson count.

    Breslow & Day (1987), *Statistical Methods in Cancer Research* II, page 69.

    >>> [round(end, 1) for end in byar_interval(79)]
    [62.5, 98.5]
    """
    _refuse_negative(count)
    z = float(norm.ppf(0.5 + level / 2))
    above = count + 1
    upper = above * (1 - 1 / (9 * above) + z / (3 * sqrt(above))) ** 3
    if count == 0:
        return 0.0, upper
    # For a count of one the bracket can fall below zero at very high levels; a count cannot.
    return count * max(0.0, 1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3, upper


def exact_interval(count: int, *, level: float = 0.95) -> tuple[float, float]:
    """Exact interval of a Poisson count. Garwood (1936), Biometrika 28.

    >>> [round(end, 2) for end in exact_interval(10)]
    [4.8, 18.39]
    """
    _refuse_negative(count)
    tail = (1 - level) / 2
    lower = float(chi2.ppf(tail, 2 * count)) / 2 if count else 0.0
    return lower, float(chi2.ppf(1 - tail, 2 * (count + 1))) / 2


def _rate(count: int, population: int, interval: tuple[float, float], level: float) -> Rate:
    if population <= 0:
        raise ValueError("A rate needs a population of at least one.")
    lower, upper = (end / population * 1000 for end in interval)
    return Rate(count, population, count / population * 1000, lower, upper, level)


def _refuse_negative(count: int) -> None:
    if count < 0:
        raise ValueError(f"A count cannot be below zero: {count}.")
