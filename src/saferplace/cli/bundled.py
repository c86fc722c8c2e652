"""The real data that ships with Saferplace, loaded the same way as anybody's own."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from saferplace.evidence.importing import Terms, import_files
from saferplace.evidence.importing.progress import Report, silent
from saferplace.evidence.store import EvidenceStore

PROJECT = Path(__file__).resolve().parents[3]
POLICE = PROJECT / "data" / "police-uk-hertfordshire"
FLY_TIPPING = PROJECT / "data" / "flytipping-defra" / "flytipping_la_2012-13_to_2022-23.ods"
FLY_TIPPING_PUBLISHED = "2024-03"
PARTNERSHIP_FILES = PROJECT / "partnerships"
_BY = "the first start, from the bundled files"
_LICENCE = "Open Government Licence v3.0"


@dataclass(frozen=True)
class Publication:
    """One archive as its publisher released it; published: ISO year, month or date, None when not known."""

    path: Path
    published: str | None


def publications() -> list[Publication]:
    """Oldest first, as publications.json lists them."""
    listed = json.loads((POLICE / "publications.json").read_text())["publications"]
    return [Publication(POLICE / entry["file"], entry["published"]) for entry in listed]


def load_bundled_police_files(store: EvidenceStore, *, now: dt.datetime, report: Report = silent) -> int:
    """Import every bundled archive, one import each. Returns the rows read."""
    return sum(
        import_files(
            store,
            [publication.path],
            today=now.date(),
            terms=Terms(_BY, publication.published, _LICENCE),
            started_at=dt.datetime.now(dt.UTC),
            report=report,
        ).rows_read
        for publication in publications()
    )


def load_bundled_comparators(store: EvidenceStore, *, now: dt.datetime, report: Report = silent) -> int:
    """Import the published figures of other areas that ship with the product. Returns the figures read."""
    return import_files(
        store,
        [FLY_TIPPING],
        today=now.date(),
        terms=Terms(_BY, FLY_TIPPING_PUBLISHED, _LICENCE),
        started_at=dt.datetime.now(dt.UTC),
        report=report,
    ).rows_read
