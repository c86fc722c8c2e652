"""Where the risk is raised right now: rings round recent events, as far and as long as the test found it raised."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saferplace.analysis.near_repeat.matrix import RaisedRisk

Metres = npt.NDArray[np.float64]
Days = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Zone:
    """origin: number of the event in the arrays given. until_day: the last day on which the risk is raised.

    others_inside: other recent events within the same ring, so that a list can begin with the busiest.
    """

    origin: int
    east: float
    north: float
    radius_m: float
    since_day: int
    until_day: int
    others_inside: int


def active_zones(risk: RaisedRisk, east: Metres, north: Metres, days: Days, today: int) -> tuple[Zone, ...]:
    """Zones that stand on ``today``; the busiest first, then the most recent.

    east, north, days: of the events, shape (events,); days and ``today`` are whole day numbers of one calendar.
    Events later than ``today`` are not known yet and are left out.
    Raises ValueError for coordinates that are not numbers.
    """
    east, north, days = np.asarray(east, dtype=float), np.asarray(north, dtype=float), np.asarray(days, dtype=np.int64)
    _refuse_unless_numbers(east, north)
    since = today - days
    recent = np.flatnonzero((since >= 0) & (since <= risk.within_days))
    if recent.size == 0:
        return ()
    from scipy.spatial import KDTree

    points = np.column_stack([east[recent], north[recent]])
    inside = KDTree(points).query_ball_point(points, risk.within_m, return_length=True) - 1
    zones = (
        Zone(
            int(event),
            float(east[event]),
            float(north[event]),
            risk.within_m,
            int(days[event]),
            int(days[event]) + risk.within_days,
            int(others),
        )
        for event, others in zip(recent, inside, strict=True)
    )
    return tuple(sorted(zones, key=lambda zone: (-zone.others_inside, -zone.since_day, zone.origin)))


def zones_over(zones: tuple[Zone, ...], east: Metres, north: Metres) -> npt.NDArray[np.int64]:
    """How many zones each place lies in; shape (places,). The edge is inside."""
    east, north = np.asarray(east, dtype=float), np.asarray(north, dtype=float)
    _refuse_unless_numbers(east, north)
    if not zones or east.size == 0:
        return np.zeros(east.size, dtype=np.int64)
    from scipy.spatial import KDTree

    origins = np.array([(zone.east, zone.north) for zone in zones])
    radius = np.array([zone.radius_m for zone in zones])
    covered = KDTree(np.column_stack([east, north])).query_ball_point(origins, radius)
    return np.bincount(np.concatenate([np.asarray(places, dtype=np.int64) for places in covered]), minlength=east.size)


def _refuse_unless_numbers(east: Metres, north: Metres) -> None:
    if not (np.isfinite(east).all() and np.isfinite(north).all()):
        raise ValueError("A place without coordinates is in no zone: leave it out, and say so.")
