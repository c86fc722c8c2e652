"""Since when: lasting changes in the level of a monthly count, each with its date interval and its chance."""

from saferplace.analysis.change_points.detection import ChangePoint, ChangePoints, Level, change_points

__all__ = ["ChangePoint", "ChangePoints", "Level", "change_points"]
