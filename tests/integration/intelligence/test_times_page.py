"""Times as members see them: the busiest hours in words, the table, the file, and that the receipt holds."""

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
from saferplace.intelligence.opening import evidence_store, partner_store
from saferplace.partnership.models import Partnership, Role
from tests.factories import make_partnership, make_person
from tests.integration.intelligence.partner_pages import load_police_files, partnership_with_records
from tests.partner_records import COUNCIL, ONE_WARD, record, send

PAGE, FILE = "/dacorum/analysis/times/", "/dacorum/analysis/times.csv"
FRIDAY, MONDAY = (dt.datetime.fromisoformat(day) for day in ("2026-06-05", "2026-06-08"))  # by the clock


def at(time: dt.datetime, until: dt.datetime | None = None, **changes: Any) -> dict[str, Any]:
    precision = "range" if until else "exact"
    said = {"occurred_on": time.date(), "occurred_from": time, "occurred_to": until or time}
    return record("2026-06", ONE_WARD, **{"category": "Tyres", "time_precision": precision, **said, **changes})


def june() -> list[dict[str, Any]]:
    """120 at exact times on Friday nights, 60 around the week, 20 over the night to Saturday, and some unknown."""
    chance = np.random.default_rng(2)
    night = [at(FRIDAY + dt.timedelta(hours=22, minutes=int(m))) for m in chance.integers(1, 119, 120)]
    other = [at(FRIDAY + dt.timedelta(minutes=int(m))) for m in chance.integers(1, 7 * 1440, 60)]
    spans = [at(FRIDAY + dt.timedelta(hours=22), FRIDAY + dt.timedelta(hours=26)) for _ in range(20)]
    midnight = [at(MONDAY) for _ in range(30)]
    days = [at(FRIDAY, occurred_from=None, occurred_to=None, time_precision="day") for _ in range(5)]
    long = [at(FRIDAY, FRIDAY + dt.timedelta(days=2)) for _ in range(3)]
    return [*night, *other, *spans, *midnight, *days, *long]


@pytest.fixture
def partnership(db: None, tmp_path: Path, settings: Any) -> Partnership:
    settings.EVIDENCE_ROOT = tmp_path
    found = make_partnership()
    send(EvidenceStore(tmp_path).of_partnership(found.slug), COUNCIL_FLY_TIPPING, {(COUNCIL, "2026-06"): june()})
    return found


def signed_in(client: Client, partnership: Partnership, role: Role = Role.BOARD_MEMBER) -> Client:
    client.force_login(make_person(partnership, role))
    return client


