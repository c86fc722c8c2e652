"""Pages of partners' data with something in them: no axe violation, for those who see records and those who do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from saferplace.partnership.models import Role
from tests.browser.conftest import submit
from tests.browser.test_pages_for_everyone import scrolls_sideways, violations, walk
from tests.factories import make_person
from tests.integration.intelligence.partner_pages import load_police_files, partnership_with_records

LAYERS = "layer=police-uk-street&layer=council-fly-tipping&layer=section-136-uses"
PAGES = [
    f"/dacorum/map/?{LAYERS}&first=2021-03&last=2026-07",
    "/dacorum/map/?layer=section-136-uses&first=2026-04&last=2026-06",
    "/dacorum/evidence/quality/",
    "/dacorum/evidence/quality/section-136-uses/",
    "/dacorum/evidence/quality/forces/",
    "/dacorum/evidence/exchange/",
    "/dacorum/analysis/near-repeats/",
    "/dacorum/analysis/times/",
    "/dacorum/analysis/trend/",
    "/dacorum/outcomes/",
    "/dacorum/outcomes/?first=2019-01",
    "/dacorum/stop-and-search/",
]


@pytest.fixture
def open_as(chromium: Browser, live_server: Any, tmp_path: Path, settings: Any) -> Iterator[Callable[..., Page]]:
    partnership = partnership_with_records(tmp_path, settings)
    load_police_files(tmp_path)
    contexts = []

    def opened(role: Role, *, width: int = 1280) -> Page:
        person = make_person(partnership, role)
        context = chromium.new_context(base_url=live_server.url, viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.goto("/sign-in/")
        page.fill("#id_username", person.email)
        page.fill("#id_password", "a-long-test-password")
        submit(page)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("role", [Role.ANALYST, Role.BOARD_MEMBER])
def test_gov_06_axe_finds_nothing_on_pages_of_partner_data(open_as: Callable[..., Page], role: Role) -> None:
    assert walk(open_as(role), PAGES, violations) == {}


def test_gov_07_none_of_them_scrolls_sideways_at_320_pixels(open_as: Callable[..., Page]) -> None:
    assert walk(open_as(Role.ANALYST, width=320), PAGES, scrolls_sideways) == {}


def test_the_map_draws_every_source_with_its_own_shape(open_as: Callable[..., Page]) -> None:
    page = open_as(Role.ANALYST)
    page.goto(PAGES[0])
    page.wait_for_selector("#map[data-drawn]", timeout=60_000)
    assert page.get_attribute("#map", "data-drawn") == "5"
    legend = page.inner_text(".sp-legend")
    assert "Circle: recorded crime" in legend and "Square: uses of" in legend and "Triangle: fly-tipping" in legend
    page.click("tr[data-place='1'] button")
    assert "Uses of section 136" in page.inner_text(".maplibregl-popup-content")
