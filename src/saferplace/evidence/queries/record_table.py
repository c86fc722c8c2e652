"""One data set of partners' records at one version, and the filters that every question to it shares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import ibis

from saferplace import __version__
from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import Engine
from saferplace.evidence.queries.months_of_units import keys_among
from saferplace.evidence.queries.street import NothingLoaded
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.reference import reference_edition
from saferplace.evidence.sources.source import Source, SourceKind
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.standing import DataSetAsItStood, open_as_it_stood
from saferplace.evidence.store import EvidenceStore

Categories = frozenset[str] | None  # None: every category
Providers = frozenset[str] | None  # None: everybody who sends


@dataclass(frozen=True)
class RecordTable:
    """The data set as it stood. units: who sent which month."""

    source: Source
    opened: DataSetAsItStood
    units: frozenset[tuple[str, Month]]

    @property
    def version(self) -> int:
        return self.opened.version

    @property
    def providers(self) -> tuple[str, ...]:
        return tuple(sorted({provider for provider, _ in self.units}))

    def months_of(self, provider: str) -> frozenset[Month]:
        return frozenset(month for sender, month in self.units if sender == provider)

    def files(self, months: Iterable[Month] | None = None, providers: Iterable[str] | None = None) -> list[str]:
        """The Parquet files of these months and providers, of all when None."""
        return self.opened.files(keys_among(self.units, months, providers))

    def rows(
        self,
        engine: Engine,
        *,
        months: Collection[Month] | None,
        categories: Categories = None,
        providers: Providers = None,
    ) -> Any:
        """The rows of these months, categories and providers (each None: all of them) as an Ibis table."""
        files = self.files(months, providers)
        if not files:
            return ibis.memtable(self.source.stored.empty_table())
        rows = engine.table(files)
        return rows if categories is None else rows.filter(rows.category.isin(sorted(categories)))

    def receipt(
        self, method: str, parameters: Mapping[str, Any], result: Mapping[str, Any], at: dt.datetime
    ) -> Receipt:
        """Whose store it was is said too: two partnerships may ask the same of data sets of one name."""
        held_by = {"held_by": self.opened.store.held_by} if self.opened.store.held_by else {}
        said = {**parameters, **self.opened.parameters, **held_by, "reference_edition": reference_edition()}
        return Receipt(self.source.data_set, self.version, method, said, result, __version__, at)


def open_records(store: EvidenceStore, source: Source, version: Standing = None) -> RecordTable:
    """The data set at a version, as released by a day, or as it is now.

    Raises NothingLoaded before the first import, ValueError for a version that does not exist or another kind of
    data set.
    """
    if source.kind is not SourceKind.RECORDS:
        raise ValueError(f"{source.title} is not a data set of single records.")
    opened = open_as_it_stood(store, source.data_set, version)
    if opened is None:
        raise NothingLoaded(f"Nothing of {source.title} has been loaded yet.")
    held = map(Unit.parse, opened.units)
    return RecordTable(source, opened, frozenset((unit.provider, Month.parse(unit.period)) for unit in held))


def asked_of_records(area: Area | None, categories: Categories, providers: Providers, period: Period) -> dict[str, Any]:
    """The parameters of a question as a receipt holds them."""
    return {
        "area": None if area is None else area.code,
        "categories": None if categories is None else sorted(categories),
        "providers": None if providers is None else sorted(providers),
        "period": str(period),
    }
