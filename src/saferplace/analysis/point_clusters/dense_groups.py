"""DBSCAN: groups in which enough events lie close enough together, of any shape, and the rest left out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from saferplace.analysis.point_clusters.groups import Groups, described
from saferplace.analysis.point_clusters.outlines import close_outline
from saferplace.analysis.point_clusters.places import places_of
from saferplace.analysis.snap_points import MOVED_TO_SNAP_POINTS, NOTHING_NEARER_THAN_A_STREET


def dense_groups(
    east: npt.ArrayLike, north: npt.ArrayLike, weights: npt.ArrayLike | None = None, *, within_m: float, at_least: int
) -> Groups:
    """Group points that have ``at_least`` events (themselves included) within ``within_m`` metres.

    Points that lie on one another are put in once, with the sum of their weights, which gives the same groups as
    putting in every event. Outlines keep half of ``within_m`` around every point.
    Raises ValueError as ``places_of`` does, and for a distance not above zero or a number below one.
    Ester, Kriegel, Sander & Xu (1996), as scikit-learn has it.

    >>> east, north = [0, 10, 20, 5000], [0, 0, 0, 0]
    >>> dense_groups(east, north, [5, 1, 4, 3], within_m=50, at_least=5).in_words()
    '10 of 13 events (76.9%) lie in one group that covers 0.00 km²; 3 lie in none.'
    """
    from sklearn.cluster import DBSCAN

    if not within_m > 0 or not np.isfinite(within_m):
        raise ValueError("The distance within which points belong together must be above zero metres.")
    if at_least < 1:
        raise ValueError("The number of events that makes a group must be at least one.")
    places = places_of(east, north, weights)
    labels = np.full(len(places.east), -1, dtype=np.int64)
    counted = places.events > 0
    if counted.any():
        found = DBSCAN(eps=within_m, min_samples=at_least)
        labels[counted] = found.fit(places.points[counted], sample_weight=places.events[counted]).labels_
    return described(
        places,
        labels,
        lambda points: close_outline(points, within_m),
        f"DBSCAN: at least {at_least} events within {within_m:g} m",
        (),
    )


def dense_groups_of_snap_points(
    east: npt.ArrayLike, north: npt.ArrayLike, weights: npt.ArrayLike | None = None, *, within_m: float, at_least: int
) -> Groups:
    """As ``dense_groups``, for the points that data.police.uk publishes; the result says what they are."""
    groups = dense_groups(east, north, weights, within_m=within_m, at_least=at_least)
    return replace(groups, caveats=(MOVED_TO_SNAP_POINTS, NOTHING_NEARER_THAN_A_STREET))
