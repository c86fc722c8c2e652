"""The partnership's area beside others: on the page, in the CSV and on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from saferplace.cli.compare import compare
from saferplace.core.models import StoredReceipt
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.again import compute_again
from saferplace.partnership.models import Partnership, Role
from tests.factories import make_partnership, make_person
from tests.published_files import bring, csv_file

PAGE, CSV = "/dacorum/comparators/", "/dacorum/comparators.csv"
LIST = [
    ["Area code", "Similar area code", "Similar area name", "List", "Source", "Year"],
    ["E07000096", "E07000113", "Swale", "Our list", "the county's analysts", "2025"],
    ["E07000096", "E07000070", "Chelmsford", "Our list", "the county's analysts", "2025"],
]


@pytest.fixture
def at_dacorum(db: None, bundled_evidence: EvidenceStore, settings: Any) -> Partnership:
    settings.EVIDENCE_ROOT = bundled_evidence.root
    return make_partnership()


@pytest.fixture
def member(at_dacorum: Partnership, client: Client) -> Client:
    client.force_login(make_person(at_dacorum, Role.BOARD_MEMBER))
    return client


def test_dacorums_fly_tipping_stands_beside_its_neighbours_and_england(member: Client) -> None:
    page = member.get(PAGE).content.decode()
    assert "Dacorum: 1,609 in April 2022 to March 2023, 10.30 per 1,000 (95% interval 9.81 to 10.82)" in page
    assert "6th highest of 10 (could be anywhere from 5th to 7th)" in page
    assert "England: 18.96" in page
    assert "The 10 districts of the police force area Hertfordshire" in page
    assert "most similar" not in page.casefold()


def test_ranks_come_with_a_warning_and_rates_with_their_denominator(member: Client) -> None:
    page = member.get(PAGE).content.decode()
    assert "A place in a ranking is unstable." in page
    assert "Residents: ONS mid-2012 to mid-2022 population estimates, sum of 2021 LSOAs." in page


def test_the_funnel_says_whether_dacorum_differs_by_more_than_chance(member: Client) -> None:
    page = member.get(PAGE)
    said = page.context["page"].among.answer.finding
    assert said.startswith("Dacorum is not clearly different from the rest.")
    assert "It is not clearly different from the middle of the group (10.58 per 1,000)." in said
    assert "The place is unstable" in said
    shown = page.content.decode()
    assert "<svg" in shown
    assert "Each area beside what chance would do at its size" in shown
    assert len(page.context["page"].among.areas) == 10


def test_the_receipt_of_the_funnel_is_computed_again(member: Client, bundled_evidence: EvidenceStore) -> None:
    receipt = member.get(PAGE).context["page"].among.answer.receipt
    assert compute_again(bundled_evidence, receipt).result == receipt.result
    assert member.get(f"/receipts/{receipt.digest}/").status_code == 200


def test_a_figure_without_rates_has_no_funnel(member: Client) -> None:
    page = member.get(PAGE, {"indicator": "Total Incidents Clearance Costs (£)"})
    assert page.context["page"].among is None
    assert "Is it more than chance?" not in page.content.decode()


def test_what_the_publisher_says_of_a_figure_is_said_beside_it(member: Client) -> None:
    assert "Welwyn Hatfield, 2019-20: Customer/public reported only." in member.get(PAGE).content.decode()


def test_a_figure_that_is_not_there_is_said_in_words_and_has_no_rate(member: Client) -> None:
    page = member.get(PAGE, {"indicator": "Total Incidents Clearance Costs (£)"}).content.decode()
    assert "not collected" in page
    assert "Per 1,000 residents" not in page


def test_another_data_sets_indicator_gives_way_to_the_usual_one(member: Client) -> None:
    asked = {"for": "home-office-crime-csp", "data_set": "defra-fly-tipping", "indicator": "Theft offences"}
    page = member.get(PAGE, asked)
    assert page.status_code == 200
    assert '<option value="Total Incidents" selected>' in page.content.decode()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"data_set": "nonsense"}, "Choose a data set from the list."),
        ({"indicator": "=1+1"}, "Choose a figure from the list."),
        ({"peers": "most-similar"}, "Choose whom to compare with from the list."),
    ],
)
def test_a_question_that_cannot_be_answered_is_told_in_a_sentence(
    member: Client, asked: dict[str, str], told: str
) -> None:
    page = member.get(PAGE, asked)
    assert page.status_code == 400
    assert told in page.content.decode()
    assert member.get(CSV, asked).status_code == 400


def test_the_csv_holds_the_same_numbers_with_status_and_receipt(member: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(member.get(CSV).content.decode("utf-8-sig"))))
    assert len(rows) == 11 * 11
    newest = next(row for row in rows if (row["area_code"], row["period"]) == ("E07000096", "2022-23"))
    assert (newest["value"], newest["status"], newest["residents"], newest["is_own_area"]) == (
        "1609",
        "known",
        "156167",
        "yes",
    )
    assert StoredReceipt.objects.filter(pk=newest["receipt"]).exists()
    assert newest["among_the_others"] == "not clearly different from the rest"
    assert (newest["place"], newest["place_highest"], newest["place_lowest"]) == ("6", "5", "7")
    assert StoredReceipt.objects.filter(pk=newest["receipt_of_place"]).exists()


def test_the_receipt_page_says_which_figures_were_compared(member: Client) -> None:
    member.get(PAGE)
    receipt = StoredReceipt.objects.get(method="figures_compared")
    page = member.get(f"/receipts/{receipt.pk}/").content.decode()
    assert "Published figures of several areas and periods, side by side" in page
    assert "Total Incidents" in page


def test_the_page_asks_the_records_a_bounded_number_of_statements(
    member: Client, django_assert_max_num_queries: Any
) -> None:
    member.get(PAGE)
    with django_assert_max_num_queries(10):
        member.get(PAGE)


def test_the_same_page_again_writes_nothing(member: Client) -> None:
    member.get(PAGE)
    before = StoredReceipt.objects.count()
    member.get(PAGE)
    assert StoredReceipt.objects.count() == before


def test_a_list_of_similar_areas_is_its_partnerships_own(
    at_dacorum: Partnership, client: Client, tmp_path: Path, settings: Any, bundled_evidence: EvidenceStore
) -> None:
    root = tmp_path / "evidence"
    root.mkdir()
    (root / "defra-fly-tipping").symlink_to(bundled_evidence.folder("defra-fly-tipping"))
    settings.EVIDENCE_ROOT = root
    bring(EvidenceStore(root / "partnerships" / "dacorum"), csv_file(tmp_path / "list.csv", LIST))
    elsewhere = make_partnership("elsewhere", "Elsewhere Community Safety Partnership")
    for partnership, sees_it in ((at_dacorum, True), (elsewhere, False)):
        client.force_login(make_person(partnership, Role.BOARD_MEMBER))
        page = client.get(f"/{partnership.slug}/comparators/").content.decode()
        assert ("Our list, 2025" in page) is sees_it
    client.force_login(make_person(at_dacorum, Role.ANALYST))
    page = client.get(PAGE, {"peers": "our-list"}).content.decode()
    assert "Swale" in page
    assert "Our list, 2025 (the county&#x27;s analysts)" in page
    assert "Watford" not in page


def test_before_anything_is_loaded_the_page_says_how_to_begin(
    db: None, client: Client, tmp_path: Path, settings: Any
) -> None:
    settings.EVIDENCE_ROOT = tmp_path / "nothing"
    client.force_login(make_person(make_partnership(), Role.MANAGER))
    assert "saferplace import PATH" in client.get(PAGE).content.decode()
    assert client.get(CSV).status_code == 404


def test_the_key_finding_says_that_yearly_figures_cannot_check_it(loaded_dacorum: Partnership, client: Client) -> None:
    page = client.get("/dacorum/key-findings/").content.decode()
    assert "Yearly figures cannot check April to December." in page


def run(folder: Path, *words: str) -> Any:
    return CliRunner().invoke(compare, ["--area", "Dacorum", "--data", str(folder), *words])


@pytest.fixture
def folder(tmp_path: Path, bundled_evidence: EvidenceStore) -> Path:
    (tmp_path / "evidence").symlink_to(bundled_evidence.root)
    return tmp_path


def test_the_command_gives_the_same_numbers(folder: Path) -> None:
    said = json.loads(run(folder, "--json").output)
    dacorum = next(area for area in said["areas"] if area["code"] == "E07000096")
    assert dacorum["figures"]["2022-23"] == {"value": 1609.0, "status": "known"}
    assert dacorum["rank"] == {"place": 6, "highest": 5, "lowest": 7, "of": 10}
    assert "10.30" in run(folder).output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--data-set", "nonsense"), "The areas of “nonsense” are not compared."),
        (("--indicator", "Litter"), "has no figure “Litter”"),
        (("--with", "msg"), "There is no list of similar areas “msg” for Dacorum"),
    ],
)
def test_a_wrong_use_of_the_command_is_told_in_a_sentence(folder: Path, words: tuple[str, ...], told: str) -> None:
    result = run(folder, *words)
    assert result.exit_code == 2
    assert told in result.output


def test_the_command_says_when_nothing_is_loaded(folder: Path) -> None:
    result = run(folder, "--data-set", "home-office-crime-csp")
    assert result.exit_code == 1
    assert "saferplace import PATH" in result.output
