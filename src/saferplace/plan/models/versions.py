"""Plans and their versions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models

from saferplace.analysis.months import Month
from saferplace.partnership.models import Partnership
from saferplace.plan.models.words import MONTH_LENGTH


class Plan(models.Model):
    """A partnership's plan for some years. The next plan is another row; a refresh of this one is a version."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="plans")
    key = models.SlugField(max_length=80)

    class Meta:
        ordering = ["partnership", "key"]
        constraints = [models.UniqueConstraint(fields=["partnership", "key"], name="plan_key_once_in_a_partnership")]

    def __str__(self) -> str:
        return self.key


class PlanVersion(models.Model):
    """One state of a plan's file, and everything that was read from it.

    content: the whole file as plain values, in the shape of the schema it names. digest: SHA-256 of the file's bytes.
    differences: from the version before; list of `plan.file.differences.Difference` as objects; empty for the first.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    first_month = models.CharField(max_length=MONTH_LENGTH)
    last_month = models.CharField(max_length=MONTH_LENGTH)
    note = models.TextField(blank=True)
    vision = models.TextField(blank=True)
    matrix_note = models.TextField(blank=True)
    findings_note = models.TextField(blank=True)
    headline_note = models.TextField(blank=True)
    legislation_note = models.TextField(blank=True)
    schema_version = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    content: models.JSONField[Any, Any] = models.JSONField()
    differences: models.JSONField[Any, Any] = models.JSONField(default=list)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number_once"),
            models.CheckConstraint(
                condition=models.Q(last_month__gte=models.F("first_month")), name="plan_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    @property
    def years_in_words(self) -> str:
        """``2023 to 2026``: the calendar years in which the plan begins and ends."""
        return f"{self.first_month[:4]} to {self.last_month[:4]}"

    @property
    def last_month_in_words(self) -> str:
        return Month.parse(self.last_month).in_words()

    def has_ended(self, on: dt.date) -> bool:
        """Whether the plan's last month is before the one of that day."""
        return Month.parse(self.last_month) < Month.of(on)
