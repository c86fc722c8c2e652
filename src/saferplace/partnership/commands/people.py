"""Writes about people and roles."""

from __future__ import annotations

import datetime as dt

from saferplace.core.actors import Actor
from saferplace.core.audit import audited
from saferplace.partnership.models import Organisation, Partnership, Role, RoleAssignment, User


def add_person(
    *, by: Actor, email: str, name: str, organisation: Organisation | None, password: str | None, is_demo: bool = False
) -> User:
    """Create a person who can sign in, once they are given a role. Raises ValidationError for a bad or taken e-mail."""
    with audited(by=by, action="person added") as draft:
        user = User.objects.create_user(email, password, name=name, organisation=organisation, is_demo=is_demo)
        draft.subject = user
    return user


def give_role(
    *, by: Actor, user: User, partnership: Partnership, organisation: Organisation, role: Role, from_date: dt.date
) -> RoleAssignment:
    """Let a person act in a role from a date on. Giving it twice changes nothing."""
    held = RoleAssignment.objects.filter(user=user, partnership=partnership, role=role, to_date__isnull=True).first()
    if held:
        return held
    detail = {"person": user.pk, "role": role.value, "organisation": organisation.key}
    with audited(by=by, action="role given", partnership=partnership, detail=detail) as draft:
        draft.subject = given = RoleAssignment.objects.create(
            user=user, partnership=partnership, organisation=organisation, role=role, from_date=from_date
        )
    return given


def end_role(*, by: Actor, assignment: RoleAssignment, on: dt.date) -> None:
    """Take a role away from the day after ``on``. The assignment stays, as history."""
    with audited(by=by, action="role ended", subject=assignment, partnership=assignment.partnership):
        assignment.to_date = on
        assignment.save(update_fields=["to_date"])
