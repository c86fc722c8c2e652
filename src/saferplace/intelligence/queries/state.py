"""The state of the evidence: what is held, since when, from what, and how far it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass

from saferplace.analysis.months import runs_in_words
from saferplace.evidence.areas import Area
from saferplace.evidence.police_street import DATA_SET
from saferplace.evidence.quality import UnitStatistics
from saferplace.evidence.queries import (
    ForceCoverage,
    ForceQuality,
    PointsCompared,
    coverage,
    force_quality,
    points_compared,
)
from saferplace.evidence.reference import force_of
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True)
class HeldMonths:
    """The months of one force, in words."""

    force: ForceCoverage

    @property
    def name(self) -> str:
        return force_name(self.force.force)

    @property
    def held(self) -> str:
        return runs_in_words(self.force.months)

    @property
    def missing(self) -> str:
        """Between the first and the last; blank when there is no gap."""
        return runs_in_words(self.force.missing)


@dataclass(frozen=True)
class Trust:
    """How far the files of one force can be trusted, in words."""

    quality: ForceQuality

    @property
    def name(self) -> str:
        return force_name(self.quality.force)

    @property
    def months_newest_first(self) -> list[tuple[UnitStatistics, str]]:
        """Each month with why it is left out of figures, blank where it is not."""
        return [
            (unit, "; ".join(doubt.reason for doubt in self.quality.doubts.get(unit.month, ())))
            for unit in reversed(self.quality.months)
        ]

    @property
    def equal_rows(self) -> list[tuple[str, int, int]]:
        """Crime type, rows of it, and how many of those equal another in every published column."""
        alike = self.quality.equal_rows.items()
        return [(name, equal.rows, equal.equal_to_another) for name, equal in alike if equal.equal_to_another]


@dataclass(frozen=True)
class EvidenceState:
    """trust: in the forces that police the area. redrawn: where the area's map points were replaced by others."""

    data_set: str
    version: int
    months: tuple[HeldMonths, ...]
    trust: tuple[Trust, ...]
    redrawn: tuple[PointsCompared, ...]


def evidence_state(store: EvidenceStore, area: Area) -> EvidenceState:
    """Raises NothingLoaded before the first import."""
    held = coverage(store)
    return EvidenceState(
        data_set=DATA_SET,
        version=held.version,
        months=tuple(HeldMonths(force) for force in held.forces),
        trust=tuple(Trust(force_quality(store, force=force, version=held.version)) for force in area.force_slugs),
        redrawn=tuple(each for each in points_compared(store, area=area, version=held.version) if each.are_redrawn),
    )


def force_name(slug: str) -> str:
    known = force_of(slug)
    return known.name if known else slug
