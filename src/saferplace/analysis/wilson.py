"""Wilson's score interval of a share, for a whole number of people asked or an effective one."""

from __future__ import annotations

from math import sqrt

from scipy.stats import norm


def wilson_interval(share: float, asked: float, *, level: float = 0.95) -> tuple[float, float]:
    """Ends, from 0 to 1. Wilson (1927), JASA 22.

    share: 0 to 1. asked: how many answered (> 0); an effective number where a design makes them worth fewer.

    >>> [round(end, 3) for end in wilson_interval(0.2975, 1200)]
    [0.272, 0.324]
    """
    z = float(norm.ppf(0.5 + level / 2))
    spread = z * sqrt(share * (1 - share) / asked + z**2 / (4 * asked**2))
    middle = share + z**2 / (2 * asked)
    scale = 1 + z**2 / asked
    # The formula reaches 0 and 1 exactly for none and all; rounding error must not carry it past them.
    return (0.0 if share == 0 else (middle - spread) / scale), (1.0 if share == 1 else (middle + spread) / scale)
