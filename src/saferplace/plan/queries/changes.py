"""What changed from one version of a plan to the next, for one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from saferplace.core import access
from saferplace.partnership.models import Partnership
from saferplace.plan.file.differences import Difference
from saferplace.plan.models import PlanVersion


@dataclass(frozen=True)
class Changes:
    version: PlanVersion
    differences: tuple[Difference, ...]


def changes_visible_to(user: Any, partnership: Partnership, versions: list[PlanVersion]) -> list[Changes]:
    """The differences that each version made. Some measures are for partners only, so those of measures are too."""
    sees_measures = access.allowed(user, "performance.view", partnership)
    return [
        Changes(version, tuple(d for d in _differences(version) if sees_measures or not _is_of_measures(d)))
        for version in versions
    ]


def _differences(version: PlanVersion) -> list[Difference]:
    return [Difference(**stored) for stored in version.differences]


def _is_of_measures(difference: Difference) -> bool:
    return difference.where.removeprefix("the order of ").startswith("measures")
