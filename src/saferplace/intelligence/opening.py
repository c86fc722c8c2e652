"""The evidence store of this installation, and a partnership's area in it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from saferplace.evidence.areas import Area, find_area
from saferplace.evidence.store import EvidenceStore
from saferplace.partnership.models import Partnership


def evidence_store() -> EvidenceStore:
    return EvidenceStore(Path(settings.EVIDENCE_ROOT))


def partner_store(partnership: Partnership) -> EvidenceStore:
    """What partners shared in this partnership: a folder of its own, so that no other can ever read it."""
    return EvidenceStore(Path(settings.EVIDENCE_ROOT) / "partnerships" / partnership.slug)


def area_of(partnership: Partnership) -> Area:
    """The partnership as an area of the reference tables. Raises UnknownArea where its file names no known code."""
    code = partnership.csp_code or partnership.areas.values_list("code", flat=True).first() or ""
    return find_area(code)
