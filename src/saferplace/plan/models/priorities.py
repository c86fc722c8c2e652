"""Priorities and their themes."""

from __future__ import annotations

from typing import Any

from django.db import models

from saferplace.plan.models.versions import PlanVersion
from saferplace.plan.models.words import Sourced


class Priority(Sourced):
    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="priorities")
    key = models.SlugField(max_length=80)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    # The plan's own table of priorities and cross-cutting objectives may call it otherwise.
    name_in_matrix = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "priorities"
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="priority_key_once_in_a_version"),
            models.UniqueConstraint(fields=["version", "number"], name="priority_number_once_in_a_version"),
        ]

    def __str__(self) -> str:
        return f"Priority {self.number}: {self.name}"


class Theme(Sourced):
    """topics: names of the subjects that a theme covers with one list of actions; most themes have none."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="themes")
    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="themes")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    read_as = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    topics: models.JSONField[Any, Any] = models.JSONField(default=list)

    class Meta:
        ordering = ["priority__number", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="theme_key_once_in_a_version")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.read_as or self.text
