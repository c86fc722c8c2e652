"""Which forces and months are held, and which months are missing between them."""

from __future__ import annotations

from dataclasses import dataclass

from saferplace.analysis.months import Month
from saferplace.evidence.as_of import Standing
from saferplace.evidence.quality import gaps
from saferplace.evidence.queries.street import open_street
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True)
class ForceCoverage:
    """months: held, in order. missing: between the first and the last of them."""

    force: str
    months: tuple[Month, ...]
    missing: tuple[Month, ...]


@dataclass(frozen=True)
class Coverage:
    """A force that is not listed has no file here. That is no data, not no crime."""

    version: int
    forces: tuple[ForceCoverage, ...]


def coverage(store: EvidenceStore, *, version: Standing = None) -> Coverage:
    """What is held at a version, force by force. Raises NothingLoaded before the first import."""
    street = open_street(store, version)
    forces = sorted({force for force, _ in street.units})
    return Coverage(street.version, tuple(_force_coverage(force, street.months_of(force)) for force in forces))


def _force_coverage(force: str, months: frozenset[Month]) -> ForceCoverage:
    return ForceCoverage(force, tuple(sorted(months)), gaps(months))
