"""What performance does for the plan, which lies below it: takes the file's measures, and shows them by outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone

from saferplace.core.actors import Actor
from saferplace.partnership.models import Partnership
from saferplace.performance.commands import load_measures
from saferplace.performance.queries import scorecard
from saferplace.plan.models import PlanVersion
from saferplace.plan.shown_by import ShownMeasure


def load_section(
    partnership: Partnership, content: Sequence[Mapping[str, Any]], version: PlanVersion, *, by: Actor
) -> list[str]:
    """Handle the ``measures`` section of a partnership's file."""
    loaded = load_measures(partnership, content, by=by, at=version.loaded_at)
    counted = (
        (loaded.added, "added"),
        (loaded.changed, "given a new definition or place"),
        (loaded.retired, "retired, with their figures kept"),
    )
    return [f"{_measures(len(keys))} {what}: {', '.join(keys)}." for keys, what in counted if keys]


def measures_shown(user: Any, partnership: Partnership) -> Iterator[ShownMeasure]:
    """The measures that this person may see, each with its newest figure in a line."""
    for reading in scorecard(partnership, user, timezone.localdate()).readings:
        key = reading.measure.key
        yield ShownMeasure(
            key=key,
            name=reading.version.name,
            href=reverse("performance:measure", args=[partnership.slug, key]),
            reading=f"{reading.newest_in_a_line}.",
            shows=tuple(reading.version.shows),
            headline_number=reading.measure.headline_number,
        )


def _measures(number: int) -> str:
    return "1 measure" if number == 1 else f"{number} measures"
