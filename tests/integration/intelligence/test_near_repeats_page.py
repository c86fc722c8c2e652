"""Near repeats as members see them: what was found, who may see the zones, and that the receipt holds."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from saferplace.core.models import StoredReceipt
from saferplace.core.receipts import as_receipt
from saferplace.evidence.partner.data_sets.council_fly_tipping import COUNCIL_FLY_TIPPING
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.again import compute_again
from saferplace.intelligence.opening import partner_store
from saferplace.partnership.models import Partnership, Role
from tests.factories import make_partnership, make_person
from tests.integration.intelligence.partner_pages import partnership_with_records
from tests.partner_records import COUNCIL, ONE_WARD, record, send

PAGE, BOXES = "/dacorum/analysis/near-repeats/", "/dacorum/analysis/near-repeats.csv"
ZONES = "/dacorum/analysis/near-repeat-zones.csv"
FIRST = dt.date(2026, 1, 1)


def records_with_near_repeats(*, followed: int) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """400 fly-tips over half a year and 6 km; ``followed`` of them have another within 60 m and 6 days."""
    chance = np.random.default_rng(5)
    east, north = 500_000 + chance.integers(0, 6000, 400), 207_000 + chance.integers(0, 6000, 400)
    day = chance.integers(0, 170, 400)
    again = chance.integers(0, 400, followed)
    east = np.concatenate([east, east[again] + chance.integers(5, 40, followed)])
    north = np.concatenate([north, north[again] + chance.integers(5, 40, followed)])
    day = np.concatenate([day, day[again] + chance.integers(1, 7, followed)])
    units: dict[tuple[str, str], list[dict[str, Any]]] = {(COUNCIL, f"2026-0{month}"): [] for month in range(1, 7)}
    for number, since in enumerate(day):
        on = FIRST + dt.timedelta(int(since))
        placed = {"easting": int(east[number]), "northing": int(north[number]), "location": f"Lane {number}"}
        said = {"occurred_on": on, "occurred_from": None, "occurred_to": None, "time_precision": "day"}
        units[COUNCIL, f"{on:%Y-%m}"].append(record(f"{on:%Y-%m}", ONE_WARD, category="Tyres", **said, **placed))
    units[COUNCIL, "2026-01"].append(record("2026-01", ONE_WARD, occurred_on=None, easting=500_000, northing=207_000))
    units[COUNCIL, "2026-01"].append(record("2026-01", ONE_WARD, easting=None, northing=None))
    return units


@pytest.fixture
def partnership(db: None, tmp_path: Path, settings: Any) -> Partnership:
    settings.EVIDENCE_ROOT = tmp_path
    found = make_partnership()
    units = records_with_near_repeats(followed=80)
    send(EvidenceStore(tmp_path).of_partnership(found.slug), COUNCIL_FLY_TIPPING, units)
    return found


def signed_in(client: Client, partnership: Partnership, role: Role) -> Client:
    client.force_login(make_person(partnership, role))
    return client


def text_of(page: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def lines_of(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_the_sentence_says_how_far_and_how_long_and_the_table_shows_the_box(
    client: Client, partnership: Partnership
) -> None:
    page = signed_in(client, partnership, Role.BOARD_MEMBER).get(PAGE)
    said = text_of(page)
    assert "After one record, another within 100 m and 7 days is " in said
    assert "times as likely as chance would make it" in said
    boxes = dict(page.context["page"].rings)["1 to 100 m"]
    assert [box.is_raised for box in boxes] == [False, True, False, False, False]
    assert boxes[1].said.endswith("times: raised")
    assert boxes[1].said in said
    assert "Not in this: records without a day (1) and others without a point (1)." in said
    assert "its files give the month, not the day" in said


def test_boxes_of_the_file_are_those_of_the_page_and_carry_its_receipt(
    client: Client, partnership: Partnership
) -> None:
    member = signed_in(client, partnership, Role.BOARD_MEMBER)
    page, lines = member.get(PAGE).context["page"], lines_of(member.get(BOXES))
    assert [int(line["pairs_observed"]) for line in lines] == [cell.observed for cell in page.found.matrix.cells]
    raised = [(line["distance"], line["time_apart"]) for line in lines if line["status"] == "raised"]
    assert raised == [("1 to 100 m", "1 to 7 days")]
    assert {line["receipt"] for line in lines} == {page.found.answer.receipt.digest}


def test_the_receipt_computes_again_in_the_partnerships_own_store_and_is_said_in_words(
    client: Client, partnership: Partnership
) -> None:
    analyst = signed_in(client, partnership, Role.ANALYST)
    digest = analyst.get(PAGE).context["page"].found.answer.receipt.digest
    stored = StoredReceipt.objects.get(pk=digest)
    assert compute_again(partner_store(partnership), as_receipt(stored)).result == stored.result
    assert "Pairs of records near in space and time" in text_of(analyst.get(f"/receipts/{digest}/"))


def test_zones_name_single_records_and_so_are_for_those_who_may_see_them(
    client: Client, partnership: Partnership
) -> None:
    said = text_of(signed_in(client, partnership, Role.BOARD_MEMBER).get(PAGE))
    assert "so it is for those who may see them" in said
    assert "Lane" not in said
    assert client.get(ZONES).status_code == 403


def test_zones_are_of_the_newest_day_when_the_records_are_old_and_the_page_says_so(
    client: Client, partnership: Partnership
) -> None:
    analyst = signed_in(client, partnership, Role.ANALYST)
    page = analyst.get(PAGE)
    said, found = text_of(page), page.context["page"]
    assert found.is_out_of_date
    assert "so nobody can say where the risk is raised today" in said
    zones = found.zones()
    assert zones and all(0 <= (found.newest_day - zone.since).days <= 7 for zone in zones)
    assert [line["place"] for line in lines_of(analyst.get(ZONES))] == [zone.place for zone in zones]
    assert zones[0].place in said


def test_zones_of_fresh_records_stand_today(
    client: Client, partnership: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyst = signed_in(client, partnership, Role.ANALYST)
    today = analyst.get(PAGE).context["page"].newest_day + dt.timedelta(3)
    monkeypatch.setattr("saferplace.intelligence.views.analyses.near_repeats.timezone.localdate", lambda: today)
    page = analyst.get(PAGE)
    assert not page.context["page"].is_out_of_date
    assert f"around them on {today.day} {today:%B} 2026" in text_of(page)
    assert all(zone.until >= today for zone in page.context["page"].zones())


def test_no_effect_is_said_and_leaves_no_zone(client: Client, tmp_path: Path, settings: Any, db: None) -> None:
    settings.EVIDENCE_ROOT = tmp_path
    partnership = make_partnership()
    units = records_with_near_repeats(followed=0)
    send(EvidenceStore(tmp_path).of_partnership(partnership.slug), COUNCIL_FLY_TIPPING, units)
    page = signed_in(client, partnership, Role.ANALYST).get(PAGE)
    assert "No sign of near repeats among 400 records" in text_of(page)
    assert page.context["page"].zones() == []


def test_too_few_records_are_a_sentence_and_no_table(client: Client, tmp_path: Path, settings: Any, db: None) -> None:
    partnership = partnership_with_records(tmp_path, settings)
    said = text_of(signed_in(client, partnership, Role.ANALYST).get(PAGE))
    assert "That is too few to tell near repeats from chance" in said
    assert client.get(BOXES).status_code == 404


def test_a_sensitive_data_set_is_not_offered_to_those_who_may_not_see_it(
    client: Client, tmp_path: Path, settings: Any, db: None
) -> None:
    partnership = partnership_with_records(tmp_path, settings)
    member = signed_in(client, partnership, Role.BOARD_MEMBER)
    page = member.get(PAGE)
    assert "section-136-uses" not in page.content.decode()
    assert "Data sets about people who could be recognised are analysed only for" in text_of(page)
    assert member.get(PAGE, {"of": "section-136-uses"}).status_code == 400


def test_before_anything_was_sent_the_page_says_what_to_send(
    client: Client, tmp_path: Path, settings: Any, db: None
) -> None:
    settings.EVIDENCE_ROOT = tmp_path
    member = signed_in(client, make_partnership(), Role.BOARD_MEMBER)
    assert "No data set that has them is held here: send records" in text_of(member.get(PAGE))
    assert member.get(BOXES).status_code == 404


@pytest.mark.parametrize("asked", [{"of": "guesses"}, {"ring": "7"}, {"first": "2026-05", "last": "2026-02"}])
def test_a_question_that_cannot_be_asked_is_refused_in_words(
    client: Client, partnership: Partnership, asked: dict[str, str]
) -> None:
    member = signed_in(client, partnership, Role.BOARD_MEMBER)
    assert member.get(PAGE, asked).status_code == member.get(BOXES, asked).status_code == 400


def test_a_category_and_the_settings_narrow_the_question(client: Client, partnership: Partnership) -> None:
    asked = {"of": "council-fly-tipping:Green", "ring": "50"}
    said = text_of(signed_in(client, partnership, Role.BOARD_MEMBER).get(PAGE, asked))
    assert "0 of 0 records carry both a day and a point" in said
    page = client.get(PAGE, {"of": "council-fly-tipping:Tyres", "ring": "50", "step": "14"}).context["page"]
    assert page.found.matrix.distances.labels[-1] == "151 to 200 m"
    assert page.times[1] == "1 to 14 days"


def test_the_page_costs_a_bounded_number_of_queries(
    client: Client, partnership: Partnership, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    analyst = signed_in(client, partnership, Role.ANALYST)
    analyst.get(PAGE)
    with django_assert_max_num_queries(14):
        analyst.get(PAGE)
