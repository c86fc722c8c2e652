"""How much more counts vary from month to month than chance alone would make them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]


def dispersion_of(counts: npt.NDArray[np.int64]) -> float:
    """Pearson's chi-squared over its degrees of freedom, against independence of place and month; at least 1.

    counts: shape (places, months) of one period, places about as large as the kernel. One offender's spree, or one
    address's repeats, come together: then a doubling from 10 to 20 is less of a surprise than it would be otherwise.
    1 where there are fewer than two months, or no events. McCullagh & Nelder (1989) §4.5.

    >>> dispersion_of(np.array([[10, 0, 10, 0], [0, 10, 0, 10]]))
    13.333333333333334
    """
    counts = np.asarray(counts, dtype=float)
    counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0] if counts.size else counts
    freedom = (counts.shape[0] - 1) * (counts.shape[1] - 1) if counts.ndim == 2 else 0
    if freedom <= 0:
        return 1.0
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    return max(1.0, float(((counts - expected) ** 2 / expected).sum() / freedom))
