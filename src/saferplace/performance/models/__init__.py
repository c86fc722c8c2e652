"""Measures, the versions of their definitions, and their observations."""

from saferplace.performance.models.measures import Frequency, Measure, MeasureVersion, Publication, Tier, ValueKind
from saferplace.performance.models.observations import CollectionMethod, MissingReason, Observation, Release

__all__ = [
    "CollectionMethod",
    "Frequency",
    "Measure",
    "MeasureVersion",
    "MissingReason",
    "Observation",
    "Publication",
    "Release",
    "Tier",
    "ValueKind",
]
