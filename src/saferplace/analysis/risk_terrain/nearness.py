"""Which cells lie near a feature: a station, a late bar, a school."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import KDTree

Metres = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Feature:
    """A kind of place. within_m: how near a cell's middle must lie to one of them to count as near."""

    name: str
    east: Metres
    north: Metres
    within_m: float

    def __post_init__(self) -> None:
        if len(self.east) != len(self.north):
            raise ValueError(f"{self.name}: each needs an easting and a northing.")
        if len(self.east) == 0:
            raise ValueError(f"{self.name}: there is none, so nothing can lie near one.")
        if not (np.isfinite(self.east).all() and np.isfinite(self.north).all()):
            raise ValueError(f"{self.name}: one has no coordinates.")
        if not self.within_m > 0:
            raise ValueError(f"{self.name}: the distance that counts as near must be above zero metres.")


def near(feature: Feature, east: Metres, north: Metres) -> npt.NDArray[np.bool_]:
    """Whether each point (middle of a cell) lies within the feature's distance of at least one of them.

    >>> near(Feature("station", np.array([0.0]), np.array([0.0]), 100), np.array([60.0, 90.0]), np.array([80.0, 80.0]))
    array([ True, False])
    """
    away, _ = KDTree(np.column_stack((feature.east, feature.north))).query(np.column_stack((east, north)))
    return np.asarray(away <= feature.within_m)


def crowded(feature: Feature, east: Metres, north: Metres, *, at_least: int) -> npt.NDArray[np.bool_]:
    """Whether at least so many of the features lie within the distance: a density instead of a nearness."""
    if at_least < 1:
        raise ValueError(f"{feature.name}: at least one must be near.")
    tree = KDTree(np.column_stack((feature.east, feature.north)))
    count = tree.query_ball_point(np.column_stack((east, north)), feature.within_m, return_length=True)
    return np.asarray(count >= at_least)
