"""What changed between two versions of a data set, as a page shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from saferplace.evidence.as_of import LONDON
from saferplace.evidence.importing import held_imports
from saferplace.evidence.queries.restated_rows import RowChange, RowChangeKind, RowChanges
from saferplace.evidence.queries.restatement import Compared, Moved, Restatement
from saferplace.evidence.retention.certificates import removals_of
from saferplace.evidence.sources.source import Source
from saferplace.evidence.store import EvidenceStore

_WHAT = {
    "outcome_changed": "Outcome",
    "point_changed": "Map point",
    "lsoa_changed": "Small area (LSOA)",
    "category_changed": "Category",
    "other_changed": "Anything else",
}


@dataclass(frozen=True)
class VersionChoice:
    """A version that can be opened, as a person chooses it."""

    version: int
    in_words: str


@dataclass(frozen=True)
class Cell:
    """One changed cell. before, after: as shown; a blank is said."""

    heading: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedRow:
    """cells: those that differ, or all that are not blank. stood: file and line, after or else before."""

    name: str
    cells: tuple[Cell, ...]
    stood: str


def versions_to_choose(store: EvidenceStore, source: Source) -> list[VersionChoice]:
    """The versions that imports made and that can still be opened, newest first; and the empty one before them all."""
    gone = removals_of(store.root, source.data_set).versions
    there = [
        VersionChoice(held.version, f"Version {held.version}: {_day(held.committed_at)}{_released(held.published)}")
        for held in held_imports(store, source.data_set)
        if held.version not in gone
    ]
    return [*there, VersionChoice(0, "Version 0: before the first import")] if there else []


def what_changed(found: Restatement, compared: Compared) -> tuple[tuple[str, str, int], ...]:
    names = [name for name in compared.kinds if found.changes.get(name)]
    return tuple((name, words_for(name), found.changes[name]) for name in names)


def words_for(name: str) -> str:
    return _WHAT.get(name, name.removesuffix("_changed").replace("_", " ").capitalize())


def that_differ(lines: tuple[Moved, ...]) -> tuple[Moved, ...]:
    return tuple(line for line in lines if line.new or line.removed or line.changed or line.before != line.after)


def changed_rows(source: Source, found: RowChanges) -> list[ChangedRow]:
    return [_changed_row(source, row) for row in found.rows]


def _changed_row(source: Source, row: RowChange) -> ChangedRow:
    this: Mapping[str, Any] = row.after or row.before or {}
    headings = {name: heading for heading, name in source.columns.items()}
    cells = [
        Cell(headings.get(name, name), _shown((row.before or {}).get(name)), _shown((row.after or {}).get(name)))
        for name in row.columns
        if row.kind is RowChangeKind.CHANGED or this.get(name) is not None
    ]
    identity = str(this.get(source.identity) or "No ID")[:12] if source.identity else f"Line {this['source_line']}"
    return ChangedRow(identity, tuple(cells), f"{this['source_file']}, line {this['source_line']}")


def _shown(cell: Any) -> str:
    return "Blank" if cell is None else str(cell)


def _day(moment: dt.datetime) -> str:
    return f"{moment.astimezone(LONDON):%-d %B %Y, %H:%M}"


def _released(published: str | None) -> str:
    return f", released {published}" if published else ""
