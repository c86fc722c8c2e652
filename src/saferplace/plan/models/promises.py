"""What the partnership will do, and what should come of it."""

from __future__ import annotations

from django.db import models

from saferplace.plan.models.objectives import CrossCuttingObjective
from saferplace.plan.models.priorities import Theme
from saferplace.plan.models.versions import PlanVersion
from saferplace.plan.models.words import Printed, Sourced

_ONE_PARENT = models.Q(theme__isnull=False, objective__isnull=True) | models.Q(
    theme__isnull=True, objective__isnull=False
)


class Action(Printed, Sourced):
    """An action of a theme, or a “what we will do” of a cross-cutting objective."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="actions")
    theme = models.ForeignKey(Theme, null=True, on_delete=models.CASCADE, related_name="actions")
    objective = models.ForeignKey(CrossCuttingObjective, null=True, on_delete=models.CASCADE, related_name="actions")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="action_key_once_in_a_version"),
            models.CheckConstraint(condition=_ONE_PARENT, name="action_has_one_parent"),
        ]


class Outcome(Printed, Sourced):
    """A desired outcome and measure of success of a theme, or a “how we will measure success” of an objective."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="outcomes")
    theme = models.ForeignKey(Theme, null=True, on_delete=models.CASCADE, related_name="outcomes")
    objective = models.ForeignKey(CrossCuttingObjective, null=True, on_delete=models.CASCADE, related_name="outcomes")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="outcome_key_once_in_a_version"),
            models.CheckConstraint(condition=_ONE_PARENT, name="outcome_has_one_parent"),
        ]
