"""What must be said of places that data.police.uk made: a small set of points that stand for streets."""

from __future__ import annotations

MOVED_TO_SNAP_POINTS = (
    "The police publish each crime at the nearest of a fixed set of map points, not where it happened: each point "
    "stands for a street or a public place with at least eight addresses, so a stack of crimes at one point "
    "is not one address."
)
NOTHING_NEARER_THAN_A_STREET = (
    "Because crimes are moved to these points, nothing nearer than about 100 metres can be told apart."
)
SNAPPED_TO_THE_FEATURE_ITSELF = (
    "Some of these points are the features themselves (a supermarket, a station, a car park, a nightclub), and take in "
    "crimes from the streets around; part of an association with such a feature can come from that alone."
)
EMPTY_PLACES_ARE_NOT_PUBLISHED = (
    "Points where nothing was recorded in any month are not published and so are not counted as places; crime is "
    "somewhat more concentrated than these figures say."
)
