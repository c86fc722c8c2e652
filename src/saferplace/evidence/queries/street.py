"""The table of recorded crime at one version, and the filters that every question shares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import ibis

from saferplace import __version__
from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area, AreaKind, lsoa_codes
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import Engine
from saferplace.evidence.police_street import DATA_SET
from saferplace.evidence.police_street.layout import STORED
from saferplace.evidence.queries.months_of_units import keys_among
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.reference import reference_edition, reference_path
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.standing import DataSetAsItStood, open_as_it_stood
from saferplace.evidence.store import EvidenceStore

CrimeTypes = frozenset[str] | None  # None: every type


class NothingLoaded(LookupError):
    """No recorded crime is held at all."""


@dataclass(frozen=True)
class StreetVersion:
    """The table as it stood: which publication units it holds."""

    opened: DataSetAsItStood
    units: frozenset[tuple[str, Month]]

    @property
    def version(self) -> int:
        return self.opened.version

    @property
    def standing(self) -> Standing:
        return self.opened.standing

    def months_of(self, force: str) -> frozenset[Month]:
        return frozenset(month for slug, month in self.units if slug == force)

    def files(self, months: Iterable[Month] | None = None, forces: Iterable[str] | None = None) -> list[str]:
        """The Parquet files of these months and forces, of all when None."""
        return self.opened.files(keys_among(self.units, months, forces))

    def receipt(
        self, method: str, parameters: Mapping[str, Any], result: Mapping[str, Any], at: dt.datetime
    ) -> Receipt:
        """A receipt for a question put to this state; the reference tables' edition is one of its parameters."""
        said = {**parameters, **self.opened.parameters, "reference_edition": reference_edition()}
        return Receipt(DATA_SET, self.version, method, said, result, __version__, at)


def open_street(store: EvidenceStore, version: Standing = None) -> StreetVersion:
    """The table at a version, as released by a day, or as it is now. Raises NothingLoaded before the first import."""
    opened = open_as_it_stood(store, DATA_SET, version)
    if opened is None:
        raise NothingLoaded(
            "No recorded crime has been loaded yet. Load files from data.police.uk first: saferplace import PATH"
        )
    return StreetVersion(opened, _forces_and_months(opened.units))


@lru_cache(maxsize=16)  # a country has ten thousand units, and every question begins with them
def _forces_and_months(keys: frozenset[str]) -> frozenset[tuple[str, Month]]:
    return frozenset((unit.provider, Month.parse(unit.period)) for unit in map(Unit.parse, keys))


def street_rows(
    engine: Engine,
    street: StreetVersion,
    *,
    months: Collection[Month] | None,
    crime_types: CrimeTypes,
    forces: Iterable[str] | None = None,
) -> Any:
    """The rows of these months, types and forces (each None: all of them) as an Ibis table."""
    return rows_of_files(engine, street.files(months, forces), crime_types)


def rows_of_files(engine: Engine, files: Sequence[str], crime_types: CrimeTypes) -> Any:
    """The rows of these files, if any, and types (None: all) as an Ibis table."""
    if not files:
        return ibis.memtable(STORED.empty_table())
    rows = engine.table(files)
    if crime_types is not None:
        rows = rows.filter(rows.crime_type.isin(sorted(crime_types)))
    return rows


def in_area(engine: Engine, rows: Any, area: Area) -> Any:
    """The rows whose LSOA code, of whichever edition the file used, lies in the area. The row's force is not asked."""
    return rows.semi_join(lsoas_in(engine, area), "lsoa_code")


def lsoas_in(engine: Engine, area: Area) -> Any:
    """The reference rows (lsoa_code, lsoa_name, edition, lad_code, ward_code) of an area."""
    lsoas = engine.table([str(reference_path("lsoas"))])
    if area.kind is AreaKind.WARD:
        return lsoas.filter(lsoas.ward_code == area.code)
    if area.kind is AreaKind.LSOA:
        return lsoas.filter(lsoas.lsoa_code.isin(sorted(lsoa_codes(area))))
    return lsoas.filter(lsoas.lad_code.isin(sorted(area.lad_codes)))


def asked(area: Area, crime_types: CrimeTypes, period: Period) -> dict[str, Any]:
    """The parameters of a question as a receipt holds them."""
    return {
        "area": area.code,
        "crime_types": None if crime_types is None else sorted(crime_types),
        "period": str(period),
    }
