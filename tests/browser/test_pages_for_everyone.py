"""Each kind of page: no axe violation, no sideways scroll at 320 pixels, nothing fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.addresses import manager_pages, pages_of_questions_that_cannot_be_answered, public_pages
from tests.browser.conftest import AXE, sign_in, submit

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text())
    found: dict[str, Any] = page.evaluate("rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES)
    return [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]]


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def walk(page: Page, addresses: list[str], look: Callable[[Page], Any]) -> dict[str, Any]:
    """What ``look`` finds on each page, where it finds anything."""
    found = {}
    for address in addresses:
        page.goto(address)
        if seen := look(page):
            found[address] = seen
    return found


def test_gov_06_axe_finds_nothing_on_any_kind_of_page(open_page: Callable[..., Page]) -> None:
    page = open_page()
    public = walk(page, public_pages(), violations)
    sign_in(page)
    assert {**public, **walk(page, every_page_of_the_manager(), violations)} == {}


def test_gov_06_axe_finds_nothing_on_forms_with_errors(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto("/sign-in/")
    submit(page)
    found = violations(page)
    sign_in(page)
    for address in ("/dacorum/measures/domestic-abuse-incidents/record/", "/password/"):
        page.goto(address)
        submit(page)
        assert page.title().startswith("Error: ")
        found += violations(page)
    assert found == []


def test_gov_07_no_page_scrolls_sideways_at_320_pixels(open_page: Callable[..., Page]) -> None:
    page = open_page(width=320)
    public = walk(page, public_pages(), scrolls_sideways)
    sign_in(page)
    assert {**public, **walk(page, every_page_of_the_manager(), scrolls_sideways)} == {}


def test_no_page_asks_another_host_for_anything_or_breaks_its_own_rules(
    open_page: Callable[..., Page], site: str
) -> None:
    page = open_page()
    strangers, complaints = [], []
    page.on("request", lambda request: strangers.append(request.url) if not _is_ours(request.url, site) else None)
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    pages = [address for address in public_pages() if "no/such" not in address]
    walk(page, pages, lambda _: None)
    sign_in(page)
    walk(page, manager_pages(), lambda _: None)
    assert (strangers, complaints) == ([], [])


def every_page_of_the_manager() -> list[str]:
    return [*manager_pages(), *pages_of_questions_that_cannot_be_answered()]


def _is_ours(url: str, site: str) -> bool:
    return url.startswith((site, "blob:", "data:"))


@pytest.mark.parametrize("address", ["/dacorum/", "/dacorum/scorecard/"])
def test_the_demonstration_is_said_on_the_page(open_page: Callable[..., Page], address: str) -> None:
    page = open_page()
    page.goto(address)
    assert "passwords are published" in page.inner_text("body")
