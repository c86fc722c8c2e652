"""The home page says what needs this person's attention, in a bounded number of statements."""

from __future__ import annotations

from django.test import Client

from saferplace.core.attention import Urgency
from saferplace.partnership.models import Partnership, Role
from tests.factories import make_person


def test_a_manager_sees_what_is_worse_what_is_missing_and_what_is_due(
    loaded_dacorum: Partnership, client: Client, django_assert_max_num_queries: object
) -> None:
    client.force_login(make_person(loaded_dacorum, Role.MANAGER))
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        items = client.get("/dacorum/home/").context["items"]
    titles = " | ".join(item.title for item in items)
    assert "Load the months that are missing" in titles
    assert "violent crime: 463 in June 2025" in titles
    assert "Record domestic abuse incidents" in titles
    assert [item.urgency for item in items] == sorted(item.urgency for item in items)


def test_a_board_member_is_not_asked_to_do_other_peoples_work(loaded_dacorum: Partnership, client: Client) -> None:
    client.force_login(make_person(loaded_dacorum, Role.BOARD_MEMBER))
    items = client.get("/dacorum/home/").context["items"]
    assert not any(item.title.startswith(("Record", "Load", "Correct")) for item in items)
    assert all(item.urgency in set(Urgency) for item in items)
