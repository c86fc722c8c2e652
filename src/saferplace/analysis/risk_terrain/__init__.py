"""What goes with crime: rates near features (licensed premises, stations, schools) against the rest of the area."""

from saferplace.analysis.risk_terrain.associations import Association, Associations, Finding
from saferplace.analysis.risk_terrain.nearness import Feature, crowded, near
from saferplace.analysis.risk_terrain.regression import (
    associations,
    associations_negative_binomial,
    associations_of_snap_points,
)

__all__ = [
    "Association",
    "Associations",
    "Feature",
    "Finding",
    "associations",
    "associations_negative_binomial",
    "associations_of_snap_points",
    "crowded",
    "near",
]
