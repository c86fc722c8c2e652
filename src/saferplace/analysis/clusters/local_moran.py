"""Local Moran's I: is an area like its neighbours (a cluster), or unlike them (an outlier)?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from saferplace.analysis.clusters.getis_ord import gi
from saferplace.analysis.clusters.valued import Floats, centred
from saferplace.analysis.weights import Weights


class Quadrant(IntEnum):
    """The area's own value, then its neighbours', above the mean or not. Numbered as in PySAL."""

    HIGH_HIGH = 1
    LOW_HIGH = 2
    LOW_LOW = 3
    HIGH_LOW = 4


@dataclass(frozen=True, eq=False)
class LocalMoran:
    """statistic: Ii, positive where alike; z: given the area's own value; quadrant: values of `Quadrant`. Shapes (n,).

    islands: areas without neighbours, whose statistic is 0.
    """

    statistic: Floats
    z: Floats
    quadrant: npt.NDArray[np.int64]
    islands: npt.NDArray[np.int64]

    @property
    def p_values(self) -> Floats:
        """Two-sided, by the normal distribution. For skewed counts shuffle instead (`permutation.shuffled_others`)."""
        p: Floats = 2 * norm.sf(np.abs(self.z))
        return p


def local_moran(values: npt.ArrayLike, weights: Weights) -> LocalMoran:
    """Local Moran's I of each area, with its z under conditional randomisation: the own value stays, others are dealt.

    values: shape (n,). weights: without own weights (ValueError); row-standardised is the usual choice.
    Raises ValueError for missing, equal or fewer than three values.
    Anselin (1995), Geographical Analysis 27; moments of Sokal, Oden & Thomson (1998), A7 and A8. Given its own value,
    an area's I is unusual exactly when its neighbours' sum is, so z is that of Gi, turned round for low areas.

    >>> from saferplace.analysis.weights import weights_of_pairs
    >>> row_of_six = weights_of_pairs(6, [0, 1, 2, 3, 4], [1, 2, 3, 4, 5])
    >>> [Quadrant(q).name for q in local_moran([9, 8, 1, 0, 1, 0], row_of_six).quadrant]
    ['HIGH_HIGH', 'HIGH_HIGH', 'LOW_HIGH', 'LOW_LOW', 'LOW_LOW', 'LOW_LOW']
    """
    if weights.own.any():
        raise ValueError("Local Moran compares an area with others, and these weights count it as its own neighbour.")
    deviations = centred(values, weights)
    own = deviations / deviations.std()
    lag = weights.lag(own)
    is_high, is_among_high = own > 0, lag > 0
    quadrant = np.select(
        [is_high & is_among_high, ~is_high & is_among_high, ~is_high],
        [Quadrant.HIGH_HIGH, Quadrant.LOW_HIGH, Quadrant.LOW_LOW],
        Quadrant.HIGH_LOW,
    ).astype(np.int64)
    surrounded = gi(values, weights)
    statistic = own * lag * (weights.n - 1) / weights.n
    return LocalMoran(statistic, np.sign(own) * surrounded.z, quadrant, surrounded.islands)
