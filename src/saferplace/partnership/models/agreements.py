"""Information-sharing agreements: on what footing partners' data comes, in versions."""

from __future__ import annotations

import datetime as dt

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from saferplace.partnership.models.organisations import Organisation
from saferplace.partnership.models.partnerships import Partnership


class Power(models.TextChoices):
    """The law that lets, or makes, the parties share."""

    SECTION_115 = "s.115", "Crime and Disorder Act 1998 s.115 (power to disclose)"
    DEPERSONALISED = "s.17A", "Crime and Disorder Act 1998 s.17A and SI 2007/1831 (duty to share depersonalised data)"
    OTHER = "other", "Another power, named under the lawful basis"


class AgreementQuerySet(models.QuerySet["SharingAgreement"]):
    def current(self) -> AgreementQuerySet:
        """The newest version of each."""
        return self.filter(replaced_at__isnull=True)

    def in_force_on(self, day: dt.date) -> AgreementQuerySet:
        """Signed by that day, not expired and not ended for good."""
        return self.current().filter(
            Q(expires_on__isnull=True) | Q(expires_on__gte=day), signed_on__lte=day, is_ended=False
        )


class SharingAgreement(models.Model):
    """One version of an agreement. An amendment is a new version; the one before stays, for what came under it.

    reference: what people, imports and addresses call it. purpose: what the data may be used for.
    retention_months: how long the parties agreed to keep rows; null where the agreement does not say.
    expires_on: the last day in force; null for one without an end. is_ended: ended for good, so nobody is reminded.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="agreements")
    reference = models.SlugField(max_length=60)
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=200)
    parties = models.ManyToManyField(Organisation, related_name="agreements")
    purpose = models.TextField()
    power = models.CharField(max_length=10, choices=Power.choices)
    lawful_basis = models.TextField()
    signed_on = models.DateField()
    review_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    retention_months = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])
    is_ended = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=200)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["reference", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "reference", "version"], name="agreement_version_is_there_once"
            ),
            models.UniqueConstraint(
                fields=["partnership", "reference"],
                condition=Q(replaced_at__isnull=True),
                name="agreement_has_one_current_version",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("signed_on")),
                name="agreement_expires_after_it_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(review_on__gte=F("signed_on")), name="agreement_is_reviewed_after_it_is_signed"
            ),
            models.CheckConstraint(
                condition=Q(retention_months__isnull=True) | Q(retention_months__gte=1),
                name="agreement_keeps_for_a_month_or_more",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} version {self.version}"

    @property
    def data_set_names(self) -> list[str]:
        return [covered.data_set for covered in self.data_sets.all()]

    def standing(self, today: dt.date) -> str:
        """In words, for a list."""
        if self.replaced_at is not None:
            return "Replaced by a later version"
        if self.is_ended:
            return "Ended"
        if self.signed_on > today:
            return "Not yet in force"
        if self.expires_on is not None and self.expires_on < today:
            return "Expired"
        return "In force, review due" if self.review_on <= today else "In force"


class AgreementDataSet(models.Model):
    """A data set that an agreement covers, by the name of its table."""

    agreement = models.ForeignKey(SharingAgreement, on_delete=models.CASCADE, related_name="data_sets")
    data_set = models.CharField(max_length=80)

    class Meta:
        ordering = ["data_set"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "data_set"], name="agreement_covers_a_data_set_once")
        ]

    def __str__(self) -> str:
        return self.data_set
