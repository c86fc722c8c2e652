"""Groups of points, the one with most events first, and what may be said of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from saferplace.analysis.point_clusters.places import Metres, Places, Whole


@dataclass(frozen=True)
class Group:
    """events: sum of weights; places: different points among them; at_busiest: events at the one with most.
    share: of all events given, 0 to 1. members: positions in the places, ordered by easting, then northing.
    """

    number: int
    events: float
    places: int
    at_busiest: float
    share: float
    outline: shapely.Polygon
    members: Whole

    @property
    def area_km2(self) -> float:
        return float(self.outline.area / 1e6)

    @property
    def density_per_km2(self) -> float:
        return self.events / self.area_km2

    def in_words(self) -> str:
        places = f"{self.places:,} place{'s' * (self.places != 1)}"
        area = f"{self.area_km2:.2f} km²"
        return f"{self.events:,.0f} events ({self.share:.1%} of all) at {places} in {area}"


@dataclass(frozen=True)
class Groups:
    """group_of: number of the group of each point given, counted from 1; 0 for a point in no group."""

    groups: tuple[Group, ...]
    group_of: Whole
    events: float
    places: int
    method: str
    caveats: tuple[str, ...]

    @property
    def share_in_groups(self) -> float:
        return sum(group.share for group in self.groups)

    def in_words(self) -> str:
        if not self.groups:
            return f"None of {self.events:,.0f} events lie close enough together to make a group."
        inside = sum(group.events for group in self.groups)
        one = len(self.groups) == 1
        groups = "one group" if one else f"{len(self.groups):,} groups"
        area = sum(group.area_km2 for group in self.groups)
        return (
            f"{inside:,.0f} of {self.events:,.0f} events ({self.share_in_groups:.1%}) lie in {groups} that "
            f"cover{'s' * one} {area:.2f} km²; {self.events - inside:,.0f} lie in none."
        )


def described(
    places: Places,
    labels: npt.NDArray[np.int64],
    outline: Callable[[Metres], shapely.Polygon],
    method: str,
    caveats: tuple[str, ...],
) -> Groups:
    """labels: of each place, -1 for none, as scikit-learn gives them."""
    total = float(places.events.sum())
    if total == 0:
        raise ValueError("All points have a weight of zero, so there is nothing to group.")
    found = np.arange(labels.max(initial=-1) + 1)
    events = np.bincount(labels[labels >= 0], weights=places.events[labels >= 0], minlength=len(found))
    # Most events first; of equal ones that with the smallest label, which follows from the places' order.
    order = np.lexsort((found, -events))
    number = np.zeros(len(found) + 1, dtype=np.int64)  # the last entry answers for label -1
    number[order] = np.arange(1, len(found) + 1)
    number_of_place = number[labels]
    by_group = np.argsort(number_of_place, kind="stable")
    starts = np.searchsorted(number_of_place[by_group], np.arange(1, len(found) + 2))
    points, groups = places.points, []
    for i in range(len(found)):
        members = by_group[starts[i] : starts[i + 1]]
        held = places.events[members]
        line = outline(points[members])
        share = float(held.sum()) / total
        groups.append(Group(i + 1, float(held.sum()), len(members), float(held.max()), share, line, members))
    return Groups(tuple(groups), number_of_place[places.place_of], total, len(places.east), method, caveats)
