"""What became of crimes, and stop and search, as members see them."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from saferplace.partnership.models import Partnership, Role
from tests.factories import make_partnership, make_person
from tests.integration.intelligence.partner_pages import load_police_files

OUTCOMES, SEARCHES = "/dacorum/outcomes/", "/dacorum/stop-and-search/"


@pytest.fixture
def partnership(db: None, tmp_path: Path, settings: Any) -> Partnership:
    settings.EVIDENCE_ROOT = tmp_path
    load_police_files(tmp_path)
    return make_partnership()


@pytest.fixture
def member(client: Client, partnership: Partnership) -> Client:
    client.force_login(make_person(partnership, Role.BOARD_MEMBER))
    return client


def text_of(page: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def rows_of(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_the_sentence_has_the_rate_its_denominator_and_its_interval(member: Client) -> None:
    said = text_of(member.get(OUTCOMES))
    rate = "33.3% (1 of 3; 95% interval 6.1% to 79.2%)"
    assert f"Of 3 crimes recorded in Dacorum, March 2021, {rate} led to a charge so far." in said
    assert "nor is 1 crime that came without one" in said
    assert "March 2021: too recent." in said
    assert "1 belongs to crimes that are not held here" in said


def test_types_with_enough_crimes_are_drawn_and_never_shown_as_the_words_of_a_drawing(
    client: Client, db: None, tmp_path: Path, settings: Any
) -> None:
    settings.EVIDENCE_ROOT = tmp_path
    load_police_files(tmp_path, burglaries=20)
    client.force_login(make_person(make_partnership(), Role.BOARD_MEMBER))
    said = client.get(OUTCOMES).content.decode()
    assert 'aria-label="Chart" tabindex="0"><svg ' in said
    assert "&lt;svg" not in said


def test_a_type_without_a_crime_has_nothing_to_calculate(member: Client) -> None:
    said = text_of(member.get(OUTCOMES, {"crime_type": "Robbery"}))
    assert "No crime that can be followed was recorded in Dacorum, March 2021." in said


def test_the_download_has_a_row_for_each_type_and_month_with_its_receipt(member: Client) -> None:
    (row,) = rows_of(member.get("/dacorum/outcomes.csv"))
    assert (row["crime_type"], row["crimes_with_id"], row["charged"]) == ("Burglary", "3", "1")
    assert (row["no_suspect_identified"], row["is_too_recent"]) == ("1", "yes")
    member.get(OUTCOMES)
    assert member.get(f"/receipts/{row['receipt']}/").status_code == 200


def test_searches_are_told_by_month_by_what_and_by_hour(member: Client) -> None:
    page = member.get(SEARCHES)
    said = text_of(page)
    assert "2 searches by Hertfordshire, March 2021." in said
    assert "1 searches stand at 00:00 exactly" in said
    assert "Left blank 2 100.0%" in said  # how they defined their ethnicity
    assert "White 2 100.0%" in said
    assert member.get(f"/receipts/{page.context['page'].found.receipt.digest}/").status_code == 200


def test_the_download_of_searches_has_every_table_and_says_what_is_known(member: Client) -> None:
    rows = rows_of(member.get("/dacorum/stop-and-search.csv"))
    found = {(row["told_apart_by"], row["value"]): row["searches"] for row in rows}
    assert found["month", "2021-03"] == "2"
    assert found["object", "Controlled drugs"] == "2"
    assert found["weekday_and_hour", "Friday 23"] == "1"
    assert {row["status"] for row in rows} == {"known"}


@pytest.mark.parametrize("address", [OUTCOMES, SEARCHES])
def test_a_month_that_is_not_held_is_refused_in_a_sentence(member: Client, address: str) -> None:
    answer = member.get(address, {"first": "2019-01"})
    assert answer.status_code == 400
    assert "Choose a first month that is held." in text_of(answer)


@pytest.mark.parametrize("address", [OUTCOMES, SEARCHES])
def test_without_a_file_the_page_says_what_is_missing(
    client: Client, db: None, tmp_path: Path, settings: Any, address: str
) -> None:
    settings.EVIDENCE_ROOT = tmp_path / "empty"
    client.force_login(make_person(make_partnership(), Role.BOARD_MEMBER))
    assert "There is no evidence to show yet" in text_of(client.get(address))


@pytest.mark.parametrize("address", [OUTCOMES, SEARCHES])
def test_each_page_asks_the_records_a_bounded_number_of_statements(
    member: Client, django_assert_max_num_queries: Any, address: str
) -> None:
    with django_assert_max_num_queries(11):
        assert member.get(address).status_code == 200
