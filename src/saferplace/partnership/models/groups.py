"""The tiers of a partnership: its board, its Joint Action Group, its action groups. Their names are data."""

from __future__ import annotations

from django.db import models

from saferplace.partnership.models.organisations import Organisation
from saferplace.partnership.models.partnerships import Partnership


class Group(models.Model):
    """tier: 1 is the strategic tier; higher numbers are nearer the street. to_date: the last day it existed."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="groups")
    key = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    tier = models.PositiveSmallIntegerField()
    purpose = models.TextField(blank=True)
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["tier", "name"]
        constraints = [models.UniqueConstraint(fields=["partnership", "key"], name="group_key_once_in_a_partnership")]

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="group_seats")

    class Meta:
        ordering = ["organisation__name"]
        constraints = [models.UniqueConstraint(fields=["group", "organisation"], name="organisation_once_in_a_group")]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.group}"
