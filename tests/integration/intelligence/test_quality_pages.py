"""Pages that say how far the evidence can be trusted, to whoever may see which numbers."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from saferplace.partnership.models import Partnership, Role
from tests.factories import make_person
from tests.integration.intelligence.partner_pages import load_police_files, partnership_with_records

QUALITY = "/dacorum/evidence/quality/"


@pytest.fixture
def partnership(db: None, tmp_path: Path, settings: Any) -> Partnership:
    return partnership_with_records(tmp_path, settings)


def as_role(client: Client, partnership: Partnership, role: Role) -> Client:
    client.force_login(make_person(partnership, role))
    return client


def text_of(page: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def test_every_data_set_that_is_held_is_a_line(client: Client, partnership: Partnership, tmp_path: Path) -> None:
    load_police_files(tmp_path)
    said = text_of(as_role(client, partnership, Role.BOARD_MEMBER).get(QUALITY))
    assert "Fly-tipping cleared or reported Dacorum Borough Council June to July 2026" in said
    assert "Uses of section 136 of the Mental Health Act Hertfordshire Constabulary" in said
    assert "Outcomes of crimes of data.police.uk Hertfordshire March to April 2021" in said


def test_before_anything_is_loaded_it_says_so(client: Client, db: None, tmp_path: Path, settings: Any) -> None:
    from tests.factories import make_partnership

    settings.EVIDENCE_ROOT = tmp_path
    member = as_role(client, make_partnership(), Role.BOARD_MEMBER)
    assert "Nothing has been loaded yet." in text_of(member.get(QUALITY))
    assert "That is no data, never zero." in text_of(member.get(f"{QUALITY}council-fly-tipping/"))
    assert member.get(f"{QUALITY}no-such-set/").status_code == 404


def test_a_data_set_says_what_each_period_lacks(client: Client, partnership: Partnership) -> None:
    said = text_of(as_role(client, partnership, Role.BOARD_MEMBER).get(f"{QUALITY}council-fly-tipping/"))
    assert "July 2026 0 0 0 0 0 0 0" in said
    assert "June 2026 4 7 2 1 0 1" in said
    assert "Usually comes: " in said


def test_acc_19_small_numbers_of_a_sensitive_data_set_are_not_told_to_all(
    client: Client, partnership: Partnership
) -> None:
    page = f"{QUALITY}section-136-uses/"
    member = text_of(as_role(client, partnership, Role.BOARD_MEMBER).get(page))
    analyst = text_of(as_role(Client(), partnership, Role.ANALYST).get(page))
    assert "June 2026 1 to 4 1 to 4" in member
    assert "June 2026 2 3" in analyst


def test_every_territorial_force_is_a_row_and_what_is_not_held_is_no_data(
    client: Client, partnership: Partnership, tmp_path: Path
) -> None:
    load_police_files(tmp_path)
    page = as_role(client, partnership, Role.BOARD_MEMBER).get(f"{QUALITY}forces/")
    matrix = page.context["matrix"]
    assert (page.context["year"], len(matrix.rows)) == (2021, 43)
    said = text_of(page)
    assert "Greater Manchester" + " – No data" * 12 in said
    assert "Hertfordshire, March 2021: only 5 rows for" in said


def test_the_exchange_lists_sets_that_nobody_sent_as_overdue(client: Client, partnership: Partnership) -> None:
    page = as_role(client, partnership, Role.BOARD_MEMBER).get("/dacorum/evidence/exchange/")
    lines = page.context["lines"]
    assert {line.source.data_set for line, _ in lines} >= {"police-asb-incidents", "fire-incidents"}
    assert "council-fly-tipping" not in {line.source.data_set for line, _ in lines}
    assert "Nobody has sent it" in text_of(page)
    assert "! Overdue" in text_of(page)


@pytest.mark.parametrize(
    "address", [QUALITY, f"{QUALITY}council-fly-tipping/", f"{QUALITY}forces/", "/dacorum/evidence/exchange/"]
)
def test_each_page_asks_the_records_a_bounded_number_of_statements(
    client: Client, partnership: Partnership, django_assert_max_num_queries: Any, address: str
) -> None:
    member = as_role(client, partnership, Role.BOARD_MEMBER)
    with django_assert_max_num_queries(8):
        assert member.get(address).status_code == 200


def test_an_absent_partner_s_name_is_no_way_into_another_s_quality(client: Client, partnership: Partnership) -> None:
    from tests.factories import make_partnership

    other = as_role(client, make_partnership("elsewhere", "Elsewhere Partnership"), Role.MANAGER)
    assert "Fly-tipping" not in text_of(other.get("/elsewhere/evidence/quality/"))
    assert other.get(QUALITY).status_code == 403
