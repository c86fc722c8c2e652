"""Demo people have a published password, so they exist only while every page says that this is a demonstration."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from saferplace.partnership.demo import DEMO_PASSWORD, DEMO_PEOPLE, add_demo_people
from saferplace.partnership.models import Role
from tests.factories import LONG_AGO, SYSTEM, make_partnership

pytestmark = pytest.mark.django_db
WHO = {"username": "analyst@demo.example", "password": DEMO_PASSWORD}


@pytest.fixture(autouse=True)
def _demo_people() -> None:
    add_demo_people(make_partnership(), by=SYSTEM, today=LONG_AGO)


def test_there_is_one_for_every_role() -> None:
    assert {person.role for person in DEMO_PEOPLE} == set(Role)


def test_they_sign_in_during_a_demonstration(client: Client, settings: Any) -> None:
    settings.DEMO = True
    assert client.post("/sign-in/", WHO).status_code == 302


def test_they_cannot_sign_in_otherwise(client: Client, settings: Any) -> None:
    settings.DEMO = False
    page = client.post("/sign-in/", WHO)
    assert page.status_code == 200
    assert "Your e-mail address or password is wrong" in page.content.decode()


def test_a_session_from_the_demonstration_ends_with_it(client: Client, settings: Any) -> None:
    settings.DEMO = True
    client.post("/sign-in/", WHO)
    settings.DEMO = False
    assert client.get("/dacorum/home/").status_code == 302


def test_adding_them_again_changes_nothing() -> None:
    assert add_demo_people(make_partnership(), by=SYSTEM, today=LONG_AGO) == 0


def test_their_password_is_told_only_during_a_demonstration(client: Client, settings: Any) -> None:
    settings.DEMO = False
    assert DEMO_PASSWORD not in client.get("/sign-in/").content.decode()
