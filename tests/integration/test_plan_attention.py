"""What the home page asks of whoever looks after the plan."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from saferplace.partnership.models import Partnership, Role
from saferplace.plan import shown_by
from saferplace.plan.attention import attention
from tests.factories import make_partnership, make_person
from tests.integration.plan_files import load_dacorum

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_measures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown_by, "_providers", [])


@pytest.fixture
def on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: dt.date(2026, 11, 23))


def titles(partnership: Partnership, role: Role) -> list[str]:
    return [item.title for item in attention(make_person(partnership, role), partnership)]


def test_a_manager_is_told_of_a_plan_that_has_run_out_and_of_outcomes_not_measured(on_a_day: None) -> None:
    partnership = load_dacorum().version.plan.partnership
    assert titles(partnership, Role.MANAGER) == ["Load the next plan", "50 of 50 desired outcomes are not measured"]


def test_a_manager_without_a_plan_is_asked_to_load_one() -> None:
    assert titles(make_partnership(), Role.MANAGER) == ["Load the plan"]


def test_others_are_not_asked_for_what_they_may_not_do() -> None:
    assert titles(make_partnership(), Role.BOARD_MEMBER) == []


def test_the_plans_page_says_that_it_has_run_out(client: Client, on_a_day: None) -> None:
    load_dacorum()
    assert "This plan ran to March 2026." in client.get("/dacorum/plan/").content.decode()
