"""Does a series go up or down over its periods, whatever the shape of the way? One test for each place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from saferplace.analysis.processors import every_processor

Floats = npt.NDArray[np.float64]
_WORTH_A_THREAD = 2_000  # places
_FEWEST_PERIODS = 4  # with three even an unbroken rise is too likely by chance for the test to say anything


@dataclass(frozen=True)
class Trends:
    """Arrays with one entry a place. score: rises less falls over all pairs of periods. tau: Kendall's tau-b, from -1
    (always down) to 1 (always up), 0 for a series that never changes. p: two-sided, with the continuity correction.
    """

    score: Floats
    variance: Floats
    tau: Floats
    z: Floats
    p: Floats

    def rises(self, level: float = 0.05) -> npt.NDArray[np.bool_]:
        rising: npt.NDArray[np.bool_] = (self.score > 0) & (self.p < level)
        return rising

    def falls(self, level: float = 0.05) -> npt.NDArray[np.bool_]:
        falling: npt.NDArray[np.bool_] = (self.score < 0) & (self.p < level)
        return falling


def mann_kendall(series: npt.ArrayLike) -> Trends:
    """Trend of each row of ``series`` (places × periods, in time order), ties taken into account.

    Only the order of periods counts, so leave out periods that are not held: never write them as zero.
    Raises ValueError for fewer than four periods or values that are not finite numbers.
    Mann (1945), Kendall (1975); variance with ties as in Kendall, Rank Correlation Methods, ch. 4.

    >>> found = mann_kendall([[1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1], [2, 2, 2, 2, 2, 2]])
    >>> found.score.tolist(), found.rises().tolist(), found.falls().tolist()
    ([15.0, -15.0, 0.0], [True, False, False], [False, True, False])
    """
    values = np.ascontiguousarray(series, dtype=np.float64)
    if values.ndim != 2:
        raise ValueError("A trend needs a table of places and periods.")
    periods = values.shape[1]
    if periods < _FEWEST_PERIODS:
        raise ValueError(f"A trend needs at least {_FEWEST_PERIODS} periods; there are {periods}.")
    if not np.isfinite(values).all():
        raise ValueError("A trend cannot be told from values that are missing; leave those periods out.")
    score, variance, tied = _scored(values)
    spread = np.sqrt(variance)
    moves = spread > 0
    z = np.divide(score - np.sign(score), spread, out=np.zeros_like(score), where=moves)
    pairs = periods * (periods - 1) / 2
    untied = np.sqrt((pairs - tied) * pairs)
    tau = np.divide(score, untied, out=np.zeros_like(score), where=moves)
    return Trends(score, variance, tau, z, np.minimum(1.0, 2 * ndtr(-np.abs(z))))


def _scored(values: Floats) -> tuple[Floats, Floats, Floats]:
    from saferplace.analysis.persistence.mann_kendall_kernel import score_and_tell  # Numba takes half a second

    score, variance, tied = (np.empty(len(values)) for _ in range(3))
    with every_processor() as in_parts:
        in_parts(len(values), partial(score_and_tell, values, score, variance, tied), least=_WORTH_A_THREAD)
    return score, variance, tied
