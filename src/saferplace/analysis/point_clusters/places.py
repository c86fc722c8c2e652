"""Points that lie on one another are one place with a weight: police.uk stacks hundreds of crimes on one point."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Metres = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Places:
    """The different points. events: at each. place_of: the place of each point that was given."""

    east: Metres
    north: Metres
    events: Metres
    place_of: Whole

    @property
    def points(self) -> Metres:
        return np.column_stack((self.east, self.north))


def places_of(east: npt.ArrayLike, north: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> Places:
    """weights: events that each point stands for (>= 0); None for one each.

    Raises ValueError for no points, coordinates that are not numbers or weights that cannot be.
    """
    x, y = np.asarray(east, dtype=np.float64).ravel(), np.asarray(north, dtype=np.float64).ravel()
    weight = np.ones(len(x)) if weights is None else np.asarray(weights, dtype=np.float64).ravel()
    if len(x) == 0:
        raise ValueError("There are no points to group.")
    if not len(x) == len(y) == len(weight):
        raise ValueError("Each point needs an easting, a northing and a weight.")
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise ValueError("A point without coordinates cannot be grouped.")
    if not np.isfinite(weight).all() or (weight < 0).any():
        raise ValueError("A weight must be a number, zero or more.")
    # Complex numbers sort by east, then north; many times quicker than unique rows.
    where, place_of = np.unique(x + 1j * y, return_inverse=True)
    events = np.bincount(place_of, weights=weight, minlength=len(where)).astype(np.float64)
    return Places(where.real.copy(), where.imag.copy(), events, place_of.astype(np.int64))
