"""Reads about people and what they did."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from saferplace.core import access
from saferplace.core.models import AuditEntry
from saferplace.partnership.access import current_roles
from saferplace.partnership.models import Partnership, RoleAssignment, SharingAgreement, User


def roles_in_words(user: User, partnership: Partnership) -> list[str]:
    """The person's roles here today, as the page names them."""
    return [assignment.get_role_display() for assignment in current_roles(user).filter(partnership=partnership)]


def people_visible_to(user: Any, partnership: Partnership) -> QuerySet[User]:
    """Everyone who holds or held a role here, for those who may see people; nobody for others."""
    if not access.allowed(user, "people.view", partnership):
        return User.objects.none()
    here = RoleAssignment.objects.filter(partnership=partnership).select_related("organisation")
    return (
        User.objects.filter(role_assignments__partnership=partnership)
        .distinct()
        .select_related("organisation")
        .prefetch_related(Prefetch("role_assignments", queryset=here, to_attr="roles_here"))
    )


@dataclass(frozen=True)
class AuditFilter:
    """What the audit page was asked for; blanks mean all. entry ``kind`` is one of AuditEntry.Kind."""

    kind: str = ""
    words: str = ""


def audit_visible_to(user: Any, partnership: Partnership, wanted: AuditFilter = AuditFilter()) -> QuerySet[AuditEntry]:
    """The partnership's audit log, newest first, for those who may read it; nothing for others.

    Sign-ins carry no partnership: those of people with a role here are shown, and failed ones, which name nobody.
    """
    if not access.allowed(user, "audit.view", partnership):
        return AuditEntry.objects.none()
    members = RoleAssignment.objects.filter(partnership=partnership).values("user")
    security = Q(kind=AuditEntry.Kind.SECURITY) & (Q(actor__in=members) | Q(actor__isnull=True))
    entries = AuditEntry.objects.filter(Q(partnership_slug=partnership.slug) | security)
    if wanted.kind:
        entries = entries.filter(kind=wanted.kind)
    if wanted.words:
        entries = entries.filter(Q(action__icontains=wanted.words) | Q(actor_label__icontains=wanted.words))
    return entries.order_by("-number")


def agreements_in_force(partnership: Partnership, data_set: str, on: dt.date) -> QuerySet[SharingAgreement]:
    """The agreements under which that data set may be imported on that day, by reference."""
    return (
        SharingAgreement.objects.in_force_on(on)
        .filter(partnership=partnership, data_sets__data_set=data_set)
        .order_by("reference")
    )


def agreement_cited(partnership: Partnership, written: str | None) -> SharingAgreement | None:
    """The agreement that an import names as ``str(agreement)`` or by its reference alone; None for anything else."""
    reference, _, version = (written or "").partition(" version ")
    named = SharingAgreement.objects.filter(partnership=partnership, reference=reference)
    if version:
        return named.filter(version=int(version)).first() if version.isdecimal() and len(version) < 7 else None
    return named.current().first()
