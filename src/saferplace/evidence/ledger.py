"""What was loaded, when and from what: read from the commits themselves, which are the only truth about it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from saferplace.evidence.store import EvidenceStore

KEY = "saferplace"
RETENTION_KEY = "saferplace-retention"  # beside a commit that removed units by a rule, and was no import


@dataclass(frozen=True)
class HeldImport:
    """An import that was committed.

    published: when the publisher released the files, if the person who loaded them said so (ISO date).
    files: name, sha256 and unit of each file read. summary: `ImportSummary.as_json()`.
    refused_version: the version of the table of refused rows that belongs to this state, or to the state after it in
    which retention removed refused rows.
    agreement, purpose: on what footing the files came, where the person who loaded them said so.
    """

    import_id: str
    version: int
    committed_at: dt.datetime
    loaded_by: str
    published: str | None
    files: tuple[dict[str, str], ...]
    summary: dict[str, Any]
    refused_version: int | None
    agreement: str | None
    purpose: str | None


def held_imports(store: EvidenceStore, data_set: str) -> list[HeldImport]:
    """Every committed import, newest first."""
    held = []
    refused_since: int | None = None
    for commit in store.history(data_set):
        if RETENTION_KEY in commit.said and refused_since is None:
            refused_since = json.loads(commit.said[RETENTION_KEY])["refused_version"]
        if KEY not in commit.said:
            continue
        said = json.loads(commit.said[KEY])
        held.append(
            HeldImport(
                import_id=said["import_id"],
                version=commit.version,
                committed_at=commit.at,
                loaded_by=said["loaded_by"],
                published=said["published"],
                files=tuple(said["files"]),
                summary=said["summary"],
                refused_version=said["refused_version"] if refused_since is None else refused_since,
                agreement=said["agreement"],
                purpose=said["purpose"],
            )
        )
        refused_since = None
    return held


def units_removed_by_rule(store: EvidenceStore, data_set: str) -> dict[str, list[int]]:
    """Each unit that a retention rule has removed, to the versions that did so."""
    removed: dict[str, list[int]] = {}
    for commit in store.history(data_set):
        if RETENTION_KEY in commit.said:
            for unit in json.loads(commit.said[RETENTION_KEY])["units"]:
                removed.setdefault(unit, []).append(commit.version)
    return removed


def published_of_units(imports: list[HeldImport]) -> dict[str, str]:
    """For each unit whose rows came from a release with a known date, that date. imports: newest first."""
    known: dict[str, str] = {}
    decided: set[str] = set()
    for held in imports:
        for unit in held.summary["units"]:
            if unit["is_changed"] and unit["unit"] not in decided:
                decided.add(unit["unit"])
                if held.published:
                    known[unit["unit"]] = held.published
    return known
