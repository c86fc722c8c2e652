"""Put the measures of a partnership's file into the records, keeping every earlier definition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from saferplace.core import access
from saferplace.core.actors import Actor
from saferplace.core.audit import audited
from saferplace.partnership.models import Partnership
from saferplace.performance.definitions import SERIES_BREAKING, MeasureDefinition, read_definition
from saferplace.performance.models import Measure, MeasureVersion


@dataclass(frozen=True)
class MeasuresLoaded:
    """Keys by what happened to them."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    retired: tuple[str, ...]


def load_measures(
    partnership: Partnership, items: Sequence[Mapping[str, Any]], *, by: Actor, at: dt.datetime
) -> MeasuresLoaded:
    """Make the partnership's measures those of ``items``. The same items again change nothing.

    A changed definition becomes a new version; a measure no longer in the file is retired with its figures kept.
    Needs ``plan.load``. Raises ValueError for a definition that makes no sense.
    """
    access.require(by, "plan.load", partnership)
    definitions = [read_definition(item, position) for position, item in enumerate(items)]
    with audited(by=by, action="measures loaded", subject=partnership, partnership=partnership) as draft:
        loaded: dict[str, list[str]] = {"added": [], "changed": [], "unchanged": []}
        known = {m.key: m for m in Measure.objects.filter(partnership=partnership)}
        current = {
            v.measure_id: v
            for v in MeasureVersion.objects.filter(measure__partnership=partnership, ended_at__isnull=True)
        }
        for definition in definitions:
            measure = known.pop(definition.key, None)
            if measure is None:
                _add(partnership, definition, at)
                loaded["added"].append(definition.key)
            else:
                is_changed = _change(measure, current[measure.pk], definition, at)
                loaded["changed" if is_changed else "unchanged"].append(definition.key)
        retired = [key for key, measure in known.items() if not measure.is_retired]
        Measure.objects.filter(partnership=partnership, key__in=retired).update(is_retired=True)
        found = MeasuresLoaded(
            tuple(loaded["added"]), tuple(loaded["changed"]), tuple(loaded["unchanged"]), tuple(retired)
        )
        draft.detail.update(added=found.added, changed=found.changed, retired=found.retired)
    return found


def _add(partnership: Partnership, definition: MeasureDefinition, at: dt.datetime) -> None:
    measure = Measure.objects.create(partnership=partnership, key=definition.key, **definition.place)
    MeasureVersion.objects.create(measure=measure, number=1, made_at=at, **definition.meaning)


def _change(measure: Measure, version: MeasureVersion, definition: MeasureDefinition, at: dt.datetime) -> bool:
    wanted = {**definition.place, "is_retired": False}
    is_moved = any(getattr(measure, name) != value for name, value in wanted.items())
    if is_moved:
        Measure.objects.filter(pk=measure.pk).update(**wanted)
    different = [name for name, value in definition.meaning.items() if getattr(version, name) != value]
    if different:
        MeasureVersion.objects.filter(pk=version.pk).update(ended_at=at)
        MeasureVersion.objects.create(
            measure=measure,
            number=version.number + 1,
            made_at=at,
            breaks_series=any(name in SERIES_BREAKING for name in different),
            **definition.meaning,
        )
    return is_moved or bool(different)
