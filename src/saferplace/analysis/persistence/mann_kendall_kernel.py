"""The compiled part of the Mann-Kendall test: each place by itself."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

Floats = npt.NDArray[np.float64]


@njit(cache=True, nogil=True)
def score_and_tell(series: Floats, score: Floats, variance: Floats, tied: Floats, first: int, last: int) -> None:
    """Write the score, its variance and the number of tied pairs of rows ``first`` to ``last``."""
    periods = series.shape[1]
    full = periods * (periods - 1) * (2 * periods + 5)
    for place in range(first, last):
        row = series[place]
        rises = 0
        for later in range(1, periods):
            for earlier in range(later):
                rises += (row[later] > row[earlier]) - (row[later] < row[earlier])
        ordered = np.sort(row)
        lost, pairs, run = 0, 0, 1
        for at in range(1, periods + 1):
            if at < periods and ordered[at] == ordered[at - 1]:
                run += 1
                continue
            lost += run * (run - 1) * (2 * run + 5)
            pairs += run * (run - 1) // 2
            run = 1
        score[place], variance[place], tied[place] = rises, (full - lost) / 18, pairs
