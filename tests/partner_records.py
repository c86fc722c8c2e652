"""Partners' records and figures as an import leaves them, for tests of what is asked of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from saferplace.evidence.importing.staging import Staging
from saferplace.evidence.ledger import KEY
from saferplace.evidence.partner.stored import FIGURE, RECORD
from saferplace.evidence.sources.source import Checked, Source, SourceKind, schema
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.store import EvidenceStore

COUNCIL, POLICE = "dacorum-borough-council", "hertfordshire-constabulary"
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
# Small areas of Dacorum in two wards, one of 2011 whose ward is not certain since it was split, and one outside.
ONE_WARD, OTHER_WARD, SPLIT, ST_ALBANS = "E01023345", "E01023368", "E01023398", "E01023665"


def _nothing_to_check(cells: pl.DataFrame, unit: Unit, today: dt.date) -> Checked:
    return Checked(good=cells, refused=cells.head(0))


def record_source_for_tests(data_set: str = "test-fly-tipping", **changes: Any) -> Source:
    """A data set of records with no column of its own but `size`."""
    said: dict[str, Any] = {
        "data_set": data_set,
        "title": "fly-tipping incidents of a test",
        "licence": "shared under agreement",
        "columns": {"Day": "day"},
        "stored": schema([*RECORD, ("size", pa.string())]),
        "content": tuple(name for name, _ in RECORD),
        "identity": None,
        "changes": {},
        "check": _nothing_to_check,
        "keep": lambda good, unit: good,
        "kind": SourceKind.RECORDS,
        "is_open": False,
    }
    return Source(**{**said, **changes})


FLY_TIPPING = record_source_for_tests()
SENSITIVE = record_source_for_tests("test-section-136", title="section 136 uses of a test", is_sensitive=True)
FIGURES = record_source_for_tests(
    "test-treatment",
    title="treatment figures of a test",
    stored=schema(FIGURE),
    content=tuple(name for name, _ in FIGURE),
    kind=SourceKind.FIGURES,
)


def record(month: str, lsoa_code: str | None = ONE_WARD, **changes: Any) -> dict[str, Any]:
    """One fly-tip on the 3rd of its month, placed for certain unless the small area is None."""
    at = dt.datetime.fromisoformat(f"{month}-03T14:30:00")
    placed = lsoa_code is not None
    return {
        **dict.fromkeys(name for name, _ in RECORD),
        "provider": COUNCIL,
        "month": month,
        "occurred_on": at.date(),
        "occurred_from": at,
        "occurred_to": at,
        "time_precision": "exact",
        "category": "Household waste",
        "number": 1,
        "longitude": -0.45 if placed else None,
        "latitude": 51.75 if placed else None,
        "location": "High Street" if placed else None,
        "lsoa_code": lsoa_code,
        "lsoa_edition": "2021" if placed else None,
        "place_method": "coordinates" if placed else "none",
        "place_certainty": "certain" if placed else "none",
        "size": "Car boot load",
        **changes,
    }


def figure(period: str, first: str, last: str, **changes: Any) -> dict[str, Any]:
    return {
        **dict.fromkeys(name for name, _ in FIGURE),
        "provider": "hertfordshire-probation",
        "period": period,
        "first_month": first,
        "last_month": last,
        "area_code": "E07000096",
        "area_name": "Dacorum",
        "indicator": "Orders completed",
        "status": "known",
        "value": 0.0,
        "is_provisional": False,
        **changes,
    }


def send(
    store: EvidenceStore,
    source: Source,
    units: Mapping[tuple[str, str], Iterable[Mapping[str, Any]]],
    *,
    at: dt.datetime = NOW,
    loaded_by: str = "a test",
) -> int:
    """Commit units (provider, period), each wholly replaced, as one import. Returns the version.

    A unit without rows is one that says that nothing happened.
    """
    import_id = f"{at:%Y%m%dT%H%M%S%fZ}-test"
    staging = Staging(store, source.data_set, source.stored, import_id)
    said = []
    for (provider, period), rows in units.items():
        unit, listed = Unit(provider, period), []
        for line, row in enumerate(rows, start=2):
            told = {"source_file": f"{period}.csv", "source_sha256": "0" * 64, "source_line": line}
            listed.append(
                {
                    **dict.fromkeys(source.stored.names),
                    **row,
                    **({"provider": provider} if "provider" in source.stored.names else {}),
                    **told,
                    "publication_unit": unit.key,
                    "import_id": import_id,
                    "is_correction": False,
                }
            )
        staging.replace_unit(unit.key, pa.Table.from_pylist(listed, source.stored), at_ms=int(at.timestamp() * 1000))
        said.append({"unit": unit.key, "is_changed": True, "kept": len(listed), "refused": 0, "read": len(listed)})
    note = {
        "import_id": import_id,
        "loaded_by": loaded_by,
        "published": None,
        "agreement": None,
        "purpose": None,
        "files": [],
        "summary": {"units": said, "rows_read": 0, "rows_refused": 0},
        "refused_version": None,
    }
    version = staging.commit({KEY: json.dumps(note)})
    _set_clock(store.folder(source.data_set) / "_delta_log" / f"{version:020}.json", at)
    return version


def _set_clock(commit: Path, at: dt.datetime) -> None:
    """A commit carries the time of its making; a test's must carry the time that the test is about."""
    lines = [json.loads(line) for line in commit.read_text().splitlines()]
    for line in lines:
        if "commitInfo" in line:
            line["commitInfo"]["timestamp"] = int(at.timestamp() * 1000)
    commit.write_text("\n".join(map(json.dumps, lines)) + "\n")
