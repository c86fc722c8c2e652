"""Real evidence, loaded once: what the product ships with, and the files with known faults."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from saferplace.evidence.areas import Area, find_area
from saferplace.evidence.importing import Terms, import_files
from saferplace.evidence.store import EvidenceStore

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


def load(store: EvidenceStore, *paths: Path, published: str | None = None) -> None:
    import_files(store, paths, today=NOW.date(), terms=Terms("a test", published), started_at=NOW)


@pytest.fixture(scope="session")
def hertfordshire(tmp_path_factory: pytest.TempPathFactory, bundled_data: Path) -> EvidenceStore:
    """All bundled publications, oldest first: one import, so one version, each."""
    store = EvidenceStore(tmp_path_factory.mktemp("hertfordshire"))
    folder = bundled_data / "police-uk-hertfordshire"
    for each in json.loads((folder / "publications.json").read_text())["publications"]:
        load(store, folder / each["file"], published=each["published"])
    return store


@pytest.fixture(scope="session")
def anomalies(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> EvidenceStore:
    store = EvidenceStore(tmp_path_factory.mktemp("anomalies"))
    load(store, shared_data / "police-uk-anomalies" / "anomalies_street.zip")
    return store


@pytest.fixture(scope="session")
def dacorum() -> Area:
    return find_area("E07000096")
