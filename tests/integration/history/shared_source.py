"""A partner's data set, small enough to read in one look: the tests of history need one that is not open."""

from __future__ import annotations

import dataclasses
from typing import Any

from saferplace.evidence.police_street import POLICE_STREET
from saferplace.evidence.sources.source import SourceKind

# Laid out like a street file, so that a whole import can be run on it; what matters is that it is a partner's.
COUNCIL_REPORTS = dataclasses.replace(
    POLICE_STREET,
    data_set="council-reports",
    title="reports to the council",
    licence="the sharing agreement",
    kind=SourceKind.RECORDS,
    is_open=False,
    is_sensitive=True,
)


def hold_council_reports(monkeypatch: Any) -> None:
    """Make it one of the data sets that can be held."""
    from saferplace.evidence.sources import catalogue

    monkeypatch.setattr(catalogue, "SOURCES", (*catalogue.SOURCES, COUNCIL_REPORTS))
