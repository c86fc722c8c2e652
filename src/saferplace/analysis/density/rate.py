"""Dual kernel density: events per 1,000 of something else that is spread over the same ground."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saferplace.analysis.density.surface import Surface

Values = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class RateSurface:
    """rate_per_1000: shape of the grid; NaN where ``is_not_calculable`` and outside the area.

    is_not_calculable: inside the area, but with too little of the denominator for a rate to mean anything.
    """

    events: Surface
    denominator: Surface
    rate_per_1000: Values
    is_not_calculable: npt.NDArray[np.bool_]
    least_per_km2: float


def rate_surface(events: Surface, denominator: Surface, *, least_per_km2: float) -> RateSurface:
    """The ratio of two surfaces on the same squares with the same kernel and bandwidth, per 1,000.

    least_per_km2: where the denominator (residents, dwellings, visitors) is thinner than this, no rate is given.
    Bowman & Azzalini (1997); with one bandwidth for both, so that a ratio does not show the bandwidths (Kelsall &
    Diggle 1995). Raises ValueError for surfaces that were not made alike, or a least density that is not above zero.
    """
    check_alike(events, denominator)
    if not least_per_km2 > 0:
        raise ValueError("The least density that a rate may rest on must be above zero.")
    inside = np.isfinite(events.values) & np.isfinite(denominator.values)
    enough = inside & (np.nan_to_num(denominator.values, nan=0.0) >= least_per_km2)
    rate = np.full(events.squares.shape, np.nan)
    rate[enough] = events.values[enough] / denominator.values[enough] * 1000
    return RateSurface(events, denominator, rate, inside & ~enough, float(least_per_km2))


def check_alike(one: Surface, other: Surface) -> None:
    if one.squares != other.squares or one.kernel != other.kernel or one.bandwidth_m != other.bandwidth_m:
        raise ValueError("Two surfaces can be compared only on the same squares, with one kernel and bandwidth.")
    if (one.window is None) != (other.window is None):
        raise ValueError("Two surfaces can be compared only when both, or neither, keep to a boundary.")
