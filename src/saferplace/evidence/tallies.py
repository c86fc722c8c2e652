"""Counts kept beside a table's files, so that a question about numbers need not read the rows again.

An import tallies each file of rows that it writes, and puts the tallies of many files together into one. A tally names
the file that it counts; files never change, and so neither does it. Whether it counts in some version is therefore
whether that version holds the file. Tallies are a convenience: without them every answer is the same, only later.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyarrow.parquet as pq

# The underscore keeps Delta from taking the folder for data, or for rubbish. The number is that of the tallies' layout.
FOLDER = "_tallies/1"
SUFFIX = ".tally"  # of Parquet files that are no part of the table
OF_FILE = "of_file"  # the column that names the file, as `name_of` does
_FILES = b"saferplace.files"


@dataclass(frozen=True)
class Tallied:
    """How far the tallies cover some files of rows.

    tallies: the files of tallies to read. of_files: names of the files of rows that count, where the tallies cover
    others too; None where every row of them counts. untallied: files of rows that have to be counted themselves.
    """

    tallies: tuple[str, ...]
    of_files: tuple[str, ...] | None
    untallied: tuple[str, ...]


def find_tallies(table_folder: Path, files: Sequence[str]) -> Tallied:
    """The tallies of these files of rows, which all lie in one table's folder."""
    wanted = {name_of(file): file for file in files}
    used: list[str] = []
    covered: set[str] = set()
    has_others = False
    for path in sorted((table_folder / FOLDER).glob(f"*{SUFFIX}")):
        of_files = files_covered(str(path))
        counting = of_files & wanted.keys()
        if counting:
            used.append(str(path))
            covered |= counting
            has_others = has_others or len(counting) < len(of_files)
    return Tallied(
        tuple(used),
        tuple(sorted(covered)) if has_others else None,
        tuple(file for name, file in wanted.items() if name not in covered),
    )


def name_of(file: str) -> str:
    """A file of rows without its folders: imports never use a name twice."""
    return file.rsplit("/", 1)[-1]


def said_of_files(names: Iterable[str]) -> dict[bytes, bytes]:
    """What a file of tallies says of itself: which files of rows it covers, also those without a row."""
    return {_FILES: json.dumps(sorted(names)).encode()}


@lru_cache(maxsize=4096)  # by path: a file of tallies never changes
def files_covered(path: str) -> frozenset[str]:
    """The names of the files of rows that a file of tallies covers."""
    return frozenset(json.loads(pq.read_schema(path).metadata[_FILES]))
