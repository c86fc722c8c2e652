"""What every test may ask for."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.db import connection

from saferplace.cli.after_import import bring_figures_up_to_date
from saferplace.cli.bundled import PARTNERSHIP_FILES, load_bundled_comparators, load_bundled_police_files
from saferplace.core import append_only
from saferplace.evidence.store import EvidenceStore

if TYPE_CHECKING:  # models can only be imported once Django is set up
    from saferplace.partnership.models import Partnership

PROJECT = Path(__file__).resolve().parents[1]


def pytest_configure() -> None:
    """Tests need no collected static files, and no slow password hashing (one test checks what production uses)."""
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real public files that is handed out beside the project; not every checkout has it."""
    folder = Path(os.environ.get("SAFERPLACE_SHARED") or PROJECT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip("the folder of shared real data is not beside this checkout (SAFERPLACE_SHARED names another)")
    return folder


@pytest.fixture(scope="session")
def bundled_data() -> Path:
    """The real data that the product ships with."""
    return PROJECT / "data"


@pytest.fixture(scope="session")
def bundled_evidence(tmp_path_factory: pytest.TempPathFactory) -> EvidenceStore:
    """Every bundled publication, imported once for all tests that only read."""
    store = EvidenceStore(tmp_path_factory.mktemp("data") / "evidence")
    load_bundled_police_files(store, now=dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC))
    load_bundled_comparators(store, now=dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC))
    return store


@pytest.fixture
def loaded_dacorum(db: None, bundled_evidence: EvidenceStore, settings: Any) -> Partnership:
    """Dacorum's plan, its measures and its recounted findings on the bundled evidence: what a first start gives."""
    from saferplace.partnership.models import Partnership
    from saferplace.plan.commands import load_partnership_file
    from tests.factories import SYSTEM

    settings.EVIDENCE_ROOT = bundled_evidence.root
    load_partnership_file(PARTNERSHIP_FILES / "dacorum.yaml", by=SYSTEM)
    bring_figures_up_to_date(bundled_evidence.root, at=dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC))
    return Partnership.objects.get(slug="dacorum")


@pytest.fixture
def today() -> dt.date:
    return dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _audit_log_can_be_emptied_between_tests(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests on a live server empty the whole database afterwards, which the audit log rightly refuses."""
    if "live_server" not in request.fixturenames and "transactional_db" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    append_only.install(connection)
    yield
    append_only.remove(connection)
