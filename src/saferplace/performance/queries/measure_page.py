"""A measure's page: its reading, and one row for each period of its series."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from saferplace.analysis.missing import Missing
from saferplace.analysis.months import Month, Period
from saferplace.partnership.models import Organisation, Partnership
from saferplace.performance.models import Measure, Observation
from saferplace.performance.queries.reading import MeasureReading
from saferplace.performance.queries.readings import read_measures
from saferplace.plan.models import Outcome
from saferplace.plan.queries import outcomes_by_key

_NOTHING = "–"  # the status beside it says why; never 0


@dataclass(frozen=True)
class Row:
    """One period. ``observation`` is None for a period between two others of which nothing is held."""

    period: Period
    observation: Observation | None
    written: str
    status: str
    signal: str

    @property
    def is_known(self) -> bool:
        return self.observation is not None and self.observation.value is not None


@dataclass(frozen=True)
class MeasurePage:
    """rows: newest first. related: name and key of the measures to be read beside this one.

    outcomes: of the current plan, that this measure shows.
    """

    reading: MeasureReading
    rows: tuple[Row, ...]
    owner: str
    related: tuple[tuple[str, str], ...]
    outcomes: tuple[Outcome, ...]


def measure_page(measure: Measure, user: Any, *, as_of: dt.datetime | None = None) -> MeasurePage:
    """Read one measure as ``user`` may see it, in a bounded number of statements.

    as_of: with the figures that were current at that moment, read by today's definition; None for now.
    """
    this = Measure.objects.filter(pk=measure.pk).select_related("partnership")
    figures = Observation.objects.current() if as_of is None else Observation.objects.as_of(as_of)
    reading = read_measures(this, figures.visible_to(user))[0]
    return MeasurePage(
        reading, rows(reading), _owner(reading.version.owner), _related(reading, user), _outcomes(reading)
    )


def unusual_in_words(reading: MeasureReading, value: float | None) -> str:
    """A warning for a new figure far from those before it; blank for one that is not, or with too few to judge by."""
    segment = reading.chart.newest_segment
    if value is None or segment is None or segment.limits is None:
        return ""
    if segment.limits.lower <= value <= segment.limits.upper:
        return ""
    usual = f"{reading.written(segment.limits.lower)} to {reading.written(segment.limits.upper)}"
    return f"{reading.written(value)} is outside the usual range of {usual}. It may be right: check it with its source."


def find_measure(partnership: Partnership, key: str, user: Any) -> Measure | None:
    """The measure, if this person may know of it."""
    return Measure.objects.filter(partnership=partnership, key=key).live().visible_to(user).first()


def rows(reading: MeasureReading) -> tuple[Row, ...]:
    """Every period from the first held to the last, newest first, with what is missing in between."""
    held: Mapping[Month, Observation] = {Month.of(o.period_first): o for o in reading.fitting}
    months = [point.month for point in reading.chart.points]
    return tuple(_row(reading, month, held.get(month)) for month in reversed(months))


def _row(reading: MeasureReading, month: Month, observation: Observation | None) -> Row:
    period = reading.chart.period_of(month)
    if observation is None:
        return Row(period, None, _NOTHING, Missing.NOT_YET_AVAILABLE.in_words.capitalize(), "")
    if observation.value is None:
        said = Missing(observation.missing).in_words.capitalize()
        if observation.seen_in_doubt is not None:
            said = f"{said}: {observation.seen_in_doubt:,} in the file"
        return Row(period, observation, _NOTHING, said, "not judged: no figure is not a fall")
    status = "Provisional" if observation.is_provisional else "Final"
    return Row(period, observation, reading.written(observation.value), status, reading.signals[month])


def _owner(said: str) -> str:
    """The organisation's name where the file gives its key, else the words as they stand."""
    organisation = Organisation.objects.filter(key=said).first() if said else None
    return str(organisation) if organisation else said or "Nobody named yet"


def _related(reading: MeasureReading, user: Any) -> tuple[tuple[str, str], ...]:
    keys = [*reading.version.parts, *reading.version.pair_with]
    if not keys:
        return ()
    found = (
        Measure.objects.filter(partnership=reading.measure.partnership, key__in=keys, versions__ended_at__isnull=True)
        .live()
        .visible_to(user)
        .values_list("versions__name", "key")
    )
    return tuple(found)


def _outcomes(reading: MeasureReading) -> tuple[Outcome, ...]:
    if not reading.version.shows:
        return ()
    known = outcomes_by_key(reading.measure.partnership)
    return tuple(known[key] for key in reading.version.shows if key in known)
