"""One item of the plan with what stands around it. Each returns None for a key that is not in the version."""

from __future__ import annotations

from saferplace.plan.models import Action, CrossCuttingObjective, Outcome, PlanVersion, Priority, Theme
from saferplace.plan.queries.outline import objectives, priorities


def priority(version: PlanVersion, key: str) -> Priority | None:
    """With its themes, their actions and outcomes, and the objectives that run across it."""
    return priorities(version).prefetch_related("objectives").filter(key=key).first()


def theme(version: PlanVersion, key: str) -> Theme | None:
    """With its priority, actions and outcomes."""
    return version.themes.select_related("priority").prefetch_related("actions", "outcomes").filter(key=key).first()


def objective(version: PlanVersion, key: str) -> CrossCuttingObjective | None:
    """With its actions, outcomes and the priorities it runs across."""
    return objectives(version).filter(key=key).first()


def action(version: PlanVersion, key: str) -> Action | None:
    """With its theme and priority or its objective, and the outcomes it should bring."""
    found = version.actions.select_related("theme__priority", "objective")
    return found.prefetch_related("theme__outcomes", "objective__outcomes").filter(key=key).first()


def outcome(version: PlanVersion, key: str) -> Outcome | None:
    """With its theme and priority or its objective, and the actions that should bring it about."""
    found = version.outcomes.select_related("theme__priority", "objective")
    return found.prefetch_related("theme__actions", "objective__actions").filter(key=key).first()
