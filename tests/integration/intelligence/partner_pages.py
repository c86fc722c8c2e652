"""A partnership with what its partners sent and no police file, for tests of its pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from saferplace.evidence.importing import Terms, import_files
from saferplace.evidence.partner.data_sets.council_fly_tipping import COUNCIL_FLY_TIPPING
from saferplace.evidence.partner.data_sets.section_136_uses import SECTION_136_USES
from saferplace.evidence.store import EvidenceStore
from saferplace.partnership.models import Partnership
from tests.factories import make_partnership
from tests.integration.importing.test_outcomes_and_searches import (
    OUTCOME_HEADER,
    SEARCH_HEADER,
    as_file,
    outcome,
    search,
)
from tests.partner_records import COUNCIL, NOW, ONE_WARD, OTHER_WARD, POLICE, record, send
from tests.police_files import TODAY, archive, asb, row, written


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


def load_police_files(root: Path, *, burglaries: int = 0) -> None:
    """March 2021 of Hertfordshire: five rows of crime, their outcomes, two searches; April's outcomes.

    burglaries: more crimes, with an ID and without an outcome.
    """
    crimes = [row(Crime_ID=f"{number:064x}") for number in range(burglaries)]
    crimes += [row(Crime_ID="a" * 64), row(Crime_ID="b" * 64), row(Crime_ID="c" * 64), row(Crime_ID=""), asb()]
    march = [
        outcome("a" * 64, "Suspect charged"),
        outcome("b" * 64, "Investigation complete; no suspect identified"),
        outcome("9" * 64, "Local resolution"),
    ]
    april = [outcome("a" * 64, "Offender fined").replace("2021-03", "2021-04")]
    searched = [search("2021-03-05T23:15:00+00:00"), search("2021-03-06T00:00:00+00:00", "True")]
    files = {
        "2021-03/2021-03-hertfordshire-street.csv": written(crimes),
        "2021-03/2021-03-hertfordshire-outcomes.csv": as_file(OUTCOME_HEADER, *march),
        "2021-04/2021-04-hertfordshire-outcomes.csv": as_file(OUTCOME_HEADER, *april),
        "2021-03/2021-03-hertfordshire-stop-and-search.csv": as_file(SEARCH_HEADER, *searched),
    }
    packed = archive(root / "police.zip", files)
    import_files(EvidenceStore(root), [packed], today=TODAY, terms=Terms("a test"), started_at=NOW)
