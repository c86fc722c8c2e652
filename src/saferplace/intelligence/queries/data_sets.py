"""Every data set: what is held of it, since when and on what footing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from saferplace.analysis.months import Month, runs_in_words
from saferplace.evidence.importing import HeldImport, count_refused, held_imports
from saferplace.evidence.importing.summary import missing_months
from saferplace.evidence.reference import force_of
from saferplace.evidence.retention.certificates import Certificate, removals_of
from saferplace.evidence.sources.catalogue import SOURCES
from saferplace.evidence.sources.source import Source, SourceKind
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.opening import store_of
from saferplace.partnership.models import Partnership

_SMALL_WORDS = frozenset({"and", "for", "in", "of", "the"})


@dataclass(frozen=True)
class HeldPeriods:
    """One provider's periods, in words. missing: between the first and the last; blank when there is no gap."""

    provider: str
    number: int
    held: str
    missing: str


@dataclass(frozen=True)
class DataSetState:
    """version: None when nothing was ever loaded; then everything else is empty.

    removed: versions that retention removed, to their certificates.
    """

    source: Source
    version: int | None
    held: tuple[HeldPeriods, ...]
    imports: list[HeldImport]
    refused_waiting: int
    removed: Mapping[int, Certificate] = field(default_factory=dict)

    @property
    def chain(self) -> list[tuple[HeldImport, Certificate | None]]:
        """Every import, newest first, with the certificate by which its version was removed."""
        return [(held, self.removed.get(held.version)) for held in self.imports]

    @property
    def newest(self) -> HeldImport | None:
        return self.imports[0] if self.imports else None


@dataclass(frozen=True)
class NotHeld:
    """Data sets of one kind of which nothing was ever loaded."""

    title: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class DataSets:
    """All that a partnership can hold, in the catalogue's order."""

    states: tuple[DataSetState, ...]

    @property
    def held(self) -> list[DataSetState]:
        return [state for state in self.states if state.version is not None]

    @property
    def not_held(self) -> list[NotHeld]:
        """In groups, so that forty names do not stand in the way of what is there."""
        missing = [state.source for state in self.states if state.version is None]
        groups = (
            ("Files of data.police.uk", [source for source in missing if source.kind is SourceKind.POLICE]),
            ("Data sets that partners share", [source for source in missing if not source.is_open]),
            (
                "Published tables",
                [source for source in missing if source.is_open and source.kind is not SourceKind.POLICE],
            ),
        )
        return [NotHeld(title, tuple(sources)) for title, sources in groups if sources]


def data_sets(partnership: Partnership) -> DataSets:
    """Held or not."""
    return DataSets(tuple(data_set_state(store_of(source, partnership), source) for source in SOURCES))


def data_set_state(store: EvidenceStore, source: Source) -> DataSetState:
    version = store.version(source.data_set)
    if version is None:
        return DataSetState(source, None, (), [], 0)
    units = [Unit.parse(key) for key in store.units(source.data_set, version)]
    missing = dict(missing_months(units))
    by_provider: dict[str, list[str]] = {}
    for unit in units:
        by_provider.setdefault(unit.provider, []).append(unit.period)
    return DataSetState(
        source,
        version,
        tuple(
            HeldPeriods(provider_name(provider), len(periods), periods_in_words(periods), _gaps(missing, provider))
            for provider, periods in sorted(by_provider.items())
        ),
        held_imports(store, source.data_set),
        count_refused(store, source),
        removals_of(store.root, source.data_set).versions,
    )


def _gaps(missing: dict[str, tuple[str, ...]], provider: str) -> str:
    return runs_in_words(missing.get(provider, ()))


def periods_in_words(periods: list[str]) -> str:
    """Months as runs; periods of other kinds as they are written."""
    months, others = [], []
    for period in periods:
        try:
            months.append(Month.parse(period))
        except ValueError:
            others.append(period)
    return "; ".join([part for part in (runs_in_words(months), ", ".join(others)) if part])


def provider_name(slug: str) -> str:
    """A force's name, or a partner's slug in words.

    >>> provider_name("fire-and-rescue-authority")
    'Fire and Rescue Authority'
    """
    force = force_of(slug)
    words = slug.replace("_", "-").split("-")
    return force.name if force else " ".join(word if word in _SMALL_WORDS else word.capitalize() for word in words)
