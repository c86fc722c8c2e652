"""Reads of the plan. The plan is public; what is said of measures is narrowed to what the person may see."""

from saferplace.plan.queries.changes import Changes, changes_visible_to
from saferplace.plan.queries.findings import KeyFindings, key_findings
from saferplace.plan.queries.in_full import plan_in_full
from saferplace.plan.queries.items import action, objective, outcome, priority, theme
from saferplace.plan.queries.matrix import Matrix, MatrixRow, matrix
from saferplace.plan.queries.outline import Outline, objectives, outcomes_by_key, outline, priorities
from saferplace.plan.queries.structure import Structure, structure
from saferplace.plan.queries.texts import HowWeMeasure, how_we_measure, legislation, passages
from saferplace.plan.queries.versions import current_version, numbered_version, versions

__all__ = [
    "Changes",
    "HowWeMeasure",
    "KeyFindings",
    "Matrix",
    "MatrixRow",
    "Outline",
    "Structure",
    "action",
    "changes_visible_to",
    "current_version",
    "how_we_measure",
    "key_findings",
    "legislation",
    "matrix",
    "numbered_version",
    "objective",
    "objectives",
    "outcome",
    "outcomes_by_key",
    "outline",
    "passages",
    "plan_in_full",
    "priorities",
    "priority",
    "structure",
    "theme",
    "versions",
]
