"""What a Delta table's log says: which version is the newest, and which files a version is made of.

A national table has ten thousand files. Reading its log anew for each question would take longer than the answer.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from deltalake import DeltaTable

_ENTRY = re.compile(r"(\d{20})\.json")


def newest_version(folder: Path) -> int | None:
    """The version of the last commit; None where there is no table. Each commit is one entry of the log."""
    try:
        with os.scandir(folder / "_delta_log") as entries:
            versions = [int(found[1]) for entry in entries if (found := _ENTRY.fullmatch(entry.name))]
    except FileNotFoundError:
        return None
    return max(versions, default=None)


def files_by_unit(folder: Path, version: int, partition_column: str) -> Mapping[str, tuple[str, ...]]:
    """The value of the partition column to the absolute paths of its files, at a version that exists."""
    entry = folder / "_delta_log" / f"{version:020}.json"
    # A commit never changes; one that was written at another time belongs to another table in the same place.
    return _files_by_unit(folder.absolute(), version, partition_column, entry.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _files_by_unit(folder: Path, version: int, partition_column: str, written_ns: int) -> Mapping[str, tuple[str, ...]]:
    actions = DeltaTable(folder, version=version).get_add_actions(flatten=True)
    held: dict[str, list[str]] = {}
    units, paths = (actions.column(name).to_pylist() for name in (f"partition.{partition_column}", "path"))
    for unit, path in zip(units, paths, strict=True):
        # Delta writes paths as in a web address: a letter with an accent comes back escaped.
        held.setdefault(str(unit), []).append(f"{folder}/{unquote(path)}")
    return {unit: tuple(files) for unit, files in held.items()}
