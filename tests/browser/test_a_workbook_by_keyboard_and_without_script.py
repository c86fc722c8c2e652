"""An analyst brings a messy council workbook in: with script, without it, and by keyboard alone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from saferplace.partnership.models import Partnership, User
from tests.browser.conftest import sign_in, submit
from tests.browser.test_pages_for_everyone import scrolls_sideways, violations
from tests.uploads import CHOSEN, matched_upload, work_off, workbook


@pytest.fixture(autouse=True)
def _stores_of_their_own(site: str, settings: Any, tmp_path: Path, bundled_evidence: Any) -> None:
    """What this test imports must not be seen by the tests that share the bundled evidence."""
    shutil.copytree(bundled_evidence.root, tmp_path / "evidence")
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    settings.UPLOADS_ROOT = tmp_path / "uploads"
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "uploads" / "arriving"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir(parents=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "Fly tipping Oct.xlsx"
    place.write_bytes(workbook())
    return place


def seen(page: Page, heading: str, found: list[str]) -> None:
    """The page is there, and nothing is wrong with it for anybody."""
    expect(page.locator("h1")).to_have_text(re.compile(heading))
    found += [f"{heading}: {one}" for one in violations(page)]
    found += [f"{heading}: scrolls sideways"] if scrolls_sideways(page) else []


def test_a_workbook_is_matched_checked_fixed_and_imported(open_page: Callable[..., Page], file: Path) -> None:
    page, found = open_page(width=360), list[str]()
    sign_in(page, "analyst@demo.example")
    page.goto("/dacorum/evidence/")
    page.click("main >> text=Send a file")
    seen(page, "Send a file", found)
    submit(page)
    seen(page, "Send a file", found)
    assert page.title().startswith("Error: ")
    page.set_input_files("#file", file)
    page.select_option("#provider", "dacorum-borough-council")
    submit(page)
    seen(page, "Say how this file is to be read", found)
    page.click("main >> text=Continue")
    seen(page, "Which sheet holds the table", found)
    page.check("label:text-is('October')")
    submit(page)
    seen(page, "Which row holds the headings", found)
    assert page.is_checked("#line-3")
    submit(page)
    seen(page, "What is the table about", found)
    assert page.is_checked("#data_set-council-fly-tipping")
    submit(page)
    seen(page, "On what footing is the file shared", found)
    page.fill("#agreement", "Hertfordshire agreement 2024")
    page.fill("#purpose", "Community safety")
    submit(page)
    seen(page, "What is in each column", found)
    assert "Jane" not in page.content()
    for heading, choice in CHOSEN.items():
        page.get_by_label(heading, exact=True).select_option(choice)
    submit(page)
    seen(page, "What do these words mean", found)
    page.select_option("#word-0", "Black bags - household")
    submit(page)
    seen(page, "Which months does the file cover", found)
    page.check("#covers-rows")
    submit(page)
    seen(page, "The first rows as they would be read", found)
    page.click("main >> text=Check the whole file")
    seen(page, "Checking the file", found)
    work_off()
    expect(page.locator("h1")).to_have_text("What this file would change", timeout=20_000)
    seen(page, "What this file would change", found)
    expect(page.locator("main")).to_contain_text("Sheet “October”, row 5")
    page.click("main >> text=Import it without the refused rows")
    seen(page, "Importing the file", found)
    work_off()
    expect(page.locator("h1")).to_have_text("Imported", timeout=20_000)
    seen(page, "Imported", found)
    expect(page.locator("main")).to_contain_text("The import did exactly what the dry run said.")
    page.goto("/dacorum/evidence/uploads/")
    seen(page, "Files sent", found)
    page.click("main >> text=Saved mappings")
    seen(page, "Saved mappings", found)
    page.click("main table a")
    seen(page, "version 1", found)
    assert found == []


def test_without_script_the_next_file_needs_only_sending_and_its_progress_draws_itself_again(
    open_page: Callable[..., Page], file: Path
) -> None:
    matched_upload(Partnership.objects.get(slug="dacorum"), User.objects.get(email="manager@demo.example"))
    page = open_page(script=False)
    sign_in(page, "analyst@demo.example")
    page.goto("/dacorum/evidence/send/")
    page.set_input_files("#file", file)
    page.select_option("#provider", "dacorum-borough-council")
    submit(page)
    expect(page.locator("h1")).to_have_text("Checking the file")
    assert page.locator("meta[http-equiv=refresh]").count() == 1
    work_off()
    expect(page.locator("h1")).to_have_text("What this file would change", timeout=20_000)


def test_by_keyboard_alone_a_row_of_headings_is_chosen_and_a_job_cancelled(
    open_page: Callable[..., Page], file: Path
) -> None:
    upload = matched_upload(Partnership.objects.get(slug="dacorum"), User.objects.get(email="analyst@demo.example"))
    page = open_page()
    sign_in(page, "analyst@demo.example")
    page.goto(f"/dacorum/evidence/uploads/{upload.reference}/headings/")
    tab_to(page, "line-3")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "line-1"
    page.keyboard.press("ArrowDown")
    tab_to(page, "header_rows-1")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("The first rows as they would be read")
    tab_to(page, "name")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Checking the file")
    press_button(page, "Cancel")
    expect(page.locator("h1")).to_have_text("Cancelled")


def tab_to(page: Page, field: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == field:
            return
    raise AssertionError(f"{field} cannot be reached by the Tab key.")


def press_button(page: Page, text: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == text:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"“{text}” cannot be reached by the Tab key.")
