"""Valid, plausible records for tests."""

from __future__ import annotations

import datetime as dt

from saferplace.core.actors import Actor
from saferplace.partnership.commands import add_person, give_role
from saferplace.partnership.models import (
    Organisation,
    Partnership,
    PartnershipArea,
    PartnershipMember,
    Role,
    StatutoryRole,
    User,
)

SYSTEM = Actor(None, "a test at the command line", "", "command line")
LONG_AGO = dt.date(2023, 4, 1)


def make_partnership(slug: str = "dacorum", name: str = "Dacorum Community Safety Partnership") -> Partnership:
    """A partnership of the council and the police, with its district."""
    partnership, _ = Partnership.objects.get_or_create(
        slug=slug,
        defaults={
            "name": name,
            "short_name": name.split()[0],
            "csp_code": "E22000124",
            "police_force_code": "E23000027",
            "police_force_slug": "hertfordshire",
        },
    )
    PartnershipArea.objects.get_or_create(partnership=partnership, code="E07000096", defaults={"name": "Dacorum"})
    for key, organisation_name, kind in (
        ("dacorum-borough-council", "Dacorum Borough Council", "district council"),
        ("hertfordshire-constabulary", "Hertfordshire Constabulary", "police"),
    ):
        organisation, _ = Organisation.objects.get_or_create(
            key=key, defaults={"name": organisation_name, "kind": kind}
        )
        PartnershipMember.objects.get_or_create(
            partnership=partnership,
            organisation=organisation,
            defaults={"statutory_role": StatutoryRole.RESPONSIBLE},
        )
    return partnership


def make_person(partnership: Partnership, role: Role | None, email: str | None = None) -> User:
    """Somebody at the council, holding one role in the partnership, or none."""
    organisation = Organisation.objects.get(key="dacorum-borough-council")
    label = role.value if role else "no-role"
    user = add_person(
        by=SYSTEM,
        email=email or f"{label}@{partnership.slug}.example",
        name=f"{label.replace('_', ' ').title()} Person",
        organisation=organisation,
        password="a-long-test-password",
    )
    if role:
        give_role(
            by=SYSTEM, user=user, partnership=partnership, organisation=organisation, role=role, from_date=LONG_AGO
        )
    return user
