"""Which role may do what. The one table; anything not in it is refused."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from saferplace.partnership.models import Partnership, Role, RoleAssignment, User

_EVERY_MEMBER = frozenset({"performance.view", "intelligence.view_map", "evidence.view", "agreements.view"})
_ANALYST = _EVERY_MEMBER | {
    "evidence.view_rows",
    "evidence.view_refused",
    "evidence.view_sensitive",  # rows and points of health, missing children, section 136 and the like
    "evidence.import",  # any data set of any provider
    "evidence.settle_places",
    "performance.record",
}

PERMISSIONS: dict[str, frozenset[str]] = {
    Role.ADMINISTRATOR: _EVERY_MEMBER | {"people.view", "audit.view"},
    Role.MANAGER: _ANALYST
    | {"plan.load", "performance.publish", "people.view", "audit.view", "evidence.retain", "evidence.hold"}
    | {"agreements.change"},
    Role.ANALYST: _ANALYST,
    # evidence.send: files of the organisation for which the role is held, and one's own uploads only
    Role.PRIORITY_LEAD: _EVERY_MEMBER | {"evidence.view_rows", "evidence.send", "performance.record"},
    Role.PARTNER_OFFICER: _EVERY_MEMBER | {"evidence.send", "performance.record"},
    Role.BOARD_MEMBER: _EVERY_MEMBER,
}


def permissions_of(user: Any, partnership: Model) -> frozenset[str]:
    """Every permission the person holds today in this partnership, through any of their roles.

    Read once per person object, which lives as long as one request: a role taken away is gone at the next page.
    """
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    known: dict[int, frozenset[str]] = user.__dict__.setdefault("_permissions", {})
    if partnership.pk not in known:
        roles = current_roles(user).filter(partnership_id=partnership.pk).values_list("role", flat=True)
        known[partnership.pk] = frozenset().union(*(PERMISSIONS[role] for role in roles))
    return known[partnership.pk]


def current_roles(user: User) -> QuerySet[RoleAssignment]:
    """The assignments that hold today."""
    today = timezone.localdate()
    return RoleAssignment.objects.filter(user=user, from_date__lte=today).filter(
        Q(to_date__isnull=True) | Q(to_date__gte=today)
    )


def partnerships_of(user: User) -> QuerySet[Partnership]:
    """The partnerships in which the person holds any role today."""
    return Partnership.objects.filter(pk__in=current_roles(user).values("partnership"))
