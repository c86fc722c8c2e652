"""The demo people: one for each role, with passwords that everybody knows. Only ever in demo mode."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from saferplace.core.actors import Actor
from saferplace.partnership.commands import add_person, give_role
from saferplace.partnership.models import Organisation, Partnership, Role, User

DEMO_PASSWORD = "demonstration-only"  # noqa: S105 - published on purpose


@dataclass(frozen=True)
class DemoPerson:
    """kind_of_organisation: the person sits in the first member of that kind."""

    email: str
    name: str
    role: Role
    kind_of_organisation: str


DEMO_PEOPLE = (
    DemoPerson("manager@demo.example", "Morgan Manager", Role.MANAGER, "district council"),
    DemoPerson("analyst@demo.example", "Ana Analyst", Role.ANALYST, "district council"),
    DemoPerson("lead@demo.example", "Lee Lead", Role.PRIORITY_LEAD, "police"),
    DemoPerson("partner@demo.example", "Pat Partner", Role.PARTNER_OFFICER, "fire and rescue"),
    DemoPerson("board@demo.example", "Bo Board", Role.BOARD_MEMBER, "probation"),
    DemoPerson("administrator@demo.example", "Ada Administrator", Role.ADMINISTRATOR, "district council"),
)


def add_demo_people(partnership: Partnership, *, by: Actor, today: dt.date) -> int:
    """Create the demo people that are not there yet, with their roles. Returns how many were created."""
    created = 0
    for person in DEMO_PEOPLE:
        organisation = _organisation(partnership, person.kind_of_organisation)
        user = User.objects.filter(email=person.email).first()
        if user is None:
            user = add_person(
                by=by,
                email=person.email,
                name=person.name,
                organisation=organisation,
                password=DEMO_PASSWORD,
                is_demo=True,
            )
            created += 1
        give_role(
            by=by, user=user, partnership=partnership, organisation=organisation, role=person.role, from_date=today
        )
    return created


def _organisation(partnership: Partnership, kind: str) -> Organisation:
    members = Organisation.objects.filter(memberships__partnership=partnership)
    return members.filter(kind=kind).first() or members.earliest("pk")
