"""Cross-cutting objectives, and the priorities that each runs across."""

from __future__ import annotations

from django.db import models

from saferplace.plan.models.priorities import Priority
from saferplace.plan.models.versions import PlanVersion
from saferplace.plan.models.words import Sourced


class CrossCuttingObjective(Sourced):
    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="objectives")
    key = models.SlugField(max_length=80)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    priorities: models.ManyToManyField[Priority, ObjectiveLink] = models.ManyToManyField(
        Priority, through="ObjectiveLink", related_name="objectives"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="objective_key_once_in_a_version"),
            models.UniqueConstraint(fields=["version", "number"], name="objective_number_once_in_a_version"),
        ]

    def __str__(self) -> str:
        return self.name


class ObjectiveLink(models.Model):
    """One ticked cell of the plan's matrix."""

    objective = models.ForeignKey(CrossCuttingObjective, on_delete=models.CASCADE, related_name="links")
    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["objective", "priority"], name="objective_priority_linked_once")]

    def __str__(self) -> str:
        return f"{self.objective} across {self.priority}"
