"""The key findings as the plan prints them, their figures, and what to count in the evidence beside them."""

from __future__ import annotations

from typing import Any

from django.db import models

from saferplace.analysis.months import Month, Period
from saferplace.plan.models.versions import PlanVersion
from saferplace.plan.models.words import MONTH_LENGTH, Printed, Sourced


class KeyFinding(Printed, Sourced):
    """is_whole: False when words or figures are lost in the source. stated_cause: the cause that the source gives."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="findings")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=200)
    is_whole = models.BooleanField()
    stated_cause = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="finding_key_once_in_a_version")]


class FindingFigure(models.Model):
    """A figure as printed. What is lost or was never given is null, never zero.

    change_percent has the sign of the change, unless ``is_direction_lost``: then it is the bare printed number.
    """

    finding = models.ForeignKey(KeyFinding, on_delete=models.CASCADE, related_name="figures")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=300)
    value = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=80, blank=True)
    first_month = models.CharField(max_length=MONTH_LENGTH, blank=True)
    last_month = models.CharField(max_length=MONTH_LENGTH, blank=True)
    compared_value = models.FloatField(null=True, blank=True)
    compared_first_month = models.CharField(max_length=MONTH_LENGTH, blank=True)
    compared_last_month = models.CharField(max_length=MONTH_LENGTH, blank=True)
    change_percent = models.FloatField(null=True, blank=True)
    is_direction_lost = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value__isnull=False)
                | models.Q(compared_value__isnull=False)
                | models.Q(change_percent__isnull=False),
                name="figure_has_a_number",
            )
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def period(self) -> Period | None:
        return _period(self.first_month, self.last_month)

    @property
    def compared_period(self) -> Period | None:
        return _period(self.compared_first_month, self.compared_last_month)

    @property
    def has_both_counts(self) -> bool:
        return self.value is not None and self.compared_value is not None


class EvidenceCheck(models.Model):
    """Count these crime types in this area and period, and show the count beside ``printed_value``."""

    finding = models.ForeignKey(KeyFinding, on_delete=models.CASCADE, related_name="evidence_checks")
    position = models.PositiveSmallIntegerField()
    data_set = models.CharField(max_length=80)
    crime_types: models.JSONField[Any, Any] = models.JSONField()
    area = models.CharField(max_length=9)  # GSS code
    first_month = models.CharField(max_length=MONTH_LENGTH)
    last_month = models.CharField(max_length=MONTH_LENGTH)
    printed_value = models.FloatField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_month__gte=models.F("first_month")), name="check_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{', '.join(self.crime_types)} in {self.area}, {self.first_month} to {self.last_month}"

    @property
    def period(self) -> Period:
        return Period(Month.parse(self.first_month), Month.parse(self.last_month))


def _period(first: str, last: str) -> Period | None:
    return Period(Month.parse(first), Month.parse(last)) if first and last else None
