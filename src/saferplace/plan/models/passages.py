"""The plan's prose: what is neither action nor outcome, in its order."""

from __future__ import annotations

from django.db import models

from saferplace.plan.models.versions import PlanVersion
from saferplace.plan.models.words import Printed, Sourced


class Passage(Printed, Sourced):
    """One paragraph or list item. heading: the heading it stands under, or the name of a stage."""

    class Part(models.TextChoices):
        FOREWORD = "foreword", "Foreword"
        ABOUT = "about", "About the partnership and its priorities"
        COMMISSIONER = "commissioner", "The Police and Crime Commissioner's priorities"
        FINDINGS_CAVEAT = "findings caveat", "How to read the key findings"
        PERFORMANCE = "performance", "Performance management"
        COMMITMENT = "commitment", "Commitments on performance management"
        PURPOSE = "purpose", "What performance management is used for"
        STAGE = "stage", "The performance management framework"
        HEADLINE = "headline", "Headline performance measures"
        LEGISLATION = "legislation", "Key legislation"
        MATRIX = "matrix", "Priorities and cross-cutting objectives"

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="passages")
    part = models.CharField(max_length=20, choices=Part.choices)
    key = models.SlugField(max_length=80, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["part", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "part", "position"], name="passage_position_once_in_a_part")
        ]
