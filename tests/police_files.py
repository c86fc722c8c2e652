"""Street files as data.police.uk would publish them, for tests of the importer."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from saferplace.evidence.importing import Terms, import_files
from saferplace.evidence.importing.summary import ImportSummary
from saferplace.evidence.police_street import DATA_SET
from saferplace.evidence.police_street.layout import COLUMNS
from saferplace.evidence.store import EvidenceStore

NAME = "2021-03-hertfordshire-street.csv"
TODAY = dt.date(2026, 11, 23)
_BURGLARY = {
    "Crime ID": "a" * 64,
    "Month": "2021-03",
    "Reported by": "Hertfordshire Constabulary",
    "Falls within": "Hertfordshire Constabulary",
    "Longitude": "-0.468120",
    "Latitude": "51.752030",
    "Location": "On or near High Street",
    "LSOA code": "E01023345",
    "LSOA name": "Dacorum 013A",
    "Crime type": "Burglary",
    "Last outcome category": "Under investigation",
    "Context": "",
}


def row(**changes: str) -> dict[str, str]:
    """A sound burglary, with some cells changed. Underscores stand for spaces: ``Crime_type="Drugs"``."""
    return {**_BURGLARY, **{name.replace("_", " "): cell for name, cell in changes.items()}}


def asb(**changes: str) -> dict[str, str]:
    """Anti-social behaviour: never an ID, never an outcome."""
    blank = {"Crime_ID": "", "Crime_type": "Anti-social behaviour", "Last_outcome_category": ""}
    return row(**{**blank, **changes})


def written(rows: Sequence[dict[str, str]], *, line_end: str = "\n") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(COLUMNS), lineterminator=line_end)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def street_file(folder: Path, rows: Sequence[dict[str, str]], name: str = NAME) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(written(rows))
    return path


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in members.items():
            zipped.writestr(name, content)
    return path


def bring_in(
    store: EvidenceStore, *paths: Path, published: str | None = None, is_dry_run: bool = False, minute: int = 0
) -> ImportSummary:
    """Import as an analyst would, at a fixed time."""
    return import_files(
        store,
        paths,
        today=TODAY,
        terms=Terms("a test", published),
        started_at=dt.datetime(2026, 11, 23, 9, minute, tzinfo=dt.UTC),
        is_dry_run=is_dry_run,
    ).of(DATA_SET)
