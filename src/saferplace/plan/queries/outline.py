"""The plan from its priorities down to actions and outcomes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from saferplace.partnership.models import Partnership
from saferplace.plan.models import CrossCuttingObjective, Outcome, PlanVersion, Priority
from saferplace.plan.queries.versions import current_version


@dataclass(frozen=True)
class Outline:
    """Everything promised in one version, read in seven statements however long the plan is."""

    priorities: tuple[Priority, ...]
    objectives: tuple[CrossCuttingObjective, ...]


def outline(version: PlanVersion) -> Outline:
    return Outline(tuple(priorities(version)), tuple(objectives(version)))


def priorities(version: PlanVersion) -> QuerySet[Priority]:
    """With ``themes``, and each theme's ``actions`` and ``outcomes``, fetched."""
    return version.priorities.prefetch_related("themes__actions", "themes__outcomes")


def objectives(version: PlanVersion) -> QuerySet[CrossCuttingObjective]:
    """With ``actions``, ``outcomes`` and ``priorities`` fetched."""
    return version.objectives.prefetch_related("actions", "outcomes", "priorities")


def outcomes_by_key(partnership: Partnership) -> dict[str, Outcome]:
    """The outcomes of the current plan, each with its theme and priority, or its cross-cutting objective."""
    version = current_version(partnership)
    if version is None:
        return {}
    found = version.outcomes.select_related("theme__priority", "objective")
    return {outcome.key: outcome for outcome in found}
