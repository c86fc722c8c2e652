"""Who may see which measures and figures. The one place: pages, lists, charts and downloads all narrow by it."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from saferplace.partnership.access import PERMISSIONS, current_roles
from saferplace.partnership.models import User

_M = TypeVar("_M", bound=Model)


def may_view_unpublished(user: Any, prefix: str = "") -> Q:
    """Condition on rows whose partnership lets this person see figures before they are published.

    prefix: path from the row to its partnership's field, for example ``measure__``.
    """
    if not isinstance(user, User) or not user.is_active:
        return Q(pk__in=[])
    roles = [role for role, granted in PERMISSIONS.items() if "performance.view" in granted]
    here = current_roles(user).filter(role__in=roles).values("partnership")
    return Q(**{f"{prefix}partnership__in": here})


class MeasureQuerySet(QuerySet[_M]):
    def live(self) -> MeasureQuerySet[_M]:
        return self.filter(is_retired=False)

    def visible_to(self, user: Any) -> MeasureQuerySet[_M]:
        """Public measures for everyone; the rest for members of the partnership."""
        return self.filter(Q(publication="public") | may_view_unpublished(user))


class ObservationQuerySet(QuerySet[_M]):
    def current(self) -> ObservationQuerySet[_M]:
        return self.filter(superseded_at__isnull=True)

    def as_of(self, moment: dt.datetime) -> ObservationQuerySet[_M]:
        """Those that were current at that moment, whatever replaced them since."""
        not_yet_replaced = Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment)
        return self.filter(not_yet_replaced, recorded_at__lte=moment)

    def visible_to(self, user: Any) -> ObservationQuerySet[_M]:
        """Published figures of public measures for everyone; the rest for members of the partnership."""
        published = Q(release="published", measure__publication="public")
        return self.filter(published | may_view_unpublished(user, "measure__"))
