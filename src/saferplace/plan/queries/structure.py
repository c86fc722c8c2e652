"""Who the partnership is: its organisations by statutory role, and its groups by tier."""

from __future__ import annotations

from dataclasses import dataclass

from saferplace.partnership.models import Group, Partnership, PartnershipArea, PartnershipMember, StatutoryRole


@dataclass(frozen=True)
class RoleMembers:
    """role: in words. members: organisations that hold it now, with their organisation fetched; may be empty."""

    role: str
    members: tuple[PartnershipMember, ...]


@dataclass(frozen=True)
class Structure:
    areas: tuple[PartnershipArea, ...]
    roles: tuple[RoleMembers, ...]
    former: tuple[PartnershipMember, ...]
    groups: tuple[Group, ...]


def structure(partnership: Partnership) -> Structure:
    """In four statements."""
    members = list(partnership.members.select_related("organisation"))
    current = [member for member in members if member.to_date is None]
    return Structure(
        areas=tuple(partnership.areas.all()),
        roles=tuple(
            RoleMembers(label, tuple(member for member in current if member.statutory_role == role))
            for role, label in StatutoryRole.choices
        ),
        former=tuple(member for member in members if member.to_date is not None),
        groups=tuple(partnership.groups.filter(to_date__isnull=True).prefetch_related("members__organisation")),
    )
