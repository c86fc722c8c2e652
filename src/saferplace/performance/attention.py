"""What the home page should say about measures: signals, figures that are due, figures that wait to be published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from saferplace.analysis.xmr import Kind
from saferplace.core import access
from saferplace.core.attention import AttentionItem, Urgency
from saferplace.partnership.models import Partnership
from saferplace.performance.models import Publication, Release, Tier
from saferplace.performance.periods import finished_periods
from saferplace.performance.queries import MeasureReading, scorecard


def about_measures(user: Any, partnership: Model) -> Iterator[AttentionItem]:
    """Only of measures that this person may see; what to do only for those who may do it."""
    assert isinstance(partnership, Partnership)  # noqa: S101 - the registry speaks of models, and gives partnerships
    if not access.allowed(user, "performance.view", partnership):
        return
    today = timezone.localdate()
    may_record = access.allowed(user, "performance.record", partnership)
    may_publish = access.allowed(user, "performance.publish", partnership)
    for reading in scorecard(partnership, user, today).readings:
        yield from _signal(reading)
        if may_record:
            yield from _due(reading, today)
        if may_publish:
            yield from _unpublished(reading)


def _signal(reading: MeasureReading) -> Iterator[AttentionItem]:
    """The newest figure of a headline or priority measure, when it is unlikely to be chance and not good."""
    judged, latest = reading.chart.latest, reading.latest
    if reading.measure.tier == Tier.DIAGNOSTIC or judged is None or latest is None:
        return
    if judged.month == latest.period.first and judged.kind is Kind.CONCERN:
        title = f"Look into {reading.version.name.lower()}: {reading.newest_in_a_line}"
        yield AttentionItem(Urgency.SOON, title, reading.chart_in_words, _page(reading))


def _due(reading: MeasureReading, today: dt.date) -> Iterator[AttentionItem]:
    periods = finished_periods(reading.version, today)
    if not reading.version.is_recorded_by_hand or not periods or periods[0].first in reading.figures:
        return
    yield AttentionItem(
        Urgency.SOON,
        f"Record {reading.version.name.lower()} for {periods[0].in_words()}",
        f"The newest figure: {reading.latest_in_words}.",
        _page(reading, "record"),
    )


def _unpublished(reading: MeasureReading) -> Iterator[AttentionItem]:
    waiting = [o for o in reading.observations if o.release == Release.PROVISIONAL]
    if waiting and reading.measure.publication == Publication.PUBLIC:
        figures = "1 figure" if len(waiting) == 1 else f"{len(waiting)} figures"
        yield AttentionItem(
            Urgency.SOON,
            f"Check and publish {figures} of {reading.version.name.lower()}",
            "Until then the public page shows nothing for these periods.",
            _page(reading),
        )


def _page(reading: MeasureReading, name: str = "measure") -> str:
    return reverse(f"performance:{name}", args=[reading.measure.partnership.slug, reading.measure.key])
