"""How much more places differ than chance would make them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WINSORISED = 0.1  # Spiegelhalter's choice: the outermost tenth at each end must not hide itself by widening the limits


@dataclass(frozen=True)
class Dispersion:
    """phi: mean squared z-score, about 1 where chance is all. tau: standard deviation between places (>= 0)."""

    phi: float
    tau: float


def dispersion(z: NDArray[np.float64], standard_errors: NDArray[np.float64]) -> Dispersion:
    """Dispersion of winsorised z-scores.

    z: distances from the centre in standard errors, shape (n,), n >= 2. standard_errors: shape (n,), above 0.
    Spiegelhalter (2005), Funnel plots for comparing institutional performance, *Statistics in Medicine* 24,
    1185-1202, appendix A.3: phi is the mean square after the outer tenths are drawn in to their quantiles, and
    tau squared is the moment estimate of DerSimonian & Laird from it.
    """
    n = len(z)
    if n < 2:
        raise ValueError("One place cannot be compared: a funnel needs two or more.")
    low, high = np.quantile(z, [WINSORISED, 1 - WINSORISED])
    phi = float(np.mean(np.clip(z, low, high) ** 2))
    weights = standard_errors**-2.0
    spread = weights.sum() - (weights**2).sum() / weights.sum()
    tau_squared = max(0.0, (n * phi - (n - 1)) / spread)
    return Dispersion(phi, float(np.sqrt(tau_squared)))
