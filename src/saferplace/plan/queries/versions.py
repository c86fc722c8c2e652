"""Which version of which plan is meant."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.utils import timezone

from saferplace.partnership.models import Partnership
from saferplace.plan.models import PlanVersion


def versions(partnership: Partnership) -> QuerySet[PlanVersion]:
    """Every version of every plan, newest first, without the whole file that each keeps."""
    return (
        PlanVersion.objects.filter(plan__partnership=partnership)
        .select_related("plan")
        .defer("content")
        .order_by("-loaded_at", "-number")
    )


def current_version(partnership: Partnership, on: dt.date | None = None) -> PlanVersion | None:
    """The newest version of the plan that runs on a day (today, if none is given), or None when no plan is loaded.

    The plan that began last counts, even past its end, so that a partnership is not without one while it writes the
    next. A plan loaded before it begins shows only where there is no other.
    """
    month = f"{on or timezone.localdate():%Y-%m}"
    begun = versions(partnership).filter(first_month__lte=month).order_by("-first_month", "-number").first()
    return begun or versions(partnership).order_by("first_month", "-number").first()


def numbered_version(partnership: Partnership, plan_key: str, number: int) -> PlanVersion | None:
    return versions(partnership).filter(plan__key=plan_key, number=number).first()
