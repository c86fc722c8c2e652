"""Trend and forecast as members see them: the sentence, the chart's table, the file, and that the receipt holds."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from saferplace.analysis.months import Month
from saferplace.core.models import StoredReceipt
from saferplace.core.receipts import as_receipt
from saferplace.evidence.partner.data_sets.council_fly_tipping import COUNCIL_FLY_TIPPING
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.again import compute_again
from saferplace.intelligence.opening import evidence_store, partner_store
from saferplace.partnership.models import Partnership, Role
from tests.factories import make_partnership, make_person
from tests.integration.intelligence.partner_pages import partnership_with_records
from tests.partner_records import COUNCIL, ONE_WARD, record, send

PAGE, FILE = "/dacorum/analysis/trend/", "/dacorum/analysis/trend.csv"
BURGLARY = {"of": "police-uk-street:Burglary"}


def signed_in(client: Client, partnership: Partnership, role: Role = Role.BOARD_MEMBER) -> Client:
    client.force_login(make_person(partnership, role))
    return client


def text_of(page: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def lines_of(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


@pytest.fixture
def fly_tipping(db: None, tmp_path: Path, settings: Any) -> Partnership:
    """40 a month for two years, then 70; the last month of 36 has 130. One in ten has no place."""
    settings.EVIDENCE_ROOT = tmp_path
    found = make_partnership()
    chance = np.random.default_rng(7)
    units = {}
    for nth in range(36):
        month = Month(2023, 1) + nth
        size = 130 if nth == 35 else chance.poisson(40 if nth < 24 else 70)
        rows = [record(str(month), ONE_WARD, category="Tyres") for _ in range(size)]
        units[COUNCIL, str(month)] = [*rows, *(record(str(month), None, category="Tyres") for _ in range(size // 10))]
    send(EvidenceStore(tmp_path).of_partnership(found.slug), COUNCIL_FLY_TIPPING, units)
    return found


def test_the_real_months_of_dacorum_are_read_across_their_gaps(client: Client, loaded_dacorum: Partnership) -> None:
    page = signed_in(client, loaded_dacorum).get(PAGE, BURGLARY)
    said, found = text_of(page), page.context["page"].found
    assert "Burglary in Dacorum, June 2025: expected " in said
    assert ", was 49: as expected." in said
    assert "Higher since about November 2021 (some time from October 2021 to February 2024)" in said
    assert "No season can be told from chance." in said
    assert "Months left out, not filled in: December 2014 to December 2020" in said
    assert "The newest month that can be used is June 2025" in said
    assert found.season.months == 36
    assert [one.month for one in found.forecast.months] == [Month(2025, 7) + n for n in range(6)]


def test_a_gap_of_real_months_is_no_data_in_table_and_file_never_zero(
    client: Client, loaded_dacorum: Partnership
) -> None:
    member = signed_in(client, loaded_dacorum)
    months = {month: said for month, said, _ in member.get(PAGE).context["page"].months}
    assert months["April 2022"] == "No data yet"
    lines = lines_of(member.get(FILE))
    (gap,) = (line for line in lines if line["month"] == "2022-04")
    assert (gap["count"], gap["status"], gap["level"]) == ("", "no data yet", "")
    assert len([line for line in lines if line["status"] == "known"]) == 36
    assert [line["kind"] for line in lines[-6:]] == ["to come"] * 6


def test_the_months_of_the_pandemic_can_be_left_out_and_are_said(client: Client, loaded_dacorum: Partnership) -> None:
    member = signed_in(client, loaded_dacorum)
    assert "were months of the pandemic. They can be left out above" in text_of(member.get(PAGE))
    page = member.get(PAGE, {"pandemic": "left-out"})
    assert "March 2020 to July 2021 (the pandemic, left out as asked)" in text_of(page)
    assert page.context["page"].found.season.months == 29


def test_the_file_has_the_numbers_of_the_page_and_its_receipt(client: Client, loaded_dacorum: Partnership) -> None:
    member = signed_in(client, loaded_dacorum)
    found = member.get(PAGE, BURGLARY).context["page"].found
    lines = lines_of(member.get(FILE, BURGLARY))
    assert {line["receipt"] for line in lines} == {found.answer.receipt.digest}
    ends = [(line["lower_80"], line["upper_80"], line["lower_95"], line["upper_95"]) for line in lines[-6:]]
    assert ends == [
        (str(one.lower_80), str(one.upper_80), str(one.lower_95), str(one.upper_95)) for one in found.forecast.months
    ]


def test_the_receipt_of_recorded_crime_computes_again_and_says_its_method(
    client: Client, loaded_dacorum: Partnership
) -> None:
    member = signed_in(client, loaded_dacorum, Role.ANALYST)
    asked = {**BURGLARY, "ahead": "3", "pandemic": "left-out"}
    digest = member.get(PAGE, asked).context["page"].found.answer.receipt.digest
    stored = StoredReceipt.objects.get(pk=digest)
    assert compute_again(evidence_store(), as_receipt(stored)).result == stored.result
    said = text_of(member.get(f"/receipts/{digest}/"))
    assert "Season, lasting changes, and what is to be expected of months" in said


def test_a_partners_receipt_computes_again_in_its_own_store(client: Client, fly_tipping: Partnership) -> None:
    receipt = signed_in(client, fly_tipping).get(PAGE).context["page"].found.answer.receipt
    stored = StoredReceipt.objects.get(pk=receipt.digest)
    assert compute_again(partner_store(fly_tipping), as_receipt(stored)).result == stored.result


def test_a_step_and_an_exceptional_month_of_partners_records_are_said(client: Client, fly_tipping: Partnership) -> None:
    page = signed_in(client, fly_tipping).get(PAGE)
    said = text_of(page)
    assert "was 130: exceptionally high." in said
    (change,) = page.context["page"].found.changes.changes
    assert change.earliest <= Month(2025, 1) <= change.latest
    assert "more records have no place, so they are not counted in any area" in said
    assert "than the same month of last year" in said


def test_a_ward_is_counted_alone(client: Client, fly_tipping: Partnership) -> None:
    member = signed_in(client, fly_tipping)
    wards = dict(member.get(PAGE).context["form"].fields["ward"].choices)
    whole = lines_of(member.get(FILE))
    apart = [
        lines_of(answer) for code in wards if code and (answer := member.get(FILE, {"ward": code})).status_code == 200
    ]
    assert len(apart) == 1  # the others have nothing to count, and say so
    assert [line["count"] for line in apart[0]] == [line["count"] for line in whole]


def test_too_few_months_are_a_sentence_and_no_chart(client: Client, tmp_path: Path, settings: Any, db: None) -> None:
    partnership = partnership_with_records(tmp_path, settings)
    page = signed_in(client, partnership).get(PAGE)
    assert page.status_code == 200
    assert "Only 2 months have a count that can be used. A season needs at least 24" in text_of(page)
    assert "<svg" not in page.content.decode()
    assert client.get(FILE).status_code == 404


def test_a_sensitive_data_set_is_not_offered_to_those_who_may_not_see_it(
    client: Client, tmp_path: Path, settings: Any, db: None
) -> None:
    partnership = partnership_with_records(tmp_path, settings)
    member = signed_in(client, partnership)
    assert "section-136-uses" not in member.get(PAGE).content.decode()
    assert member.get(PAGE, {"of": "section-136-uses"}).status_code == 400
    assert member.get(FILE, {"of": "section-136-uses"}).status_code == 400
    analyst = signed_in(client, partnership, Role.ANALYST)
    assert analyst.get(PAGE, {"of": "section-136-uses"}).status_code == 200


def test_before_anything_is_held_the_page_says_so(client: Client, tmp_path: Path, settings: Any, db: None) -> None:
    settings.EVIDENCE_ROOT = tmp_path
    member = signed_in(client, make_partnership())
    assert "Nothing that can be counted by month is held for Dacorum yet." in text_of(member.get(PAGE))
    assert member.get(FILE).status_code == 404


@pytest.mark.parametrize("asked", [{"of": "guesses"}, {"ahead": "7"}, {"pandemic": "maybe"}, {"ward": "E99"}])
def test_a_question_that_cannot_be_asked_is_refused_in_words(
    client: Client, fly_tipping: Partnership, asked: dict[str, str]
) -> None:
    member = signed_in(client, fly_tipping)
    assert member.get(PAGE, asked).status_code == member.get(FILE, asked).status_code == 400


def test_the_page_costs_a_bounded_number_of_queries(
    client: Client, fly_tipping: Partnership, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    member = signed_in(client, fly_tipping)
    member.get(PAGE)
    with django_assert_max_num_queries(14):
        member.get(PAGE)
