"""What a retention rule would remove, exactly; and what it keeps, until when, and why. Nothing is touched."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from saferplace.evidence.as_of import LONDON
from saferplace.evidence.importing.refused_rows import version_in_force
from saferplace.evidence.ledger import HeldImport, held_imports
from saferplace.evidence.retention.certificates import removals_of
from saferplace.evidence.retention.rules import Hold, Rule, RuleKind, last_day_of_period, months_before
from saferplace.evidence.retention.table_states import StateFile, TableStates, read_states
from saferplace.evidence.sources.source import Source
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True)
class PlannedFile:
    """A file that would be deleted. versions: of its table, that it is part of."""

    table: str
    path: str
    unit: str
    rows: int
    bytes: int
    versions: tuple[int, ...]


@dataclass(frozen=True)
class Kept:
    """Something that the rule does not, or not yet, remove. until: None when no day is known."""

    what: str
    why: str
    until: dt.date | None = None


@dataclass(frozen=True)
class RetentionPlan:
    """versions: that could no longer be opened. units: unit to its rows now, removed from every version.

    newest_version: of the data set when the plan was made. A plan is the same plan as long as its digest is.
    """

    data_set: str
    rule: Rule
    day: dt.date
    newest_version: int | None
    versions: tuple[int, ...]
    units: dict[str, int]
    files: tuple[PlannedFile, ...]
    kept: tuple[Kept, ...]

    @property
    def removes_nothing(self) -> bool:
        return not (self.versions or self.units)

    @property
    def rows(self) -> int:
        """Rows in the files that would go: a row that several versions restated counts once for each."""
        return sum(file.rows for file in self.files)

    @property
    def bytes(self) -> int:
        return sum(file.bytes for file in self.files)

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over what would be removed, so that exactly what was approved is carried out."""
        said: list[Any] = [self.data_set, self.rule.in_words, self.newest_version, self.versions, sorted(self.units)]
        said.append(sorted(f"{file.table}/{file.path}" for file in self.files))
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "data_set": self.data_set,
            "rule": self.rule.in_words,
            "day": self.day.isoformat(),
            "newest_version": self.newest_version,
            "versions": list(self.versions),
            "units": self.units,
            "files": [{**vars(file), "versions": list(file.versions)} for file in self.files],
            "kept": [
                {"what": kept.what, "why": kept.why, "until": kept.until.isoformat() if kept.until else None}
                for kept in self.kept
            ],
            "rows": self.rows,
            "bytes": self.bytes,
            "digest": self.digest,
        }


def plan_retention(
    store: EvidenceStore, source: Source, rule: Rule, *, day: dt.date, holds: Sequence[Hold] = ()
) -> RetentionPlan:
    """What the rule would remove of a data set on ``day``. The newest version itself always stays.

    holds: those in force; holds on other data sets are passed over.
    """
    states = read_states(store, source.data_set)
    if not states.versions:
        return RetentionPlan(source.data_set, rule, day, None, (), {}, (), ())
    here = [hold for hold in holds if hold.data_set == source.data_set]
    whole = [hold for hold in here if hold.unit is None]
    if whole:
        kept = tuple(Kept("The whole data set", f"legal hold {hold.reference}") for hold in whole)
        return RetentionPlan(source.data_set, rule, day, states.newest, (), {}, (), kept)
    if rule.kind is RuleKind.ROWS_OF_YEARS:
        return _of_rows(store, source, rule, day, here, states)
    return _of_versions(store, source, rule, day, here, states)


def _of_versions(
    store: EvidenceStore, source: Source, rule: Rule, day: dt.date, holds: Sequence[Hold], states: TableStates
) -> RetentionPlan:
    gone = removals_of(store.root, source.data_set)
    there = [version for version in states.versions if version not in gone.versions and states.versions[version]]
    due, kept = _due(store, source, rule, day, there)
    held_units = {hold.unit: hold.reference for hold in holds}
    remaining = {version for version in there if version not in due}
    # Newest first, so that a version kept for a hold shields the files that it shares with those before it.
    for version in sorted(due, reverse=True):
        in_remaining = frozenset[str]().union(*(states.versions[other] for other in remaining))
        only_there = {states.files[path].unit for path in states.versions[version] - in_remaining - set(gone.files)}
        if shielded := sorted(only_there & held_units.keys()):
            remaining.add(version)
            why = f"it alone holds {shielded[0]} as it was, which is under legal hold {held_units[shielded[0]]}"
            kept.append(Kept(f"Version {version}", why))
    removed = tuple(version for version in sorted(due) if version not in remaining)
    files = _not_in(source.data_set, states, remaining, set(gone.files)) if removed else []
    refused = _refused_of_removed(store, source, states.newest, remaining) if removed else []
    return RetentionPlan(source.data_set, rule, day, states.newest, removed, {}, (*files, *refused), tuple(kept))


