"""Debian's Chromium on the loaded product. One database and one browser serve each file of tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from saferplace.cli.after_import import bring_figures_up_to_date
from saferplace.cli.bundled import PARTNERSHIP_FILES
from saferplace.evidence.store import EvidenceStore

# Playwright's own event loop makes Django believe that it runs in an asynchronous place.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
AXE = Path(__file__).parent / "vendor" / "axe-core-4.14.1" / "axe.min.js"
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--use-angle=swiftshader"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of these share one worker, so that there is one browser; without Chromium they are skipped."""
    missing = pytest.mark.skip(reason="Chromium is not installed (on Debian: sudo apt install chromium)")
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
            if not shutil.which("chromium"):
                item.add_marker(missing)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        flags = [*_FLAGS, "--enable-unsafe-swiftshader"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        yield browser
        browser.close()


@pytest.fixture
def site(live_server: Any, bundled_evidence: EvidenceStore, settings: Any) -> str:
    """The address of the product as a first start in demonstration mode leaves it."""
    import datetime as dt

    from saferplace.partnership.demo import add_demo_people
    from saferplace.partnership.models import Partnership
    from saferplace.plan.commands import load_partnership_file
    from tests.factories import SYSTEM

    settings.EVIDENCE_ROOT = bundled_evidence.root
    settings.DEMO = True
    load_partnership_file(PARTNERSHIP_FILES / "dacorum.yaml", by=SYSTEM)
    bring_figures_up_to_date(bundled_evidence.root, at=dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC))
    add_demo_people(Partnership.objects.get(), by=SYSTEM, today=dt.date(2026, 11, 1))
    address: str = live_server.url
    return address


@pytest.fixture
def open_page(chromium: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """``open_page(width=320, script=False)``: a page of a fresh visitor, with relative addresses."""
    contexts = []

    def opened(*, width: int = 1280, script: bool = True) -> Page:
        context = chromium.new_context(
            base_url=site,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            bypass_csp=False,
        )
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def sign_in(page: Page, email: str = "manager@demo.example") -> None:
    page.goto("/sign-in/")
    page.fill("#id_username", email)
    page.fill("#id_password", "demonstration-only")
    submit(page)


def submit(page: Page) -> None:
    """Press the page's button and wait until the page that answers is there."""
    with page.expect_navigation():
        page.click("main button[type=submit]")
