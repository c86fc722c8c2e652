"""Settling where a text is: without script, on a telephone's width, and with assistive technology."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence import settling
from saferplace.intelligence.views import places as views
from saferplace.partnership.models import Partnership
from tests.browser.conftest import sign_in, submit
from tests.browser.test_pages_for_everyone import scrolls_sideways, violations
from tests.placed_records import SOURCES, bring_in_records, held_records


@pytest.fixture
def store(site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EvidenceStore:
    """The partnership's own store, in which two texts wait."""
    own = EvidenceStore(tmp_path / "dacorum")
    monkeypatch.setattr(settling, "partner_store", lambda partnership: own)
    monkeypatch.setattr(settling, "SOURCES", SOURCES)
    monkeypatch.setattr(views, "SOURCES", SOURCES)
    rows = [{"location": "High Street"}, {"location": "14 High St"}, {"location": "Behind the old dairy, Station Rd"}]
    bring_in_records(own, rows, settling.places_of(Partnership.objects.get()))
    return own


def test_without_script_an_analyst_settles_a_high_street(open_page: Callable[..., Page], store: EvidenceStore) -> None:
    page = open_page(script=False)
    sign_in(page, "analyst@demo.example")
    page.goto("/dacorum/evidence/places/")
    page.click("text=14 High St")
    page.check("label:has-text('High Street, Tring Central ward')")
    page.fill("#id_why", "The file is Tring's.")
    submit(page)
    expect(page.locator("main")).to_contain_text("“14 High St” is settled, for 2 rows.")
    assert held_records(store)["place_method"].to_list() == ["settled", "settled", "street"]


def test_the_page_of_a_text_is_for_everyone_with_errors_and_without(
    open_page: Callable[..., Page], store: EvidenceStore
) -> None:
    page = open_page(width=320)
    sign_in(page, "analyst@demo.example")
    page.goto("/dacorum/evidence/places/")
    found, wide = violations(page), scrolls_sideways(page)
    page.click("text=14 High St")
    found, wide = found + violations(page), wide or scrolls_sideways(page)
    page.check("label:has-text('None of these')")
    submit(page)
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    page.click("text=Enter a postcode, a grid reference >> nth=0")
    assert page.evaluate("document.activeElement.id") == "id_said"
    assert (found + violations(page), wide or scrolls_sideways(page)) == ([], False)
