"""Record who a partnership is. What its file no longer names is ended with a date, never deleted."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Model

from saferplace.core import access
from saferplace.core.actors import Actor
from saferplace.core.audit import audited
from saferplace.partnership.models import (
    Group,
    GroupMember,
    Organisation,
    Partnership,
    PartnershipArea,
    PartnershipMember,
)
from saferplace.partnership.structure import Membership, Structure, Tier


class NameTaken(ValueError):
    """A key that another partnership already uses for a body of another name."""


def record_structure(*, by: Actor, structure: Structure, on: dt.date) -> Partnership:
    """Create the partnership or bring it up to what ``structure`` says. Saying the same again changes nothing.

    A new partnership can only be made at the command line. Raises NotAllowed, or `NameTaken` in a sentence.
    """
    partnership = Partnership.objects.filter(slug=structure.slug).first()
    access.require(by, "plan.load", partnership or Partnership(slug=structure.slug))
    with audited(by=by, action="partnership structure recorded", detail={"slug": structure.slug}) as draft:
        partnership = _partnership(structure)
        organisations = {m.key: _organisation(m, partnership) for m in structure.memberships}
        _areas(partnership, structure, on)
        _memberships(partnership, structure, organisations, on)
        _groups(partnership, structure, organisations, on)
        draft.subject = partnership
    return partnership


def _save_if_changed(record: Model, **fields: Any) -> None:
    if any(getattr(record, name) != value for name, value in fields.items()):
        for name, value in fields.items():
            setattr(record, name, value)
        record.save()


def _partnership(structure: Structure) -> Partnership:
    fields = {
        name: getattr(structure, name)
        for name in (
            "name", "short_name", "csp_code", "police_force_code", "police_force_slug", "statutory_basis",
            "contact_email", "colour",
        )
    }  # fmt: skip
    partnership, _ = Partnership.objects.get_or_create(slug=structure.slug, defaults=fields)
    _save_if_changed(partnership, **fields)
    return partnership


def _organisation(membership: Membership, partnership: Partnership) -> Organisation:
    fields = {"name": membership.name, "kind": membership.kind}
    organisation, _ = Organisation.objects.get_or_create(key=membership.key, defaults=fields)
    elsewhere = organisation.memberships.exclude(partnership=partnership).select_related("partnership").first()
    if elsewhere and organisation.name != membership.name:
        raise NameTaken(
            f"The organisation key “{membership.key}” already stands for {organisation.name} in "
            f"{elsewhere.partnership}. Use that name if it is the same body, or another key if it is not."
        )
    _save_if_changed(organisation, **fields)
    return organisation


def _areas(partnership: Partnership, structure: Structure, on: dt.date) -> None:
    for district in structure.districts:
        fields = {"name": district.name, "from_date": district.from_date, "to_date": district.to_date}
        area, _ = PartnershipArea.objects.get_or_create(partnership=partnership, code=district.code, defaults=fields)
        _save_if_changed(area, **fields)
    left = partnership.areas.filter(to_date__isnull=True).exclude(code__in=[d.code for d in structure.districts])
    left.update(to_date=on)


def _memberships(
    partnership: Partnership, structure: Structure, organisations: dict[str, Organisation], on: dt.date
) -> None:
    current = {m.organisation_id: m for m in partnership.members.filter(to_date__isnull=True)}
    for membership in structure.memberships:
        organisation = organisations[membership.key]
        held = current.pop(organisation.pk, None)
        if held and held.statutory_role != membership.statutory_role:
            _save_if_changed(held, to_date=on)
            held = None
        fields = {
            "basis": membership.basis,
            "from_date": membership.from_date,
            "to_date": membership.to_date,
        }
        if held:
            _save_if_changed(held, **fields)
        elif not _ended_already(partnership, organisation, membership):
            PartnershipMember.objects.create(
                partnership=partnership,
                organisation=organisation,
                statutory_role=membership.statutory_role,
                **fields,
            )
    for held in current.values():
        _save_if_changed(held, to_date=on)


def _ended_already(partnership: Partnership, organisation: Organisation, membership: Membership) -> bool:
    """The file may go on naming a membership that has ended; it is in the records once."""
    return (
        membership.to_date is not None
        and partnership.members.filter(organisation=organisation, to_date=membership.to_date).exists()
    )


def _groups(
    partnership: Partnership, structure: Structure, organisations: dict[str, Organisation], on: dt.date
) -> None:
    for tier in structure.tiers:
        fields = {"name": tier.name, "tier": tier.tier, "purpose": tier.purpose, "to_date": None}
        group, _ = Group.objects.get_or_create(partnership=partnership, key=tier.key, defaults=fields)
        _save_if_changed(group, **fields)
        _seats(group, tier, organisations)
    left = partnership.groups.filter(to_date__isnull=True).exclude(key__in=[tier.key for tier in structure.tiers])
    left.update(to_date=on)


def _seats(group: Group, tier: Tier, organisations: dict[str, Organisation]) -> None:
    """A seat has no history of its own: each version of the plan keeps the file that named it."""
    group.members.exclude(organisation__key__in=tier.members).delete()
    for key in tier.members:
        GroupMember.objects.get_or_create(group=group, organisation=organisations[key])
