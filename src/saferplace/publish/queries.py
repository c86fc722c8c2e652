"""What a partnership's public front page shows: the same to everybody, signed in or not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from saferplace.partnership.models import Partnership
from saferplace.performance.models import Tier
from saferplace.performance.queries import MeasureReading, public_scorecard
from saferplace.plan.models import PlanVersion, Priority
from saferplace.plan.queries import current_version, priorities


@dataclass(frozen=True)
class FrontPage:
    """version: of the plan, None before one is loaded. headline: readings of public, published figures."""

    version: PlanVersion | None
    priorities: list[Priority]
    headline: list[MeasureReading]


def front_page(partnership: Partnership, today: dt.date) -> FrontPage:
    version = current_version(partnership)
    return FrontPage(
        version=version,
        priorities=list(priorities(version)) if version else [],
        headline=public_scorecard(partnership, today).of_tier(Tier.HEADLINE),
    )
