"""Taking words out of a table's log where what they speak of was removed.

The log stays, since it is the record that something was loaded: by whom, when, how many rows, from a file with which
digest. But an import notes file names beside its commit, and quotes cells of rows that were refused again; those words
must go with the rows. Column values never get into the log otherwise: files are added with their number of rows alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection
from functools import partial
from typing import Any

import pyarrow.parquet as pq

from saferplace.evidence.ledger import KEY
from saferplace.evidence.retention.certificates import FOLDER, removals_of
from saferplace.evidence.retention.table_states import read_states
from saferplace.evidence.store import EvidenceStore

WITHHELD = "(removed)"


def take_words_out(store: EvidenceStore, data_set: str, versions: Collection[int], units: Collection[str]) -> int:
    """Rewrite the log entries that speak of what is gone, each at once. Safe to repeat. Returns how many changed.

    versions: removed whole. units: removed from every version. The name of a file stays where rows of it can still be
    read, whichever import last wrote them.
    """
    stay = _imports_still_read(store, data_set)
    changed = 0
    for entry in sorted((store.folder(data_set) / "_delta_log").glob("*.json")):
        is_gone = int(entry.stem) in versions
        before = entry.read_text()
        after = _rewritten(before, partial(_without_words, is_gone=is_gone, units=units, stay=stay))
        if after != before:
            unfinished = store.root / FOLDER / f"{data_set}-{entry.stem}.unfinished"
            unfinished.write_text(after)
            with unfinished.open() as file:
                os.fsync(file.fileno())
            unfinished.replace(entry)
            changed += 1
    return changed


def _imports_still_read(store: EvidenceStore, data_set: str) -> set[tuple[str, str]]:
    """Unit and import of the rows of every version that can still be opened."""
    states, gone = read_states(store, data_set), removals_of(store.root, data_set)
    open_still = [paths for version, paths in states.versions.items() if version not in gone.versions]
    found = set()
    for path in frozenset[str]().union(*open_still) - set(gone.files):
        read = pq.read_table(store.folder(data_set) / path, columns=["import_id"], partitioning=None)
        found |= {(states.files[path].unit, name) for name in read["import_id"].unique().to_pylist()}
    return found


def _rewritten(log_entry: str, change: Callable[[dict[str, Any]], None]) -> str:
    """The entry with what the import said changed; every other action as it is."""
    lines = []
    for line in log_entry.splitlines():
        action = json.loads(line)
        if KEY in action.get("commitInfo", {}):
            said = json.loads(action["commitInfo"][KEY])
            change(said)
            action["commitInfo"][KEY] = json.dumps(said)
            lines.append(json.dumps(action))
        else:
            lines.append(line)
    return "\n".join(lines) + ("\n" if log_entry.endswith("\n") else "")


def _without_words(
    said: dict[str, Any], *, is_gone: bool, units: Collection[str], stay: Collection[tuple[str, str]]
) -> None:
    summary = said["summary"]
    gone = {unit["unit"] for unit in summary["units"] if is_gone or unit["unit"] in units}
    unread = {unit for unit in gone if (unit, said["import_id"]) not in stay}
    for file in said["files"]:
        if file["unit"] in unread:
            file["name"] = WITHHELD
    for unit in summary["units"]:
        if unit["unit"] in gone and "notes" in unit:
            unit["notes"] = []
        if unit["unit"] in unread:
            unit["source_file"] = WITHHELD
    for name in ("notes", "refused_files"):
        if is_gone and name in summary:
            summary[name] = []
