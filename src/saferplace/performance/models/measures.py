"""A measure is what the plan promised to count; its versions say how it was counted at each time."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from saferplace.analysis.months import Month, Period
from saferplace.analysis.xmr import Break, Polarity, Rebase
from saferplace.evidence.sources.catalogue import source_of
from saferplace.evidence.sources.source import SourceKind
from saferplace.partnership.models import Partnership
from saferplace.performance.access import MeasureQuerySet


class Tier(models.TextChoices):
    HEADLINE = "headline", "Headline measure"
    PRIORITY = "priority", "Priority measure"
    DIAGNOSTIC = "diagnostic", "Diagnostic indicator"


class Publication(models.TextChoices):
    PUBLIC = "public", "Public"
    PARTNERS = "partners", "Partners only"


class ValueKind(models.TextChoices):
    COUNT = "count", "Count"
    PERCENTAGE = "percentage", "Percentage"


class Frequency(models.TextChoices):
    MONTHLY = "monthly", "Monthly"
    QUARTERLY = "quarterly", "Quarterly"
    YEARLY = "yearly", "Yearly"

    @property
    def months(self) -> int:
        return {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.YEARLY: 12}[self]


class Measure(models.Model):
    """Who it belongs to, where it stands on the scorecard and who may see it. Its meaning is in its version.

    population_count, population_year, population_source: the residents a rate is per, as last read from reference.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="measures")
    key = models.SlugField(max_length=80)
    tier = models.CharField(max_length=12, choices=Tier.choices)
    headline_number = models.PositiveSmallIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    publication = models.CharField(max_length=10, choices=Publication.choices, default=Publication.PARTNERS)
    is_retired = models.BooleanField(default=False)
    population_count = models.PositiveIntegerField(null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(null=True, blank=True)
    population_source = models.CharField(max_length=200, blank=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["position", "key"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "key"], name="measure_key_once_in_a_partnership"),
            models.CheckConstraint(
                condition=Q(tier=Tier.HEADLINE) | Q(headline_number__isnull=True),
                name="only_headline_measures_have_a_number",
            ),
            models.CheckConstraint(
                condition=Q(population_count__isnull=True, population_year__isnull=True)
                | Q(population_count__gt=0, population_year__isnull=False),
                name="population_has_its_year",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class MeasureVersion(models.Model):
    """One definition. A change of any word makes a new version; the old one stays, with the figures made under it.

    source: ``{"kind": "evidence", "data_set": …}`` with ``crime_types``, ``categories`` or an ``indicator``; or
    ``{"kind": "recorded", "from": …}``.
    baseline: ``{"from": month, "to": month}``, with a ``value`` unless it is computed from the figures.
    target: ``{"value": number, "by": month, "how_set": words}``; null is a tracker.
    comparability_breaks: ``{"from": month, "to": month, "reason": words}``; without ``to`` the change is for good.
    shows: keys of the plan's outcomes. parts, pair_with: keys of measures to be read beside this one.
    breaks_series: figures under earlier versions are not comparable with this one.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    definition = models.TextField()
    unit = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=ValueKind.choices)
    polarity = models.CharField(max_length=8, choices=[(p.value, p.value) for p in Polarity])
    polarity_note = models.TextField(blank=True)
    frequency = models.CharField(max_length=10, choices=Frequency.choices)
    owner = models.CharField(max_length=200, blank=True)
    source = models.JSONField()
    denominator = models.CharField(max_length=80, blank=True)
    baseline = models.JSONField(null=True, blank=True)
    target = models.JSONField(null=True, blank=True)
    shows = models.JSONField(default=list, blank=True)
    parts = models.JSONField(default=list, blank=True)
    pair_with = models.JSONField(default=list, blank=True)
    comparability_breaks = models.JSONField(default=list, blank=True)
    series_from = models.CharField(max_length=7)
    note = models.TextField(blank=True)
    breaks_series = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["measure", "number"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "number"], name="measure_version_number_once"),
            models.UniqueConstraint(
                fields=["measure"], condition=Q(ended_at__isnull=True), name="measure_has_one_current_version"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("made_at")),
                name="measure_version_ends_after_it_is_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (version {self.number})"

    @property
    def comparable_since(self) -> int:
        """Number of the first version whose figures mean the same as this one's."""
        breaking = self.measure.versions.filter(breaks_series=True, number__lte=self.number)
        return breaking.aggregate(newest=models.Max("number"))["newest"] or 1

    @property
    def is_percentage(self) -> bool:
        return self.kind == ValueKind.PERCENTAGE

    @property
    def is_recorded_by_hand(self) -> bool:
        return bool(self.source.get("kind") == "recorded")

    @property
    def source_in_words(self) -> str:
        """Who the figures come from and what they may be used under, for the foot of a chart."""
        if self.is_recorded_by_hand:
            return f"{self.source['from']}."
        try:
            source = source_of(self.source["data_set"])
        except LookupError:
            return f"{self.source['data_set']}."
        if source.kind is SourceKind.POLICE:
            return "data.police.uk. Contains public sector information licensed under the Open Government Licence v3.0."
        return f"{source.title}. {source.licence.rstrip('.')}."

    @property
    def awaited_in_words(self) -> str:
        """What has to happen before there is a first figure."""
        if self.is_recorded_by_hand:
            return f"Figures come from {self.source['from']} and are recorded by hand."
        if self.source["data_set"].startswith("police-uk"):
            return "They appear when police files of the area are imported."
        return f"They appear when files of “{self.source['data_set']}” are imported."

    @property
    def is_per_resident(self) -> bool:
        return self.denominator.startswith("residents")

    @property
    def target_value(self) -> float | None:
        return None if self.target is None else float(self.target["value"])

    @property
    def baseline_period(self) -> Period | None:
        return None if self.baseline is None else _period(self.baseline)

    @property
    def breaks(self) -> list[Break]:
        """Spells that are not comparable with the rest."""
        return [Break(_period(said), said["reason"]) for said in self.comparability_breaks if "to" in said]

    @property
    def rebases(self) -> list[Rebase]:
        """Breaks without an end: from that month on everything is counted anew, so limits start again."""
        return [
            Rebase(Month.parse(said["from"]), said["reason"]) for said in self.comparability_breaks if "to" not in said
        ]

    @property
    def needs_sample_size(self) -> bool:
        return self.is_percentage or bool(self.source.get("needs_sample_size"))

    @property
    def months_apart(self) -> int:
        return Frequency(self.frequency).months

    @property
    def first_month(self) -> Month:
        return Month.parse(self.series_from)


def _period(said: dict[str, str]) -> Period:
    return Period(Month.parse(said["from"]), Month.parse(said["to"]))
