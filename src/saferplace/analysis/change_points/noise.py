"""How noisy a series is, told without knowing where its level changes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from saferplace.analysis.monthly_counts import Counts

_STRONGEST = 0.6  # of the correlation between neighbours; beyond it a level that moves cannot be told from noise


def noise(counts: Counts, exposure: Counts, at: npt.NDArray[np.int64]) -> Counts:
    """Variance of each series in units of a Poisson's, at least 1, as a sum of many months feels it.

    counts: shape (..., n). exposure (n,): seasonal index. at (n,): number of each month, so that no difference is taken
    over a gap. Squared differences of neighbours (von Neumann 1941, Rice 1984) on square roots, which a step in level
    hardly moves; those of neighbours but one, against them, give the correlation r of neighbours, and the sum of many
    months then varies (1 + r) / (1 - r) as much.
    """
    roots = 2 * np.sqrt((counts + 0.375) / exposure)
    single = _half_mean_square(roots[..., 1:] - roots[..., :-1], np.diff(at) == 1)
    double = _half_mean_square(roots[..., 2:] - roots[..., :-2], at[2:] - at[:-2] == 2)
    r = np.clip(double / np.maximum(single, 1e-12) - 1, 0.0, _STRONGEST)
    found: Counts = np.maximum(1.0, single / (1 - r)) * (1 + r) / (1 - r)
    return found


def _half_mean_square(differences: Counts, are_near: npt.NDArray[np.bool_]) -> Counts:
    if not are_near.any():
        return np.ones(differences.shape[:-1])
    found: Counts = (differences[..., are_near] ** 2).mean(axis=-1) / 2
    return found
