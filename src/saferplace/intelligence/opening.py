"""Which evidence store holds what: open data once for the installation, partners' data once for each partnership."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from saferplace.evidence.areas import Area, find_area
from saferplace.evidence.sources.source import Source
from saferplace.evidence.store import EvidenceStore
from saferplace.partnership.models import Partnership


def evidence_store() -> EvidenceStore:
    """Open data, which every partnership reads."""
    return EvidenceStore(Path(settings.EVIDENCE_ROOT))


def partner_store(partnership: Partnership) -> EvidenceStore:
    """What partners shared in this partnership: a folder of its own, so that no other can ever read it."""
    return evidence_store().of_partnership(partnership.slug)


def store_of(source: Source, partnership: Partnership) -> EvidenceStore:
    """The store in which this partnership's rows of a data set are."""
    return evidence_store() if source.is_open else partner_store(partnership)


def area_of(partnership: Partnership) -> Area:
    """The partnership as an area of the reference tables. Raises UnknownArea where its file names no known code."""
    code = partnership.csp_code or partnership.areas.values_list("code", flat=True).first() or ""
    return find_area(code)
