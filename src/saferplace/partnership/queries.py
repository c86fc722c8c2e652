"""Reads about people and what they did."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from saferplace.core import access
from saferplace.core.models import AuditEntry
from saferplace.evidence.sources import catalogue
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


def agreements_with_standing(partnership: Partnership, today: dt.date) -> list[tuple[SharingAgreement, str]]:
    """The newest version of each agreement, and how it stands today in words."""
    current = SharingAgreement.objects.current().filter(partnership=partnership)
    return [(each, each.standing(today)) for each in current.prefetch_related("parties", "data_sets")]


def agreement_versions(partnership: Partnership, reference: str) -> list[SharingAgreement]:
    """Every version of one agreement, newest first; none when there is no such agreement."""
    named = SharingAgreement.objects.filter(partnership=partnership, reference=reference)
    return list(named.order_by("-version").select_related("partnership").prefetch_related("parties", "data_sets"))


def data_sets_to_share() -> list[tuple[str, str]]:
    """Name and title of every data set that needs an agreement: open data needs none."""
    return [
        (source.data_set, source.title[0].upper() + source.title[1:])
        for source in catalogue.SOURCES
        if not source.is_open
    ]


def covered_in_words(agreement: SharingAgreement) -> list[str]:
    """The titles of the data sets that an agreement covers; a name alone where the data set is no longer known."""
    titles = dict(data_sets_to_share())
    return [titles.get(name, name) for name in agreement.data_set_names]
