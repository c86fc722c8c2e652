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

from saferplace.evidence.ledger import KEY
from saferplace.evidence.retention.certificates import FOLDER
from saferplace.evidence.store import EvidenceStore

WITHHELD = "(removed)"


def take_words_out(
    store: EvidenceStore, data_set: str, versions: Collection[int], units: Collection[str], staying: Collection[str]
) -> int:
    """Rewrite the log entries that speak of what is gone, each at once. Safe to repeat. Returns how many changed.

    versions: removed whole. units: removed from every version. staying: paths of the files that can still be opened:
    what an import says of a unit that it wrote and that stays is kept.
    """
    changed = 0
    for entry in sorted((store.folder(data_set) / "_delta_log").glob("*.json")):
        version = int(entry.stem)
        before = entry.read_text()
        change = partial(_without_words, version=version, versions=versions, units=units, staying=staying)
        after = _rewritten(before, change)
        if after != before:
            unfinished = store.root / FOLDER / f"{data_set}-{entry.stem}.unfinished"
            unfinished.write_text(after)
            with unfinished.open() as file:
                os.fsync(file.fileno())
            unfinished.replace(entry)
            changed += 1
    return changed


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
    said: dict[str, Any], *, version: int, versions: Collection[int], units: Collection[str], staying: Collection[str]
) -> None:
    is_gone = version in versions
    stay = {path.partition("/")[0].partition("=")[2] for path in staying if said["import_id"] in path}
    gone = {
        unit["unit"]
        for unit in said["summary"]["units"]
        if (is_gone or unit["unit"] in units) and unit["unit"] not in stay
    }
    for file in said["files"]:
        if file["unit"] in gone:
            file["name"] = WITHHELD
    for unit in said["summary"]["units"]:
        if unit["unit"] in gone:
            unit["source_file"], unit["notes"] = WITHHELD, []
    if is_gone:
        said["summary"]["notes"] = []
        said["summary"]["refused_files"] = []
