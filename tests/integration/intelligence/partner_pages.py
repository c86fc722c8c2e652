"""A partnership with what its partners sent and no police file, for tests of its pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from saferplace.evidence.partner.data_sets.council_fly_tipping import COUNCIL_FLY_TIPPING
from saferplace.evidence.partner.data_sets.section_136_uses import SECTION_136_USES
from saferplace.evidence.store import EvidenceStore
from saferplace.partnership.models import Partnership
from tests.factories import make_partnership
from tests.partner_records import COUNCIL, ONE_WARD, OTHER_WARD, POLICE, record, send

ONE, OTHER = "Adeyfield West", "Boxmoor"


def partnership_with_records(root: Path, settings: Any) -> Partnership:
    """Fly-tipping of June (5 of 7 placed, in two wards) and an empty July; section 136 uses of April to June."""
    settings.EVIDENCE_ROOT = root
    partnership = make_partnership()
    store = EvidenceStore(root).of_partnership(partnership.slug)
    june = [
        record("2026-06", ONE_WARD, number=3, category="Tyres", location="High Street"),
        record("2026-06", OTHER_WARD, category="Green", location="Mill Lane", place_certainty="approximate"),
        record("2026-06", OTHER_WARD, category="Green", longitude=None, latitude=None, place_method="area"),
        record("2026-06", None, category="Green", number=2),
    ]
    send(store, COUNCIL_FLY_TIPPING, {(COUNCIL, "2026-06"): june, (COUNCIL, "2026-07"): []})
    uses = {
        (POLICE, month): [
            record(month, ONE_WARD, number=2, category="Emergency department", location="Secret Lane"),
            record(month, OTHER_WARD, number=1, category="Police station", location="Hidden Close"),
        ]
        for month in ("2026-04", "2026-05", "2026-06")
    }
    send(store, SECTION_136_USES, uses)
    return partnership
