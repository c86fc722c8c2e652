"""The product by keyboard, and without any script."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in, submit


def test_the_first_tab_stop_skips_to_the_content(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto("/dacorum/scorecard/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main-content$"))


def test_gov_01_an_error_summary_takes_the_focus_and_leads_to_the_field(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto("/sign-in/")
    submit(page)
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    page.click("text=Enter your password >> nth=0")
    assert page.evaluate("document.activeElement.id") == "id_password"


def test_without_script_a_number_can_be_followed_to_its_rows(open_page: Callable[..., Page]) -> None:
    page = open_page(script=False)
    sign_in(page, "analyst@demo.example")
    page.click("nav >> text=Scorecard")
    page.click("text=1. Violent crime")
    page.click("main >> text=Receipt >> nth=0")
    page.click("a:has-text('The rows'):has-text('June 2025')")
    expect(page.locator("h1")).to_have_text(re.compile(r"^\s*463 rows"))
    expect(page.locator("main")).to_contain_text("2025-06-hertfordshire-street.csv, line")


def test_without_script_the_map_page_filters_its_list(open_page: Callable[..., Page]) -> None:
    page = open_page(script=False)
    sign_in(page)
    page.goto("/dacorum/map/")
    page.click("summary")
    page.check("label:has-text('Robbery')")
    page.select_option("#id_first", "2021-01")
    page.select_option("#id_last", "2021-12")
    submit(page)
    assert "57 recorded" in page.inner_text("main")
    assert "The list below says the same" in page.inner_text("#map")


def test_the_map_draws_what_the_list_says(open_page: Callable[..., Page]) -> None:
    page = open_page()
    sign_in(page)
    with page.expect_response("**/points.geojson**") as answered:
        page.goto("/dacorum/map/?first=2021-01&last=2021-12&crime_type=Robbery")
    page.wait_for_selector("#map[data-drawn]", timeout=20_000)
    shapes = answered.value.json()["features"]
    assert sum(shape["properties"]["total"] for shape in shapes) == 57
    page.click("text=Skip the map")
    expect(page).to_have_url(re.compile("#list$"))
