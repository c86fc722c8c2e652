"""Deny by default: a permission exists only through a role held today in that partnership."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from saferplace.core.access import NotAllowed, allowed, require
from saferplace.core.models import AuditEntry
from saferplace.partnership.access import PERMISSIONS
from saferplace.partnership.commands import end_role
from saferplace.partnership.models import Role, RoleAssignment, User
from tests.factories import SYSTEM, make_partnership, make_person

pytestmark = pytest.mark.django_db


def test_every_role_has_a_row_in_the_table_of_permissions() -> None:
    assert set(PERMISSIONS) == set(Role)


def test_nobody_may_do_anything_without_a_role() -> None:
    partnership = make_partnership()
    user = make_person(partnership, None)
    every = frozenset().union(*PERMISSIONS.values())
    assert not any(allowed(who, permission, partnership) for permission in every for who in (user, AnonymousUser()))


def test_a_role_in_one_partnership_is_nothing_in_another() -> None:
    dacorum = make_partnership()
    elsewhere = make_partnership("elsewhere", "Elsewhere Community Safety Partnership")
    manager = make_person(dacorum, Role.MANAGER)
    assert allowed(manager, "audit.view", dacorum)
    with pytest.raises(NotAllowed):
        require(manager, "audit.view", elsewhere)


def test_acc_23_a_role_that_ended_yesterday_grants_nothing_today() -> None:
    partnership = make_partnership()
    user = make_person(partnership, Role.MANAGER)
    end_role(by=SYSTEM, assignment=RoleAssignment.objects.get(user=user), on=timezone.localdate() - dt.timedelta(1))
    assert not allowed(User.objects.get(pk=user.pk), "performance.view", partnership)


def test_a_deactivated_person_may_do_nothing() -> None:
    partnership = make_partnership()
    user = make_person(partnership, Role.MANAGER)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not allowed(User.objects.get(pk=user.pk), "performance.view", partnership)


def test_acc_14_signing_in_failing_and_signing_out_are_logged(client: Client) -> None:
    user = make_person(make_partnership(), Role.ANALYST)
    client.post("/sign-in/", {"username": user.email, "password": "wrong"})
    client.post("/sign-in/", {"username": user.email, "password": "a-long-test-password"})
    client.post("/sign-out/")
    actions = AuditEntry.objects.filter(kind="security").order_by("number").values_list("action", flat=True)
    assert list(actions) == ["sign-in failed", "signed in", "signed out"]


def test_a_password_typed_into_the_email_field_is_not_kept_in_the_log(client: Client) -> None:
    client.post("/sign-in/", {"username": "my-secret-password", "password": "x"})
    assert "my-secret-password" not in AuditEntry.objects.get(action="sign-in failed").detail_json


def test_the_tenth_failure_locks_that_name_out_from_that_address(client: Client) -> None:
    user = make_person(make_partnership(), Role.ANALYST)
    for _ in range(10):
        last = client.post("/sign-in/", {"username": user.email, "password": "wrong"})
    assert last.status_code == 429
    assert client.post("/sign-in/", {"username": user.email, "password": "a-long-test-password"}).status_code == 429


def test_passwords_are_hashed_with_argon2_in_production() -> None:
    from saferplace.web import settings

    assert settings.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
