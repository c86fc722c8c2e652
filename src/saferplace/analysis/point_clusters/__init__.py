"""Groups of points that lie close together (DBSCAN, HDBSCAN), with outlines, counts and shares."""

from saferplace.analysis.point_clusters.dense_groups import dense_groups, dense_groups_of_snap_points
from saferplace.analysis.point_clusters.groups import Group, Groups
from saferplace.analysis.point_clusters.nested_groups import nested_groups
from saferplace.analysis.point_clusters.places import Places, places_of

__all__ = ["Group", "Groups", "Places", "dense_groups", "dense_groups_of_snap_points", "nested_groups", "places_of"]
