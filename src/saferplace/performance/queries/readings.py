"""Many measures read in a bounded number of statements, however long their series."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import QuerySet

from saferplace.performance.models import Measure, MeasureVersion, Observation
from saferplace.performance.queries.reading import MeasureReading


def read_measures(measures: QuerySet[Measure], observations: QuerySet[Observation]) -> list[MeasureReading]:
    """The measures with those of ``observations`` that are theirs: three statements.

    Both must already be narrowed to what the reader may see.
    """
    found = list(measures.prefetch_related("versions"))
    of_measure: defaultdict[int, list[Observation]] = defaultdict(list)
    for observation in observations.filter(measure__in=found).order_by("measure", "period_first"):
        of_measure[observation.measure_id].append(observation)
    return [_reading(measure, of_measure[measure.pk]) for measure in found]


def _reading(measure: Measure, observations: list[Observation]) -> MeasureReading:
    versions: list[MeasureVersion] = list(measure.versions.all())
    current = next(v for v in versions if v.ended_at is None)
    since = max((v.number for v in versions if v.breaks_series), default=0)
    earlier = frozenset(v.pk for v in versions if v.number < since)
    return MeasureReading(measure, current, observations, earlier)
