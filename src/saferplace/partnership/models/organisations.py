"""Organisations, and what the law makes them in a partnership."""

from __future__ import annotations

from django.db import models

from saferplace.partnership.models.partnerships import Partnership


class StatutoryRole(models.TextChoices):
    """Crime and Disorder Act 1998 s.5(1), (2) and (3)."""

    RESPONSIBLE = "responsible", "Responsible authority"
    CO_OPERATING = "co-operating", "Co-operating authority"
    INVITED = "invited", "Invited to take part"
    OTHER = "other", "Other partner"


class Organisation(models.Model):
    """A body that may belong to several partnerships: a police force serves them all."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PartnershipMember(models.Model):
    """An organisation's statutory role in one partnership, with its dates and where that is said."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    statutory_role = models.CharField(max_length=20, choices=StatutoryRole.choices)
    basis = models.TextField(blank=True)
    from_date = models.DateField(null=True, blank=True)
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "organisation"],
                condition=models.Q(to_date__isnull=True),
                name="organisation_is_a_member_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_statutory_role_display()}"
