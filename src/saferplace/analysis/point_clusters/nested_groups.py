"""HDBSCAN: groups of places whose closeness may differ from group to group, so no distance has to be chosen."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from saferplace.analysis.point_clusters.groups import Groups, described
from saferplace.analysis.point_clusters.outlines import loose_outline
from saferplace.analysis.point_clusters.places import places_of

EACH_PLACE_COUNTS_ONCE = (
    "Points that lie on one another count as one place when the groups are made: groups are of places that lie close "
    "together, however much happened at each. Events are counted in the groups afterwards."
)


def nested_groups(
    east: npt.ArrayLike,
    north: npt.ArrayLike,
    weights: npt.ArrayLike | None = None,
    *,
    at_least_places: int,
    margin_m: float = 50.0,
) -> Groups:
    """Group places (different points) with at least ``at_least_places`` in each group.

    HDBSCAN knows no weights. Repeated points would be infinitely dense, so that every stack would become a group by
    itself; here each place is put in once, and a caveat says so. Places with a weight of zero are not put in.
    Outlines are concave hulls with ``margin_m`` around them.
    Raises ValueError as ``places_of`` does, and for groups of fewer than two places or a margin not above zero.
    Campello, Moulavi & Sander (2013), as scikit-learn has it.
    """
    from sklearn.cluster import HDBSCAN

    if at_least_places < 2:
        raise ValueError("A group needs at least two places.")
    if not margin_m > 0:
        raise ValueError("The margin around a group must be above zero metres.")
    places = places_of(east, north, weights)
    labels = np.full(len(places.east), -1, dtype=np.int64)
    counted = places.events > 0
    if counted.sum() > at_least_places:
        found = HDBSCAN(min_cluster_size=at_least_places, copy=True).fit(places.points[counted])
        labels[counted] = found.labels_
    return described(
        places,
        labels,
        lambda points: loose_outline(points, margin_m),
        f"HDBSCAN: groups of at least {at_least_places} places",
        (EACH_PLACE_COUNTS_ONCE,),
    )
