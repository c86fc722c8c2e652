"""What changed between two periods, and what stands out, on the real months of Hertfordshire."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from saferplace.analysis.many_changes import AmongMany
from saferplace.analysis.scan import Standing
from saferplace.core.models import StoredReceipt
from saferplace.evidence.queries import recorded_crime_by_type_and_month
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.again import compute_again
from saferplace.intelligence.analyses.known_breaks import PANDEMIC
from saferplace.partnership.models import Partnership, Role
from tests.factories import make_partnership, make_person

CHANGE, STANDS_OUT = "/dacorum/analysis/change/", "/dacorum/analysis/stands-out/"


@pytest.fixture
def member(db: None, bundled_evidence: EvidenceStore, settings: Any, client: Client) -> Client:
    settings.EVIDENCE_ROOT = bundled_evidence.root
    client.force_login(make_person(make_partnership(), Role.BOARD_MEMBER))
    return client


def text_of(page: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def rows_of(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_the_finding_comes_first_with_counts_and_the_months_really_compared(member: Client) -> None:
    said = text_of(member.get(CHANGE))
    assert (
        "Recorded crime in Dacorum: +13.7% (from 4,151 to 4,719), January to April 2025 against January to April 2024: "
        "a real rise. Of 14 types of crime, 2 rose (Violence and sexual offences, Public order) and 1 fell "
        "(Anti-social behaviour) by more than chance explains."
    ) in said
    assert "Left out of both, since one side is not held complete: May and June 2025." in said
    assert "Rates are per 1,000 residents (ONS mid-2022 population estimates, sum of 2021 LSOAs)" in said


def test_the_counts_are_those_of_the_plain_question(member: Client) -> None:
    page = member.get(CHANGE).context["page"]
    counted = recorded_crime_by_type_and_month(
        page.asked.store, area=page.asked.area, crime_types=None, period=page.asked.period, at=page.asked.at
    )
    for row in page.rows:
        assert row.change.count == sum(counted.counts[row.name][month].value for month in page.compared)


def test_clear_rises_come_first_and_clear_falls_last_and_other_orders_can_be_chosen(member: Client) -> None:
    verdicts = [row.found.verdict for row in member.get(CHANGE).context["rows"]]
    assert verdicts[:2] == [AmongMany.RISE] * 2
    assert verdicts[-1] is AmongMany.FALL
    names = [row.name for row in member.get(CHANGE, {"order": "name"}).context["rows"]]
    assert names == sorted(names)
    assert member.get(CHANGE, {"order": "best"}).context["rows"][0].found.verdict is AmongMany.FALL
    most = [row.change.count for row in member.get(CHANGE, {"order": "most"}).context["rows"]]
    assert most == sorted(most, reverse=True)


def test_wards_can_be_compared_and_one_ward_type_by_type(member: Client) -> None:
    wards = member.get(CHANGE, {"by": "ward"}).context["page"]
    assert len(wards.rows) == 25
    assert wards.rows[0].name == "Bennetts End"
    assert sum(row.change.count for row in wards.rows) == wards.whole.change.count
    one = member.get(CHANGE, {"ward": wards.rows[0].code}).context["page"]
    assert one.whole.change.count == wards.rows[0].change.count
    assert "in Bennetts End:" in one.answer.finding
    assert one.whole.residents.value < 10_000


def test_a_break_is_left_out_visibly_or_used_when_asked(member: Client) -> None:
    asked = {"first": "2021-06", "last": "2021-10", "against": "period-before"}
    left_out = member.get(CHANGE, asked)
    assert "March 2020 to July 2021 (Covid-19 restrictions) is left out." in text_of(left_out)
    used = member.get(CHANGE, asked | {"pandemic": "use"}).context["page"]
    assert any(month in PANDEMIC.period for month in used.compared_before)
    later = member.get(CHANGE, {"first": "2021-06", "last": "2022-03", "against": "period-before", "pandemic": "use"})
    assert later.status_code == 200


def test_wards_that_were_redrawn_between_the_two_are_not_compared_and_are_named(member: Client) -> None:
    asked = {"first": "2021-04", "last": "2024-03", "against": "period-before", "by": "ward", "pandemic": "use"}
    page = member.get(CHANGE, asked).context["page"]
    assert page.before_in_words == "January to March 2021"
    (named,) = [
        said for said in page.answer.caveats if said.startswith("Not compared, because small areas were redrawn")
    ]
    assert 0 < len(page.rows) < 25
    assert all(row.name not in named for row in page.rows)


def test_crimes_that_no_ward_can_claim_are_in_the_whole_and_said(member: Client) -> None:
    page = member.get(CHANGE, {"first": "2022-01", "last": "2022-03", "by": "ward", "pandemic": "use"}).context["page"]
    caveats = " ".join(page.answer.caveats)
    assert "In these months some small areas reached over ward boundaries" in caveats
    assert (
        "March 2020 to July 2021 (Covid-19 restrictions) is used here like other months: read it with care." in caveats
    )
    assert page.whole.change.count > sum(row.change.count for row in page.rows)


def test_what_cannot_be_compared_is_told_in_a_sentence(member: Client) -> None:
    page = member.get(CHANGE, {"first": "2025-05", "last": "2025-06"})
    assert page.status_code == 200
    assert "No month can be compared." in text_of(page)
    wrong = member.get(CHANGE, {"by": "street"})
    assert wrong.status_code == 400
    assert "Choose crime types or wards." in text_of(wrong)


def test_the_download_of_changes_has_every_line_with_its_status_and_receipt(member: Client) -> None:
    rows = rows_of(member.get("/dacorum/analysis/change.csv", {"by": "ward"}))
    assert [rows[0]["line"], rows[0]["count"], rows[0]["verdict"]] == ["Recorded crime", "4719", "a real rise"]
    assert len(rows) == 26
    assert {row["status"] for row in rows} == {"known"}
    assert StoredReceipt.objects.filter(pk=rows[1]["receipt"]).exists()
    assert member.get("/dacorum/analysis/change.csv", {"by": "street"}).status_code == 400
    assert member.get("/dacorum/analysis/change.csv", {"first": "2025-05", "last": "2025-06"}).status_code == 404


def test_in_june_2025_antisocial_behaviour_alone_stands_out(member: Client) -> None:
    page = member.get(STANDS_OUT)
    said = text_of(page)
    assert "June 2025: 1 of 364 combinations of crime type and place stands out." in said
    assert "Anti-social behaviour in all of Dacorum (385, usually 200 to 312)." in said
    assert "Only 9 earlier months are held, so what is usual is known roughly." in said
    found = page.context["page"]
    assert sum(many for _, many in found.tally) == 364
    assert all(not one.found.standing.is_exceptional for one in found.nearest)


def test_a_quarter_is_looked_at_as_one(member: Client) -> None:
    found = member.get(STANDS_OUT, {"months": "3"}).context["page"]
    month = member.get(STANDS_OUT).context["page"]
    assert "April to June 2025: 7 of 364" in found.answer.finding
    whole = [next(one for one in page.series if one.crime_type == "Burglary") for page in (found, month)]
    assert whole[0].found.count > whole[1].found.count


def test_too_few_months_before_is_a_sentence_and_not_a_finding(member: Client) -> None:
    page = member.get(STANDS_OUT, {"last": "2022-03", "months": "3"})
    assert page.status_code == 200
    assert "5 earlier months can be used, and 6 or more are needed." in text_of(page)
    assert "is left out" in text_of(page)
    kept = member.get(STANDS_OUT, {"last": "2022-03", "months": "3", "pandemic": "use"})
    assert "combinations of crime type and place" in text_of(kept)
    assert member.get(STANDS_OUT, {"months": "7"}).status_code == 400


def test_the_download_of_what_stands_out_has_all_that_was_looked_at(member: Client) -> None:
    rows = rows_of(member.get("/dacorum/analysis/stands-out.csv"))
    assert len(rows) == 364
    (out,) = [row for row in rows if row["standing"] == Standing.HIGHER.value]
    assert (out["crime_type"], out["place"], out["count"]) == ("Anti-social behaviour", "all of Dacorum", "385")
    assert StoredReceipt.objects.filter(pk=out["receipt"]).exists()


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        (CHANGE, {}),
        (CHANGE, {"by": "ward", "crime_type": "Burglary"}),
        (CHANGE, {"first": "2022-01", "last": "2022-03", "against": "period-before", "pandemic": "use"}),
        (STANDS_OUT, {"months": "3"}),
    ],
)
def test_the_receipt_is_computed_again_and_can_be_read(
    member: Client, bundled_evidence: EvidenceStore, address: str, asked: dict[str, str]
) -> None:
    receipt = member.get(address, asked).context["page"].answer.receipt
    again = compute_again(bundled_evidence, receipt)
    assert again.result == receipt.result
    assert dataclasses.asdict(again) == dataclasses.asdict(receipt)
    assert member.get(f"/receipts/{receipt.digest}/").status_code == 200


@pytest.mark.parametrize("address", [CHANGE, STANDS_OUT])
def test_a_page_asks_the_records_a_bounded_number_of_statements_and_writes_once(
    member: Client, django_assert_max_num_queries: Any, address: str
) -> None:
    member.get(address)
    kept = StoredReceipt.objects.count()
    with django_assert_max_num_queries(10):
        member.get(address)
    assert StoredReceipt.objects.count() == kept


@pytest.mark.parametrize("address", [CHANGE, STANDS_OUT])
def test_the_chart_is_one_image_with_words_and_the_table_has_its_numbers(member: Client, address: str) -> None:
    page = member.get(address).content.decode()
    assert 'role="img"' in page
    assert "<desc" in page
    assert "&lt;svg" not in page


@pytest.mark.parametrize("address", [CHANGE, STANDS_OUT])
def test_before_anything_is_loaded_the_page_says_how_to_begin(
    db: None, client: Client, tmp_path: Path, settings: Any, address: str
) -> None:
    settings.EVIDENCE_ROOT = tmp_path / "nothing"
    partnership: Partnership = make_partnership()
    client.force_login(make_person(partnership, Role.MANAGER))
    page = client.get(address)
    assert page.status_code == 200
    assert "loaded yet" in text_of(page)
    assert client.get(f"{address.rstrip('/')}.csv").status_code == 404
