"""A partner's data set, small enough to read in one look: the tests of history need one that is not open."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

from saferplace.evidence.importing import Terms, files, import_files
from saferplace.evidence.police_street import POLICE_STREET
from saferplace.evidence.sources import catalogue
from saferplace.evidence.store import EvidenceStore
from tests.police_files import TODAY

# Laid out like a street file, so that a whole import can be run on it; what matters is that it is a partner's.
COUNCIL_REPORTS = dataclasses.replace(
    POLICE_STREET,
    data_set="council-reports",
    title="reports to the council",
    licence="the sharing agreement",
    is_open=False,
    is_sensitive=True,
)


def hold_council_reports(monkeypatch: Any) -> None:
    """Make it one of the data sets that can be held."""
    monkeypatch.setattr(catalogue, "SOURCES", (*catalogue.SOURCES, COUNCIL_REPORTS))
    monkeypatch.setitem(files._KINDS, "street", COUNCIL_REPORTS)


def bring_in_reports(store: EvidenceStore, file: Path, *, minute: int, agreement: str | None = None) -> None:
    import_files(
        store,
        [file],
        today=TODAY,
        terms=Terms("a test", agreement=agreement, purpose="fewer incidents"),
        started_at=dt.datetime(2026, 11, 23, 9, minute, tzinfo=dt.UTC),
        sources=(COUNCIL_REPORTS,),
    )
