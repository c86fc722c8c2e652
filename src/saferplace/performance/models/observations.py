"""One figure for one period, where it came from, and who may see it. Restated figures keep the one before."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from saferplace.analysis.missing import Figure, Known, Missing
from saferplace.analysis.months import Month, Period
from saferplace.core.models import StoredReceipt
from saferplace.performance.access import ObservationQuerySet
from saferplace.performance.models.measures import Measure, MeasureVersion


class Release(models.TextChoices):
    PROVISIONAL = "provisional", "Not checked or published yet"
    PARTNER_ONLY = "partner-only", "Partners only"
    PUBLISHED = "published", "Published"


class MissingReason(models.TextChoices):
    """Why there is no figure: the words of `analysis.missing`."""

    BLANK = Missing.BLANK.value, "Left blank"
    SUPPRESSED = Missing.SUPPRESSED.value, "Withheld to protect people"
    NOT_YET_AVAILABLE = Missing.NOT_YET_AVAILABLE.value, "No data yet"
    NOT_COLLECTED = Missing.NOT_COLLECTED.value, "Not collected"
    DOUBTFUL = Missing.DOUBTFUL.value, "Data incomplete"
    NOT_CALCULABLE = Missing.NOT_CALCULABLE.value, "Not calculable"


class CollectionMethod(models.TextChoices):
    """How answers were gathered: only a random sample has a margin of error."""

    RANDOM_SAMPLE = "random sample", "Random sample"
    SELF_SELECTED = "self-selected", "People chose to reply"
    FULL_COUNT = "full count", "Everyone or everything counted"


class Observation(models.Model):
    """value: a count, or a percentage (0 to 100); exactly one of ``value`` and ``missing`` is there.

    numerator, denominator: whole numbers behind a percentage; for a count the numerator is the count.
    is_share: copied from the definition, so that the database can demand a denominator.
    seen_in_doubt: what the incomplete file of a doubtful period holds: drawn hollow, never compared.
    is_provisional: the source says that the figure may change.
    period_first, period_last: first day of the first month and of the last month.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="observations")
    version = models.ForeignKey(MeasureVersion, on_delete=models.PROTECT, related_name="observations")
    period_first = models.DateField()
    period_last = models.DateField()
    is_share = models.BooleanField(default=False)
    numerator = models.PositiveBigIntegerField(null=True, blank=True)
    denominator = models.PositiveBigIntegerField(null=True, blank=True)
    value = models.FloatField(null=True, blank=True)
    missing = models.CharField(max_length=20, choices=MissingReason.choices, blank=True)
    seen_in_doubt = models.PositiveBigIntegerField(null=True, blank=True)
    is_provisional = models.BooleanField(default=False)
    release = models.CharField(max_length=12, choices=Release.choices, default=Release.PROVISIONAL)
    source_note = models.TextField(blank=True)
    method = models.CharField(max_length=20, choices=CollectionMethod.choices, blank=True)
    receipt = models.ForeignKey(
        StoredReceipt, null=True, blank=True, on_delete=models.PROTECT, related_name="observations"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="observations"
    )
    recorded_by_label = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    revision_reason = models.TextField(blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    superseded_by = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="supersedes"
    )

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["measure", "period_first", "recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "period_first"],
                condition=Q(superseded_at__isnull=True),
                name="observation_is_current_once_for_a_period",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, missing="") | (Q(value__isnull=True) & ~Q(missing="")),
                name="observation_has_a_value_or_says_why_not",
            ),
            models.CheckConstraint(
                condition=Q(is_share=False)
                | Q(value__isnull=True)
                | Q(
                    # Said outright: a comparison with NULL is unknown, and a check that is unknown passes.
                    numerator__isnull=False,
                    denominator__isnull=False,
                    denominator__gt=0,
                    denominator__gte=F("numerator"),
                    value__gte=0,
                    value__lte=100,
                ),
                name="observation_percentage_has_both_its_numbers",
            ),
            models.CheckConstraint(
                condition=Q(seen_in_doubt__isnull=True) | Q(missing=Missing.DOUBTFUL.value),
                name="observation_seen_in_doubt_is_doubtful",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0), name="observation_value_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(is_share=True) | Q(value__isnull=True) | Q(numerator__isnull=False),
                name="observation_count_has_its_number",
            ),
            models.CheckConstraint(
                condition=Q(period_last__gte=F("period_first")), name="observation_period_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(receipt__isnull=False) | ~Q(source_note=""), name="observation_says_where_it_came_from"
            ),
            models.CheckConstraint(
                condition=Q(release=Release.PUBLISHED, published_at__isnull=False)
                | (~Q(release=Release.PUBLISHED) & Q(published_at__isnull=True)),
                name="observation_published_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}, {self.period.in_words()}"

    @property
    def period(self) -> Period:
        return Period(Month.of(self.period_first), Month.of(self.period_last))

    @property
    def figure(self) -> Figure:
        if self.value is None:
            return Missing(self.missing)
        return Known(self.value, is_provisional=self.is_provisional)
