"""Retention rules, legal holds, and the runs that carry a rule out."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from saferplace.evidence.retention.certificates import Certificate
from saferplace.evidence.retention.rules import Hold, Rule, RuleKind
from saferplace.partnership.models import Partnership


class RuleChoice(models.TextChoices):
    """The kinds of rule, as `evidence.retention.rules` carries them out."""

    NEWEST_VERSIONS = RuleKind.NEWEST_VERSIONS.value, "Keep the newest versions (a number of them)"
    VERSIONS_OF_MONTHS = RuleKind.VERSIONS_OF_MONTHS.value, "Keep the versions that were current in the last months"
    ROWS_OF_YEARS = RuleKind.ROWS_OF_YEARS.value, "Keep rows for years after their period ended"


class RetentionRule(models.Model):
    """partnership: whose data; null for open data, which the installation holds for all. Ended, never deleted.

    reason: where it is said, e.g. the clause of an agreement.
    """

    partnership = models.ForeignKey(
        Partnership, null=True, blank=True, on_delete=models.CASCADE, related_name="retention_rules"
    )
    data_set = models.CharField(max_length=80)
    kind = models.CharField(max_length=30, choices=RuleChoice.choices)
    number = models.PositiveSmallIntegerField()
    reason = models.TextField()
    written_by = models.CharField(max_length=200)
    written_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["data_set", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "data_set", "kind"],
                condition=Q(ended_at__isnull=True),
                name="retention_rule_of_a_kind_is_in_force_once",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="retention_rule_keeps_something"),
        ]

    def __str__(self) -> str:
        return f"{self.data_set}: {self.as_rule().in_words}"

    def as_rule(self) -> Rule:
        return Rule(RuleKind(self.kind), self.number)


class LegalHold(models.Model):
    """Nothing that it covers may be removed until it is lifted. unit: blank for the whole data set."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="legal_holds")
    reference = models.CharField(max_length=60)
    data_set = models.CharField(max_length=80)
    unit = models.CharField(max_length=120, blank=True)
    reason = models.TextField()
    placed_by = models.CharField(max_length=200)
    placed_at = models.DateTimeField()
    lifted_by = models.CharField(max_length=200, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-placed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "reference", "data_set", "unit"],
                condition=Q(lifted_at__isnull=True),
                name="hold_of_a_reference_covers_a_unit_once",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by="", lifted_reason="")
                | (Q(lifted_at__isnull=False) & ~Q(lifted_by="") & ~Q(lifted_reason="")),
                name="hold_lifted_says_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} on {self.unit or self.data_set}"

    def as_hold(self) -> Hold:
        return Hold(self.reference, self.data_set, self.unit or None)


class RetentionRun(models.Model):
    """One removal: proposed by one person, approved by another, then carried out. plan: `RetentionPlan.as_json`."""

    rule = models.ForeignKey(RetentionRule, on_delete=models.PROTECT, related_name="runs")
    plan = models.JSONField()
    plan_digest = models.CharField(max_length=64)
    planned_on = models.DateField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.CharField(max_length=200, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    carried_out_at = models.DateTimeField(null=True, blank=True)
    certificate = models.JSONField(null=True, blank=True)
    certificate_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="retention_run_is_approved_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="retention_run_approval_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(carried_out_at__isnull=True)
                | Q(approved_at__isnull=False, certificate__isnull=False, refused_at__isnull=True),
                name="retention_run_carried_out_was_approved_and_has_a_certificate",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What its certificate is called."""
        return f"R-{self.pk}"

    @property
    def state(self) -> str:
        if self.carried_out_at:
            return "Carried out"
        if self.refused_at:
            return "Refused"
        return "Approved, not carried out yet" if self.approved_at else "Proposed, waits for a second person"

    @property
    def is_open(self) -> bool:
        return not (self.carried_out_at or self.refused_at)

    def as_certificate(self) -> Certificate | None:
        said: dict[str, Any] | None = self.certificate
        return Certificate.from_json(said) if said else None
