"""Harm by offence as members see it: weighed by one loaded edition, never by none, and its receipt holds."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from saferplace.core.models import StoredReceipt
from saferplace.core.receipts import as_receipt
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.again import compute_again
from saferplace.intelligence.opening import evidence_store
from saferplace.partnership.models import Role
from tests.factories import make_partnership, make_person
from tests.published_files import bring, csv_file

PAGE, FILE = "/dacorum/analysis/harm/", "/dacorum/analysis/harm.csv"
HEADINGS = ["Financial Year", "Financial Quarter", "Force Name", "CSP Name", "Offence Description", "Offence Group"]
HEADINGS += ["Offence Subgroup", "Offence Code", "Offence Count"]
# The worked example of harm: weights that nobody published, of offences spread over the quarters of a year.
OFFENCES = {
    ("Rape", "Sexual offences", "19C"): [1, 0, 1, 0],
    ("Robbery of personal property", "Robbery", "34B"): [2, 1, 1, 1],
    ("Residential burglary of a home", "Theft offences", "28E"): [10, 10, 10, 10],
    ("Assault without injury", "Violence against the person", "105A"): [70, 80, 80, 70],
    ("Possession of cannabis", "Drug offences", "92E"): [25, 25, 25, 25],
    ("Bigamy", "Miscellaneous crimes against society", "83"): [1, 0, 0, 0],
    ("Shoplifting", "Theft offences", "46"): [0, 0, 0, -1],
}
DAYS = {"19C": 1825, "34B": 365, "28E": 20, "105A": 1, "92E": 5, "46": 5}


def offences(year: str, times: int = 1) -> list[list[object]]:
    return [
        [year, quarter + 1, "Hertfordshire", "Dacorum", name, group, group, code, count * times]
        for (name, group, code), counts in OFFENCES.items()
        for quarter, count in enumerate(counts)
    ]


def weights(edition: str, heading: str, by_code: dict[str, float]) -> list[list[object]]:
    return [["Edition", "Offence code", "Offence", heading], *([edition, code, code, n] for code, n in by_code.items())]


@pytest.fixture
def member(db: None, tmp_path: Path, settings: Any, client: Client) -> Client:
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    client.force_login(make_person(make_partnership(), Role.BOARD_MEMBER))
    return client


@pytest.fixture
def loaded(member: Client, tmp_path: Path) -> Client:
    store = EvidenceStore(tmp_path / "evidence")
    bring(store, csv_file(tmp_path / "csp.csv", [HEADINGS, *offences("2023/24"), *offences("2024/25")]))
    bring(store, csv_file(tmp_path / "chi.csv", weights("2026-02", "Days", DAYS)), minute=1)
    bring(store, csv_file(tmp_path / "css.csv", weights("2020", "Weight", {"19C": 1000})), minute=2)
    return member


def text_of(page: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def lines_of(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_two_crimes_of_347_are_over_half_of_6575_days(loaded: Client) -> None:
    page = loaded.get(PAGE)
    said = text_of(page)
    assert "Dacorum, the year to March 2025: 2 of 347 offences make up 56% of the harm. They are: Rape (19C)." in said
    assert page.context["page"].figures[0][0] == "6,575"
    assert "by chance alone anything from" in said
    assert "Compared with the year before: from 6,575 to 6,575 days of imprisonment, ratio 1.00" in said
    assert "too few to tell" in said


def test_what_police_find_by_looking_stands_apart_and_nothing_is_dropped_in_silence(loaded: Client) -> None:
    said = text_of(loaded.get(PAGE))
    assert "Possession of cannabis (92E) 100 5 500" in said
    assert "Without a weight in this edition, and so not in the total: Bigamy (83): 1." in said
    assert "Below zero after transfers to other years, and counted as 0: Shoplifting (46)." in said


def test_the_other_scheme_is_its_own_answer(loaded: Client) -> None:
    page = loaded.get(PAGE, {"weights": "ons:2020"})
    assert page.context["page"].figures[0][0] == "2,000"
    assert "severity points" in text_of(page)
    assert "92E" not in [
        page.context["page"].found.codes[one.offence] for one in page.context["page"].found.harm.proactive
    ]


def test_the_file_has_every_offence_with_its_status_edition_and_receipt(loaded: Client) -> None:
    page, lines = loaded.get(PAGE).context["page"], lines_of(loaded.get(FILE))
    by_code = {line["offence_code"]: line for line in lines}
    assert set(by_code) == {code for _, _, code in OFFENCES}
    assert (by_code["19C"]["count"], by_code["19C"]["harm"], by_code["19C"]["status"]) == ("2", "3650.0", "weighed")
    assert by_code["92E"]["status"] == "found by police, not in the total"
    assert (by_code["83"]["weight"], by_code["83"]["status"]) == ("", "no weight in this edition")
    assert {line["edition"] for line in lines} == {"2026-02"}
    assert {line["receipt"] for line in lines} == {page.found.answer.receipt.digest}


def test_the_receipt_computes_again_though_newer_counts_and_weights_came(loaded: Client, tmp_path: Path) -> None:
    digest = loaded.get(PAGE).context["page"].found.answer.receipt.digest
    store = EvidenceStore(tmp_path / "evidence")
    bring(store, csv_file(tmp_path / "csp.csv", [HEADINGS, *offences("2024/25", times=2)]), minute=3)
    bring(store, csv_file(tmp_path / "chi.csv", weights("2026-02", "Days", {"19C": 1})), minute=4)
    stored = StoredReceipt.objects.get(pk=digest)
    again = compute_again(evidence_store(), as_receipt(stored))
    assert (again.result, again.parameters) == (stored.result, stored.parameters)
    assert "Counts of offences, each times its published weight" in text_of(loaded.get(f"/receipts/{digest}/"))


def test_before_anything_is_loaded_the_page_says_exactly_what_to_load(member: Client) -> None:
    said = text_of(member.get(PAGE))
    assert "Police recorded crime Community Safety Partnership open data tables" in said
    assert "Save the table as CSV with the columns Edition, Offence code and Offence" in said
    assert member.get(FILE).status_code == 404


def test_three_quarters_are_not_a_year(member: Client, tmp_path: Path) -> None:
    rows = [row for row in offences("2024/25") if row[1] != 2]
    store = EvidenceStore(tmp_path / "evidence")
    bring(store, csv_file(tmp_path / "csp.csv", [HEADINGS, *rows]))
    bring(store, csv_file(tmp_path / "chi.csv", weights("2026-02", "Days", DAYS)), minute=1)
    said = text_of(member.get(PAGE))
    assert "with four quarters in a row" in said
    assert "Save the table as CSV" not in said


def test_without_the_year_before_no_change_is_given_and_a_quarter_not_given_leaves_its_offence_out(
    member: Client, tmp_path: Path
) -> None:
    rows = offences("2024/25")
    rows[4][-1] = "[x]"  # a quarter of robbery
    store = EvidenceStore(tmp_path / "evidence")
    bring(store, csv_file(tmp_path / "csp.csv", [HEADINGS, *rows]))
    bring(store, csv_file(tmp_path / "chi.csv", weights("2026-02", "Days", DAYS)), minute=1)
    page = member.get(PAGE)
    said = text_of(page)
    assert "The year before is not held in full, so no change is given." in said
    assert (
        "Not given for every quarter of the year, and so not in the total: Robbery of personal property (34B)." in said
    )
    assert page.context["page"].figures[0][0] == "4,750"


def test_weights_with_other_codes_are_refused_in_a_sentence(loaded: Client, tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path / "evidence")
    bring(store, csv_file(tmp_path / "chi.csv", weights("2027", "Days", {"RAPE": 1})), minute=5)
    said = text_of(loaded.get(PAGE, {"weights": "cambridge-harm-index:2027"}))
    assert "None of the offences has a weight in the Cambridge Crime Harm Index, edition 2027" in said


@pytest.mark.parametrize("asked", [{"year": "1999-00-Q4"}, {"weights": "ons:1066"}])
def test_a_year_or_an_edition_that_is_not_held_is_refused(loaded: Client, asked: dict[str, str]) -> None:
    assert loaded.get(PAGE, asked).status_code == loaded.get(FILE, asked).status_code == 400


def test_the_page_costs_a_bounded_number_of_queries(
    loaded: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    loaded.get(PAGE)
    with django_assert_max_num_queries(14):
        loaded.get(PAGE)