def text_of(page: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def lines_of(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_the_busiest_hours_are_said_with_what_to_expect_of_them(client: Client, partnership: Partnership) -> None:
    page = signed_in(client, partnership).get(PAGE)
    said, found = text_of(page), page.context["page"]
    assert "of the 230 records of fly-tipping" in said
    assert "of the 168 hours of the week; spread evenly over the week, chance alone would gather them into" in said
    assert "Expect these hours to hold about" in said
    assert found.spells[0][0].startswith("Friday 22:00")
    assert "Recorded crime from data.police.uk cannot answer this: its files give the month alone." in said


def test_what_is_not_known_is_said_and_midnight_is_flagged_before_the_chart(
    client: Client, partnership: Partnership
) -> None:
    said = text_of(signed_in(client, partnership).get(PAGE))
    assert "Not in this: 5 without a time; 3 that may have happened at any time over more than 24 hours." in said
    assert "20 of 230 lie between two times, 4 hours apart on average" in said
    assert said.index("30 records have exactly 00:00 as their time") < said.index("The week")


def test_the_file_has_168_hours_that_add_up_to_the_records_and_a_quarter_of_each_night(
    client: Client, partnership: Partnership
) -> None:
    member = signed_in(client, partnership)
    page, lines = member.get(PAGE).context["page"], lines_of(member.get(FILE))
    assert len(lines) == 168
    assert sum(float(line["total"]) for line in lines) == pytest.approx(230)
    nights = {(line["weekday"], line["hour"]): float(line["between_two_times"]) for line in lines}
    told = [("Friday", "22"), ("Friday", "23"), ("Saturday", "0"), ("Saturday", "1")]
    assert [nights[hour] for hour in told] == [5.0] * 4
    assert sum(nights.values()) == 20
    assert {line["receipt"] for line in lines} == {page.found.answer.receipt.digest}
    assert [n for n, line in enumerate(lines) if line["in_busiest"] == "yes"] == list(page.found.peak.cells)


def test_the_receipt_computes_again_in_the_partnerships_own_store_and_holds_no_single_record(
    client: Client, partnership: Partnership
) -> None:
    analyst = signed_in(client, partnership, Role.ANALYST)
    digest = analyst.get(PAGE, {"share": "25"}).context["page"].found.answer.receipt.digest
    stored = StoredReceipt.objects.get(pk=digest)
    assert compute_again(partner_store(partnership), as_receipt(stored)).result == stored.result
    assert "Records by hour and weekday" in text_of(analyst.get(f"/receipts/{digest}/"))


def test_stop_and_search_has_times_too_and_says_that_it_is_of_the_whole_force(
    client: Client, tmp_path: Path, settings: Any, db: None
) -> None:
    settings.EVIDENCE_ROOT = tmp_path
    partnership = make_partnership()
    load_police_files(tmp_path)
    member = signed_in(client, partnership, Role.ANALYST)
    page = member.get(PAGE)
    said = text_of(page)
    assert "Only 2 searches have a time: too few to say when most happen." in said
    assert "For the whole police force: the files of stop and search name no small area." in said
    assert "1 searches stand at exactly 00:00" in said or "1 search stands at exactly 00:00" in said
    stored = StoredReceipt.objects.get(pk=page.context["page"].found.answer.receipt.digest)
    assert compute_again(evidence_store(), as_receipt(stored)).result == stored.result


def test_records_without_any_time_are_a_sentence_and_no_chart(
    client: Client, tmp_path: Path, settings: Any, db: None
) -> None:
    settings.EVIDENCE_ROOT = tmp_path
    partnership = make_partnership()
    days = [at(FRIDAY, occurred_from=None, occurred_to=None, time_precision="day") for _ in range(5)]
    send(EvidenceStore(tmp_path).of_partnership(partnership.slug), COUNCIL_FLY_TIPPING, {(COUNCIL, "2026-06"): days})
    page = signed_in(client, partnership).get(PAGE)
    assert page.status_code == 200
    assert "No event has a time of day that can be used: 5 without a time." in text_of(page)
    assert "<svg" not in page.content.decode()
    assert client.get(FILE).status_code == 404


def test_a_sensitive_data_set_is_not_offered_to_those_who_may_not_see_it(
    client: Client, tmp_path: Path, settings: Any, db: None
) -> None:
    partnership = partnership_with_records(tmp_path, settings)
    member = signed_in(client, partnership)
    page = member.get(PAGE)
    assert "section-136-uses" not in page.content.decode()
    assert "Data sets about people who could be recognised are analysed only for" in text_of(page)
    assert member.get(PAGE, {"of": "section-136-uses"}).status_code == 400
    assert member.get(FILE, {"of": "section-136-uses"}).status_code == 400


def test_where_only_recorded_crime_is_held_no_hour_is_made_up(client: Client, loaded_dacorum: Partnership) -> None:
    member = signed_in(client, loaded_dacorum)
    said = text_of(member.get(PAGE))
    assert "No data set with times of day is held here. Send records of partners" in said
    assert "its files give the month alone. No hour is made up for it." in said
    assert member.get(FILE).status_code == 404


@pytest.mark.parametrize("asked", [{"of": "guesses"}, {"share": "99"}, {"first": "2026-07", "last": "2026-06"}])
def test_a_question_that_cannot_be_asked_is_refused_in_words(
    client: Client, partnership: Partnership, asked: dict[str, str]
) -> None:
    member = signed_in(client, partnership)
    assert member.get(PAGE, asked).status_code == member.get(FILE, asked).status_code == 400


def test_the_page_costs_a_bounded_number_of_queries(
    client: Client, partnership: Partnership, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    member = signed_in(client, partnership)
    member.get(PAGE)
    with django_assert_max_num_queries(14):
        member.get(PAGE)
