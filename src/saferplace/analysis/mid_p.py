"""The ratio of two rates with a mid-p interval: right as often as it says, where the exact one is right more often."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from scipy.optimize import brentq
from scipy.stats import binom

from saferplace.analysis.rate_ratio import RateRatio, rate_ratio


def mid_p_rate_ratio(count: int, count_before: int, exposure: float = 1.0, *, level: float = 0.95) -> RateRatio:
    """As :func:`rate_ratio`, with an interval from which half the chance of the count itself is left out of each tail.

    Lancaster (1961), JASA 56, 223-234; Rothman, Greenland & Lash, *Modern Epidemiology* 3, chapter 14. It always lies
    inside the exact interval, and is the one to prefer where many comparisons are read at once.

    >>> mid_p_rate_ratio(79, 59).in_words()
    'rate ratio 1.34, 95% interval 0.96 to 1.88: could be chance'
    """
    exact = rate_ratio(count, count_before, exposure, level=level)
    total, tail = count + count_before, (1 - level) / 2
    lower = _share(total, count, 1 - tail) if count else 0.0
    upper = _share(total, count, tail) if count_before else 1.0
    return replace(exact, lower=_odds(lower) / exposure, upper=_odds(upper) / exposure)


def mid_p_of_no_change(count: int, count_before: int, exposure: float = 1.0) -> float:
    """How often chance alone would set two equal rates at least so far apart (0 to 1, both directions).

    Below 1 - level exactly where the mid-p interval leaves out a ratio of 1.

    >>> round(mid_p_of_no_change(79, 59), 3)
    0.089
    """
    rate_ratio(count, count_before, exposure)  # refuses what cannot be compared
    below = _at_most(count + count_before, count, exposure / (1 + exposure))
    return min(1.0, 2 * min(below, 1 - below))


def _at_most(total: int, count: int, share: float) -> float:
    """Chance of a count below this one, and half of that of this one."""
    return float(binom.cdf(count, total, share) - 0.5 * binom.pmf(count, total, share))


def _share(total: int, count: int, chance: float) -> float:
    """The share of ``total`` at which ``_at_most`` comes to ``chance``; it falls as the share grows."""
    return float(brentq(lambda share: _at_most(total, count, share) - chance, 0.0, 1.0, xtol=1e-13))


def _odds(share: float) -> float:
    return inf if share >= 1 else share / (1 - share)
