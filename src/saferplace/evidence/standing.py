"""A data set as it stood: one version, or each unit in the version that a day's releases left it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from saferplace.evidence.as_of import (
    NothingByThen,
    ReleasedBy,
    Standing,
    as_released,
    end_of_day,
    last_day,
    version_as_of,
    version_of_import,
)
from saferplace.evidence.ledger import held_imports, units_removed_by_rule
from saferplace.evidence.retention.certificates import removals_of
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True)
class DataSetAsItStood:
    """version: the newest that was looked into. newest: of the data set, whatever was asked. units: keys of those held.

    released_by: the day asked for, if any.
    versions: where units are read from different versions, unit to version; None when all are read from ``version``.
    """

    store: EvidenceStore
    data_set: str
    version: int
    newest: int
    units: frozenset[str]
    versions: Mapping[str, int] | None = None
    released_by: str | None = None

    def files(self, units: Iterable[str] | None = None) -> list[str]:
        """The Parquet files of these units, of all when None. Raises `VersionRemoved` for what retention took."""
        wanted = self.units if units is None else self.units & frozenset(units)
        if self.versions is None:
            # Only a whole table may be asked for without naming its units: naming ten thousand is slow.
            return self.store.files(self.data_set, self.version, None if units is None else wanted)
        asked = self._by_version(wanted).items()
        return sorted(file for version, keys in asked for file in self.store.files(self.data_set, version, keys))

    @property
    def has_lost_files(self) -> bool:
        """Whether retention has removed files of this data set, of this state or of another."""
        return bool(removals_of(self.store.root, self.data_set).files)

    def files_left(self) -> list[str]:
        """The files of this state without those that retention removed."""
        if self.versions is None:
            return self.store.files_left(self.data_set, self.version)
        asked = self._by_version(self.units).items()
        return sorted(file for version, keys in asked for file in self.store.files_left(self.data_set, version, keys))

    def _by_version(self, units: Iterable[str]) -> dict[int, list[str]]:
        assert self.versions is not None  # noqa: S101 - only asked of a state that mixes versions
        by_version: dict[int, list[str]] = {}
        for unit in units:
            by_version.setdefault(self.versions[unit], []).append(unit)
        return by_version

    @property
    def standing(self) -> int | ReleasedBy:
        """The same state again, for a second question about it."""
        return self.version if self.released_by is None else ReleasedBy(self.released_by, self.version)

    @property
    def is_old(self) -> bool:
        return self.released_by is not None or self.version != self.newest

    @property
    def in_words(self) -> str:
        """Which state this is, for a banner; blank when it is the newest."""
        if self.released_by is not None:
            day = day_in_words(self.released_by)
            return f"As released by {day}, so far as it is known here at version {self.version}."
        return f"As it stood at version {self.version}; the newest is version {self.newest}." if self.is_old else ""

    @property
    def parameters(self) -> dict[str, Any]:
        """What a receipt must hold, besides the version, for the same state to be opened again."""
        return {} if self.released_by is None else {"released_by": self.released_by}


def open_as_it_stood(store: EvidenceStore, data_set: str, standing: Standing = None) -> DataSetAsItStood | None:
    """None when nothing was ever loaded.

    Raises `NothingByThen` when nothing was released by the day, and ValueError for a version that is not there.
    """
    newest = store.version(data_set)
    if newest is None:
        return None
    if not isinstance(standing, ReleasedBy):
        read = newest if standing is None else standing
        return DataSetAsItStood(store, data_set, read, newest, frozenset(store.units(data_set, read)))
    until = newest if standing.version is None else standing.version
    imports, removals = held_imports(store, data_set), units_removed_by_rule(store, data_set)
    said = as_released(imports, until, standing.day, removals=removals)
    held = {version: frozenset(store.units(data_set, version)) for version in set(said.values())}
    versions = {unit: version for unit, version in said.items() if unit in held[version]}
    if not versions:
        raise NothingByThen(f"Nothing of {data_set} that is held here had been released by {standing.day}.")
    return DataSetAsItStood(store, data_set, until, newest, frozenset(versions), versions, standing.day)


def standing_of(version: int, parameters: Mapping[str, Any]) -> Standing:
    """The standing that a receipt was computed at."""
    day = parameters.get("released_by")
    return version if day is None else ReleasedBy(str(day), version)


def standing_asked_for(
    store: EvidenceStore,
    data_set: str,
    *,
    version: int | None = None,
    as_of: str | None = None,
    released_by: str | None = None,
    import_id: str | None = None,
) -> Standing:
    """What a person asked for, in at most one of four ways; None when they asked for none.

    A version beside a day of release is the newest that may be looked into.
    as_of, released_by: ISO date, month or year, up to its end. Raises ValueError in a sentence.
    """
    at_version = None if released_by is not None else version
    asked = [said for said in (at_version, as_of, released_by, import_id) if said is not None]
    if len(asked) > 1:
        raise ValueError("Ask for one past state at a time: a version, an import, a day of loading or one of release.")
    if as_of is not None:
        return version_as_of(store, data_set, end_of_day(last_day(as_of)))
    if released_by is not None:
        last_day(released_by)
        return ReleasedBy(released_by, version)
    return version if import_id is None else version_of_import(store, data_set, import_id)


def day_in_words(written: str) -> str:
    """
    >>> day_in_words("2022-03"), day_in_words("2022-03-09"), day_in_words("2022")
    ('the end of March 2022', '9 March 2022', 'the end of 2022')
    """
    day = last_day(written)
    return {4: f"the end of {written}", 7: f"the end of {day:%B %Y}"}.get(len(written), f"{day:%-d %B %Y}")
