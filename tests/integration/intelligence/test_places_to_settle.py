"""An analyst settles a text that could be several places; others never see it."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from saferplace.cli import main
from saferplace.core.models import AuditEntry
from saferplace.evidence.importing.lock import import_lock
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence import settling
from saferplace.intelligence.opening import partner_store
from saferplace.intelligence.settling import places_of, waiting_places
from saferplace.intelligence.views import places as views
from saferplace.partnership.models import Partnership, Role
from tests.factories import make_partnership, make_person
from tests.placed_records import SOURCES, bring_in_records, held_records

LIST = "/dacorum/evidence/places/"
HOSTILE = "<script>alert(1)</script> Alley"


@pytest.fixture
def partnership(
    db: None, bundled_evidence: EvidenceStore, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> Partnership:
    """Three texts wait: the open evidence is the bundled one, the partnership's own store is new."""
    monkeypatch.setattr(settling, "SOURCES", SOURCES)
    monkeypatch.setattr(views, "SOURCES", SOURCES)
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    (tmp_path / "evidence").mkdir()
    for table in bundled_evidence.root.iterdir():
        (tmp_path / "evidence" / table.name).symlink_to(table)
    made = make_partnership()
    rows = [{"location": "High Street"}, {"location": "8 High St"}, {"location": HOSTILE}, {"location": "Prison"}]
    bring_in_records(partner_store(made), rows, places_of(made))
    return made


@pytest.fixture
def analyst(partnership: Partnership, client: Client) -> Client:
    client.force_login(make_person(partnership, Role.ANALYST))
    return client


def page_of(partnership: Partnership, begins: str) -> str:
    text = next(text for text in waiting_places(partnership) if text.text.startswith(begins))
    return f"{LIST}{text.digest}/"


def test_the_list_names_each_text_with_its_rows_and_nothing_in_it_runs(analyst: Client) -> None:
    page = analyst.get(LIST).content.decode()
    assert "3 texts could be several places" in page
    assert "4 rows cannot be put on the map" in page
    assert "Dacorum Borough Council" in page
    assert "<script>alert" not in page
    assert AuditEntry.objects.filter(action="places that wait read").exists()


def test_a_chosen_candidate_places_the_rows_and_is_in_the_audit_log(analyst: Client, partnership: Partnership) -> None:
    address = page_of(partnership, "8 High St")
    offered = [candidate for candidate in analyst.get(address).context["candidates"] if "Tring" in candidate.words]
    answer = analyst.post(address, {"choice": offered[0].value, "why": "Tring's warden sent it."}, follow=True)
    assert "“8 High St” is settled, for 2 rows." in unescape(answer.content.decode())
    first = held_records(partner_store(partnership)).row(0, named=True)
    assert (first["easting"], first["lsoa_name"], first["place_method"]) == (492397, "Dacorum 003C", "settled")
    entry = AuditEntry.objects.get(action="place settled")
    assert "Tring Central" in entry.detail_json
    assert '"rows": 2' in entry.detail_json


def test_a_place_may_be_typed_as_a_grid_reference(analyst: Client, partnership: Partnership) -> None:
    analyst.post(page_of(partnership, "<script>"), {"choice": "said", "said": "TL 05500 07500"})
    assert held_records(partner_store(partnership)).row(2, named=True)["northing"] == 207500


def test_a_text_may_be_said_to_be_nowhere(analyst: Client, partnership: Partnership) -> None:
    analyst.post(page_of(partnership, "Prison"), {"choice": "cannot"})
    assert held_records(partner_store(partnership)).row(3, named=True)["place_certainty"] == "none"
    assert len(waiting_places(partnership)) == 2


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({}, "Choose the place, or say that it cannot be placed"),
        ({"choice": "1,1"}, "Choose the place, or say that it cannot be placed"),
        ({"choice": "said"}, "Enter a postcode, a grid reference, or easting and northing"),
        ({"choice": "said", "said": "the moon"}, "“the moon” is not a postcode that is loaded"),
    ],
)
def test_an_answer_that_says_no_place_is_asked_again(
    analyst: Client, partnership: Partnership, answer: dict[str, str], sentence: str
) -> None:
    asked = analyst.post(page_of(partnership, "Prison"), answer)
    assert asked.status_code == 400
    assert sentence in unescape(asked.content.decode())
    assert len(waiting_places(partnership)) == 3


def test_while_an_import_runs_the_page_says_to_wait_and_nothing_is_written(
    analyst: Client, partnership: Partnership
) -> None:
    with import_lock(partner_store(partnership).root):
        asked = analyst.post(page_of(partnership, "Prison"), {"choice": "cannot"})
    assert "Another import is running" in asked.content.decode()
    assert not AuditEntry.objects.filter(action="place settled").exists()


def test_a_text_that_was_settled_meanwhile_leads_back_to_the_list(analyst: Client, partnership: Partnership) -> None:
    address = page_of(partnership, "Prison")
    analyst.post(address, {"choice": "cannot"})
    again = analyst.get(address, follow=True)
    assert "That text does not wait any more." in again.content.decode()


def test_a_priority_lead_sees_neither_the_list_nor_a_text(partnership: Partnership, client: Client) -> None:
    client.force_login(make_person(partnership, Role.PRIORITY_LEAD))
    addresses = (LIST, page_of(partnership, "Prison"))
    assert [client.get(address).status_code for address in addresses] == [403, 403]
    assert client.post(addresses[1], {"choice": "cannot"}).status_code == 403
    assert "Settle" not in client.get("/dacorum/home/").content.decode()


def test_the_home_page_of_an_analyst_asks_to_settle_what_waits(analyst: Client) -> None:
    assert "Settle 3 places" in analyst.get("/dacorum/home/").content.decode()


def test_one_partnership_never_sees_the_texts_of_another(partnership: Partnership, client: Client) -> None:
    elsewhere = make_partnership("elsewhere", "Elsewhere Community Safety Partnership")
    client.force_login(make_person(elsewhere, Role.MANAGER))
    assert client.get("/elsewhere/evidence/places/").context["page"].paginator.count == 0
    assert client.get(LIST).status_code == 403


def test_both_pages_ask_the_records_a_bounded_number_of_statements(
    analyst: Client, partnership: Partnership, django_assert_max_num_queries: Any
) -> None:
    address = page_of(partnership, "Prison")
    with django_assert_max_num_queries(12):
        analyst.get(LIST)
    with django_assert_max_num_queries(8):
        analyst.get(address)


def test_the_command_line_lists_and_settles_as_the_pages_do(partnership: Partnership) -> None:
    listed = CliRunner().invoke(main, ["places", "waiting"]).output
    assert "“8 High St”, dacorum-borough-council: 2 rows" in listed
    assert "High Street, Berkhamsted West ward" in listed
    digest = next(text.digest for text in waiting_places(partnership) if text.text == "Prison")
    done = CliRunner().invoke(main, ["places", "settle", digest[:8], "--at", "TL 055 075", "--why", "known"])
    assert (done.exit_code, done.output) == (0, "“Prison” is settled. 1 row placed anew.\n")
    assert CliRunner().invoke(main, ["places", "settle", digest[:8], "--cannot"]).exit_code == 1
    assert CliRunner().invoke(main, ["places", "settle", digest[:8]]).exit_code == 2
