"""A plan in versions: each load of a changed file makes a new version with rows of its own; old ones stay as they were.

Keys, not database numbers, name the same item from version to version.
"""

from saferplace.plan.models.findings import EvidenceCheck, FindingFigure, KeyFinding
from saferplace.plan.models.objectives import CrossCuttingObjective, ObjectiveLink
from saferplace.plan.models.passages import Passage
from saferplace.plan.models.priorities import Priority, Theme
from saferplace.plan.models.promises import Action, Outcome
from saferplace.plan.models.references import HeadlineMeasure, LegislationItem
from saferplace.plan.models.versions import Plan, PlanVersion

__all__ = [
    "Action",
    "CrossCuttingObjective",
    "EvidenceCheck",
    "FindingFigure",
    "HeadlineMeasure",
    "KeyFinding",
    "LegislationItem",
    "ObjectiveLink",
    "Outcome",
    "Passage",
    "Plan",
    "PlanVersion",
    "Priority",
    "Theme",
]
