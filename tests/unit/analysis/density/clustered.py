"""Events as they come: some towns, several of them at one and the same snap point."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]
EXTENT_M = 6_000.0


def clustered(n: int, seed: int, extent_m: float = EXTENT_M) -> tuple[Values, Values]:
    """n events around eight centres, some spread over all the ground; inside 0 to extent_m on both axes."""
    random = np.random.default_rng(seed)
    centres = random.uniform(0.2, 0.8, (8, 2)) * extent_m
    near = centres[random.integers(0, 8, n)] + random.normal(0, extent_m / 20, (n, 2))
    anywhere = random.uniform(0, extent_m, (n, 2))
    points = np.where(random.random((n, 1)) < 0.8, near, anywhere)
    points = np.where((points > 0) & (points < extent_m), points, anywhere)
    return points[:, 0].copy(), points[:, 1].copy()


def snapped(east: Values, north: Values, to_m: float = 60.0) -> tuple[Values, Values]:
    return np.rint(east / to_m) * to_m + 0.3, np.rint(north / to_m) * to_m + 0.7
