"""A recount beside a printed figure; what is kept for how long (`retention`); files that were sent (`uploads`)."""

from __future__ import annotations

from django.db import models

from saferplace.core.models import StoredReceipt
from saferplace.intelligence.retention.models import LegalHold, RetentionRule, RetentionRun
from saferplace.intelligence.uploads.models import SavedMapping, Upload
from saferplace.plan.models import EvidenceCheck

__all__ = ["LegalHold", "Recount", "RetentionRule", "RetentionRun", "SavedMapping", "Upload"]


class Recount(models.Model):
    """The plan's figure, counted again. count: null when a month of the period is not held or is in doubt.

    without_location: rows of the whole force that carry no place, so that nobody can say whether they lie in the area.
    """

    check_of = models.OneToOneField(EvidenceCheck, on_delete=models.CASCADE, related_name="recount")
    count = models.PositiveIntegerField(null=True)
    months_unknown = models.PositiveSmallIntegerField()
    without_location = models.PositiveIntegerField()
    receipt = models.ForeignKey(StoredReceipt, on_delete=models.PROTECT, related_name="+")
    without_location_receipt = models.ForeignKey(StoredReceipt, on_delete=models.PROTECT, related_name="+")
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(count__isnull=True, months_unknown__gt=0)
                | models.Q(count__isnull=False, months_unknown=0),
                name="recount_is_whole_or_says_what_is_unknown",
            )
        ]

    def __str__(self) -> str:
        return f"{self.check_of}: {self.count}"
