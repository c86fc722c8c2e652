"""Where it is hottest: the smallest ground that holds a share of the events, or the densest share of the ground."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saferplace.analysis.density.contours import surface_at
from saferplace.analysis.density.surface import Surface

Values = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class HotArea:
    """squares: shape of the grid, True where hot. level: least events per km² among them.

    share_of_events: of all under the surface (smoothed). share_of_area: of the ground of the area or the grid.
    """

    squares: npt.NDArray[np.bool_]
    level: float
    area_km2: float
    share_of_events: float
    share_of_area: float


def smallest_area_with(surface: Surface, share_of_events: float) -> HotArea:
    """The smallest set of squares that holds at least this share of the events (highest density region, Hyndman 1996).

    Raises ValueError for a share that is not between 0 and 1, or a surface of no events.
    """
    _check(surface, share_of_events)
    order, _, events = _hottest_first(surface)
    return _hot(surface, order, int(np.searchsorted(events, share_of_events * events[-1] * (1 - 1e-12))) + 1)


def densest(surface: Surface, share_of_area: float) -> HotArea:
    """The densest squares that together are at most this share of the ground, and at least one square.

    Raises ValueError for a share that is not between 0 and 1, or a surface of no events.
    """
    _check(surface, share_of_area)
    order, ground, _ = _hottest_first(surface)
    return _hot(surface, order, max(1, int(np.searchsorted(ground, share_of_area * ground[-1] * (1 + 1e-12), "right"))))


def level_holding(
    surface: Surface, east: Values, north: Values, weights: Values | None, *, share_of_events: float
) -> float:
    """The highest level such that at least this share of the events themselves lie inside its `outline`.

    Unlike `smallest_area_with`, which goes by what is spread, a reader who counts the events finds the share. Hyndman
    (1996) §3.2: the quantile of the surface at its own events. Events outside the area or the grid are left out.
    Raises ValueError as `smallest_area_with` does.
    """
    _check(surface, share_of_events)
    at = surface_at(surface, east, north)
    inside = np.isfinite(at) if surface.window is None else surface.window.holds(east, north)
    weight = np.ones(int(inside.sum())) if weights is None else weights[inside]
    order = np.argsort(-at[inside], kind="stable")
    held = weight[order].cumsum()
    if len(held) == 0 or held[-1] <= 0:
        raise ValueError("There are no events on this ground, so that no part of it is hot.")
    level = at[inside][order][np.searchsorted(held, share_of_events * held[-1] * (1 - 1e-12))]
    return float(level * (1 - 1e-9))  # so that the event that decides lies inside the outline, not on it


def _check(surface: Surface, share: float) -> None:
    if not 0 < share <= 1:
        raise ValueError("A share must be above 0 and at most 1.")
    if not surface.mass > 0:
        raise ValueError("There are no events on this ground, so that no part of it is hot.")


def _hottest_first(
    surface: Surface,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    values = np.nan_to_num(surface.values.ravel(), nan=-1.0)
    order = np.argsort(-values, kind="stable")
    ground = surface.areas_km2.ravel()[order]
    return order, ground.cumsum(), (np.clip(values[order], 0, None) * ground).cumsum()


def _hot(surface: Surface, order: npt.NDArray[np.int64], count: int) -> HotArea:
    chosen = np.zeros(surface.squares.count, dtype=bool)
    chosen[order[:count]] = True
    squares = chosen.reshape(surface.squares.shape)
    ground = float(surface.areas_km2[squares].sum())
    events = float((surface.values * surface.areas_km2)[squares].sum())
    level = float(surface.values.ravel()[order[count - 1]])
    return HotArea(squares, level, ground, events / surface.mass, ground / float(surface.areas_km2.sum()))
