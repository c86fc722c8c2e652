"""The measures that the plan names as its headlines, and the law it stands on."""

from __future__ import annotations

from django.db import models

from saferplace.plan.models.versions import PlanVersion
from saferplace.plan.models.words import Printed


class HeadlineMeasure(Printed):
    """What the plan says it will measure, in its words. How it is measured belongs to performance."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="headline_measures")
    key = models.SlugField(max_length=80)
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="headline_number_once_in_a_version"),
            models.UniqueConstraint(fields=["version", "key"], name="headline_key_once_in_a_version"),
        ]


class LegislationItem(models.Model):
    """An act or regulation as understood on a day. Law changes: this is dated reference, not advice."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="legislation")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    provisions = models.CharField(max_length=200, blank=True)
    about = models.TextField()
    is_named_in_plan = models.BooleanField()
    is_checked = models.BooleanField()
    as_of = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="legislation_key_once_in_a_version")]

    def __str__(self) -> str:
        return self.name