def _due(
    store: EvidenceStore, source: Source, rule: Rule, day: dt.date, there: Sequence[int]
) -> tuple[set[int], list[Kept]]:
    """The versions that the rule no longer covers, and those that it still does, with the day they fall due."""
    newest = max(there, default=0)
    if rule.kind is RuleKind.NEWEST_VERSIONS:
        imported = [held.version for held in held_imports(store, source.data_set)]
        first = imported[rule.number - 1] if len(imported) >= rule.number else 0
        kept = [Kept(f"Version {version}", "it is among the newest") for version in there if version >= first]
        return {version for version in there if version < first}, kept
    current_until = {
        commit.version - 1: commit.at.astimezone(LONDON).date() for commit in store.history(source.data_set)
    }
    since = months_before(day, rule.number)
    due, kept = set(), [Kept(f"Version {newest}", "it is the newest")]
    for version in there:
        replaced = current_until.get(version)
        if version == newest or replaced is None:
            continue
        if replaced < since:
            due.add(version)
        else:
            until = months_before(replaced, -rule.number)
            kept.append(Kept(f"Version {version}", f"it was current until {replaced:%-d %B %Y}", until))
    return due, kept


def _of_rows(
    store: EvidenceStore, source: Source, rule: Rule, day: dt.date, holds: Sequence[Hold], states: TableStates
) -> RetentionPlan:
    gone = removals_of(store.root, source.data_set)
    refused_states = read_states(store, source.refused_data_set)
    units = {file.unit for path, file in states.files.items() if path not in gone.files}
    refused_gone = removals_of(store.root, source.refused_data_set).files
    units |= {file.unit for path, file in refused_states.files.items() if path not in refused_gone}
    held_units = {hold.unit: hold.reference for hold in holds}
    removed: list[str] = []
    kept: list[Kept] = []
    for key in sorted(units):
        due = months_before(last_day_of_period(Unit.parse(key).period), -12 * rule.number)
        if due >= day:
            kept.append(Kept(key, "its rows are not old enough", due + dt.timedelta(days=1)))
        elif key in held_units:
            kept.append(Kept(key, f"legal hold {held_units[key]}"))
        else:
            removed.append(key)
    now = {states.files[path].unit: states.files[path].rows for path in states.versions[states.newest]}
    files = [
        *_of_units(source.data_set, states, set(removed), set(gone.files)),
        *_of_units(source.refused_data_set, refused_states, set(removed), set(refused_gone)),
    ]
    rows = {key: now.get(key, 0) for key in removed}
    return RetentionPlan(source.data_set, rule, day, states.newest, (), rows, tuple(files), tuple(kept))


def _not_in(table: str, states: TableStates, remaining: set[int], gone: set[str]) -> list[PlannedFile]:
    """The files that belong to no version that can still be opened."""
    staying = frozenset[str]().union(*(states.versions[version] for version in remaining))
    paths = sorted(path for path in states.files if path not in staying and path not in gone)
    return [_planned(table, states.files[path], states) for path in paths]


def _of_units(table: str, states: TableStates, units: set[str], gone: set[str]) -> list[PlannedFile]:
    files = sorted((file for file in states.files.values() if file.unit in units), key=lambda file: file.path)
    return [_planned(table, file, states) for file in files if file.path not in gone]


def _refused_of_removed(store: EvidenceStore, source: Source, newest: int, remaining: set[int]) -> list[PlannedFile]:
    """Refused rows that belong to no version that stays."""
    states = read_states(store, source.refused_data_set)
    imports = held_imports(store, source.data_set)
    in_force = {_refused_in_force(imports, version) for version in remaining | {newest}} | {states.newest}
    staying = frozenset().union(
        *(states.versions.get(version, frozenset()) for version in in_force if version is not None)
    )
    gone = removals_of(store.root, source.refused_data_set).files
    paths = sorted(path for path in states.files if path not in staying and path not in gone)
    return [_planned(source.refused_data_set, states.files[path], states) for path in paths]


def _refused_in_force(imports: Sequence[HeldImport], version: int) -> int | None:
    return version_in_force([held for held in imports if held.version <= version])


def _planned(table: str, file: StateFile, states: TableStates) -> PlannedFile:
    return PlannedFile(table, file.path, file.unit, file.rows, file.bytes, tuple(states.holding(file.path)))
