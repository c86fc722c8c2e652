"""Many areas tested at once: p-values adjusted so that few of those called clusters are there by chance."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.stats import false_discovery_control

Floats = npt.NDArray[np.float64]


def benjamini_hochberg(p_values: npt.ArrayLike) -> Floats:
    """Adjusted p-values: those below 0.05 are found, and of them one in twenty is expected to be chance.

    p_values: shape (n,); NaN (no test was made) stays NaN and does not count among the tests.
    Raises ValueError for values outside 0 to 1.
    Benjamini & Hochberg (1995), JRSS B 57; Caldas de Castro & Singer (2006), Geographical Analysis 38, show that it
    holds for local statistics, whose neighbours depend on each other.

    >>> benjamini_hochberg([0.01, 0.04, float("nan"), 0.03]).round(3)
    array([0.03, 0.04,  nan, 0.04])
    """
    return _adjusted(p_values, "bh")


def benjamini_yekutieli(p_values: npt.ArrayLike) -> Floats:
    """The same, true under any dependence between the areas, and stricter. Benjamini & Yekutieli (2001)."""
    return _adjusted(p_values, "by")


def _adjusted(p_values: npt.ArrayLike, method: str) -> Floats:
    given = np.array(p_values, dtype=float)
    tested = ~np.isnan(given)
    if not ((given[tested] >= 0) & (given[tested] <= 1)).all():
        raise ValueError("A p-value lies between 0 and 1.")
    if tested.any():
        given[tested] = false_discovery_control(given[tested], method=method)
    return given
