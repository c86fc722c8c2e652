"""The plan's table of cross-cutting objectives and priorities."""

from __future__ import annotations

from dataclasses import dataclass

from saferplace.plan.models import CrossCuttingObjective, PlanVersion, Priority


@dataclass(frozen=True)
class MatrixRow:
    """cells: for each priority in order, whether the objective runs across it."""

    objective: CrossCuttingObjective
    cells: tuple[bool, ...]


@dataclass(frozen=True)
class Matrix:
    priorities: tuple[Priority, ...]
    rows: tuple[MatrixRow, ...]


def matrix(version: PlanVersion) -> Matrix:
    columns = tuple(version.priorities.all())
    rows = []
    for objective in version.objectives.prefetch_related("links"):
        linked = {link.priority_id for link in objective.links.all()}
        rows.append(MatrixRow(objective, tuple(priority.pk in linked for priority in columns)))
    return Matrix(columns, tuple(rows))
