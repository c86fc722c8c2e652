"""The scorecard: every measure this person may see, by tier."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from saferplace.partnership.models import Partnership
from saferplace.performance.access import MeasureQuerySet
from saferplace.performance.models import Measure, Observation, Tier
from saferplace.performance.queries.reading import MeasureReading
from saferplace.performance.queries.readings import read_measures


@dataclass(frozen=True)
class Scorecard:
    partnership: Partnership
    today: dt.date
    readings: tuple[MeasureReading, ...]

    def of_tier(self, tier: Tier) -> list[MeasureReading]:
        return [r for r in self.readings if r.measure.tier == tier]

    @property
    def tiers(self) -> list[tuple[Tier, list[MeasureReading]]]:
        """Tiers that have measures, headline first."""
        return [(tier, found) for tier in Tier if (found := self.of_tier(tier))]


def scorecard(partnership: Partnership, user: Any, today: dt.date) -> Scorecard:
    """Read the scorecard as ``user`` may see it; an anonymous visitor sees published figures of public measures."""
    measures = _live(partnership).visible_to(user)
    observations = Observation.objects.current().visible_to(user)
    return Scorecard(partnership, today, tuple(read_measures(measures, observations)))


def public_scorecard(partnership: Partnership, today: dt.date) -> Scorecard:
    """The scorecard as a visitor without a sign-in sees it."""
    return scorecard(partnership, AnonymousUser(), today)


def whole_scorecard(partnership: Partnership, today: dt.date) -> Scorecard:
    """Every measure and current figure: for the command line, whose user can read the database anyway."""
    return Scorecard(partnership, today, tuple(read_measures(_live(partnership), Observation.objects.current())))


def _live(partnership: Partnership) -> MeasureQuerySet[Measure]:
    return Measure.objects.filter(partnership=partnership).live().select_related("partnership")
