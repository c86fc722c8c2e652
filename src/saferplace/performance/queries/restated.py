"""Which stored figures the evidence restated, and from what to what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from saferplace.analysis.missing import Known
from saferplace.analysis.months import Period
from saferplace.partnership.models import Partnership
from saferplace.performance.models import Observation


@dataclass(frozen=True)
class RestatedFigure:
    """before, after: in words; a figure may turn into none, and none into a figure."""

    measure: str
    measure_key: str
    period: Period
    before: str
    after: str


def restated_figures(
    partnership: Partnership, user: Any, *, data_set: str, after_version: int, up_to_version: int
) -> list[RestatedFigure]:
    """Figures computed again from a version after the one and up to the other, that replaced an earlier figure."""
    replaced = (
        Observation.objects.visible_to(user)
        .filter(
            measure__partnership=partnership,
            superseded_by__receipt__data_set=data_set,
            superseded_by__receipt__version__gt=after_version,
            superseded_by__receipt__version__lte=up_to_version,
            superseded_by__measure=F("measure"),
        )
        .select_related("measure", "version", "superseded_by")
        .order_by("measure__key", "period_first")
    )
    return [
        RestatedFigure(old.version.name, old.measure.key, old.period, _in_words(old), _in_words(old.superseded_by))
        for old in replaced
    ]


def _in_words(observation: Observation | None) -> str:
    if observation is None:
        return ""
    figure = observation.figure
    return f"{figure.value:,g}" if isinstance(figure, Known) else figure.in_words
