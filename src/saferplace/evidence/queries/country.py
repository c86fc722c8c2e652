"""Recorded crime over the whole of England and Wales: every partnership month by month, and the fullest LSOAs."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import ibis
import polars as pl

from saferplace.analysis.missing import Figure, Known, Missing
from saferplace.analysis.months import Month, Period
from saferplace.evidence.as_of import Standing
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.police_street.layout import CRIME_TYPES
from saferplace.evidence.quality import NEIGHBOUR_MONTHS, Doubt, doubts
from saferplace.evidence.queries.held import residents_by_force
from saferplace.evidence.queries.street import CrimeTypes, StreetVersion, open_street
from saferplace.evidence.queries.street_counts import counts_by_type, street_counts
from saferplace.evidence.queries.unit_statistics import unit_statistics
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.reference import forces_of_police_area, reference_path, reference_table
from saferplace.evidence.store import EvidenceStore


@dataclass(frozen=True)
class Partnership:
    """force_slugs: the territorial forces whose files have to be held before one of its months can be counted."""

    code: str
    name: str
    force_slugs: tuple[str, ...]


@dataclass(frozen=True)
class CountryCounts:
    """counts: partnership (GSS code) and month to crime type to rows, types without a row left out.

    held: force to its months in the store. doubts: force and month to why it cannot be counted, for any type.
    left_out: partnerships that share a district with another, and so cannot be told apart.
    """

    partnerships: tuple[Partnership, ...]
    left_out: tuple[str, ...]
    crime_types: tuple[str, ...]
    counts: Mapping[tuple[str, Month], Mapping[str, int]]
    held: Mapping[str, frozenset[Month]]
    doubts: Mapping[tuple[str, Month], tuple[Doubt, ...]]
    receipt: Receipt

    def figure(self, partnership: Partnership, month: Month, crime_type: str) -> Figure:
        """The count of one cell, or why there is none. A month that a force has not sent is never zero."""
        forces = partnership.force_slugs
        if not forces or any(month not in self.held.get(force, frozenset()) for force in forces):
            return Missing.NOT_YET_AVAILABLE
        if any(doubt.spoils([crime_type]) for force in forces for doubt in self.doubts.get((force, month), ())):
            return Missing.DOUBTFUL
        return Known(self.counts.get((partnership.code, month), {}).get(crime_type, 0))


def recorded_crime_by_partnership_and_type(
    store: EvidenceStore,
    *,
    crime_types: CrimeTypes,
    period: Period,
    version: Standing = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> CountryCounts:
    """Rows of every community safety partnership in each month of the period, by crime type (None: all types)."""
    street = open_street(store, version)
    types = tuple(sorted(CRIME_TYPES if crime_types is None else crime_types))
    partnerships, left_out = _partnerships()
    counts = counts_by_type(engine, street, months=period.months())
    districts = ibis.memtable(_district_partnerships())
    lsoas = engine.table([str(reference_path("lsoas"))]).select("lsoa_code", "lad_code")
    # First to months of districts, so that few rows are joined.
    placed = counts.join(lsoas, "lsoa_code").join(districts, "lad_code")
    summed = placed.group_by("csp_code", "month").aggregate(**{name: placed[name].sum() for name in types})
    found = engine.run(summed.order_by("csp_code", "month"))
    months = {str(month): month for month in period}
    by_month = {
        (row["csp_code"], months[row["month"]]): {name: int(row[name]) for name in types if row[name]} for row in found
    }
    units = _doubts(street, period, engine)
    result = {
        "partnerships": len({code for code, _ in by_month}),
        "rows": sum(sum(counted.values()) for counted in by_month.values()),
        "sha256_of_counts": _digest(by_month),
    }
    asked = {"crime_types": None if crime_types is None else sorted(crime_types), "period": str(period)}
    receipt = street.receipt("recorded_crime_by_partnership_and_type", asked, result, at)
    held = {force: street.months_of(force) for force in {force for force, _ in street.units}}
    return CountryCounts(partnerships, left_out, types, by_month, held, units, receipt)


@dataclass(frozen=True)
class LsoaCount:
    code: str
    name: str
    district: str
    count: int


@dataclass(frozen=True)
class TopLsoas:
    """lsoas: those with the most rows, most first; equal ones by code. forces: those of which any month was counted."""

    lsoas: tuple[LsoaCount, ...]
    forces: tuple[str, ...]
    receipt: Receipt


def top_lsoas(
    store: EvidenceStore,
    *,
    crime_types: CrimeTypes,
    period: Period,
    limit: int = 20,
    version: Standing = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> TopLsoas:
    """The ``limit`` LSOA codes of England and Wales with the most rows of these types (None: all) in the period.

    Codes are taken as the files give them. An LSOA leads such a list by its shops and stations, not by its residents'
    behaviour; and a force that is not among `forces` has no LSOA in it. Raises ValueError for a limit below 1.
    """
    if limit < 1:
        raise ValueError("A list of the LSOAs with the most crime has at least one place.")
    street = open_street(store, version)
    counts = street_counts(engine, street, months=period.months(), crime_types=crime_types)
    located = counts.filter(counts.lsoa_code.notnull())
    summed = located.group_by("lsoa_code").aggregate(n=located.n.sum())
    first = summed.order_by(ibis.desc("n"), "lsoa_code").limit(limit)
    lsoas = engine.table([str(reference_path("lsoas"))]).select("lsoa_code", "lsoa_name", "lad_code")
    named = first.left_join(lsoas, "lsoa_code").select("lsoa_code", "lsoa_name", "lad_code", "n")
    found = engine.run(named.order_by(ibis.desc("n"), "lsoa_code"))
    result = {"counts": {row["lsoa_code"]: int(row["n"]) for row in found}}
    asked = {
        "crime_types": None if crime_types is None else sorted(crime_types),
        "period": str(period),
        "limit": limit,
    }
    receipt = street.receipt("top_lsoas", asked, result, at)
    names = _district_names()
    counted = tuple(
        LsoaCount(row["lsoa_code"], row["lsoa_name"] or "", names.get(row["lad_code"], ""), int(row["n"]))
        for row in found
    )
    months = frozenset(period)
    forces = tuple(sorted({force for force, month in street.units if month in months}))
    return TopLsoas(counted, forces, receipt)


def _doubts(street: StreetVersion, period: Period, engine: Engine) -> dict[tuple[str, Month], tuple[Doubt, ...]]:
    around = Period(period.first + -NEIGHBOUR_MONTHS, period.last + NEIGHBOUR_MONTHS)
    units = unit_statistics(street, months=around, forces=None, engine=engine)
    residents = residents_by_force(tuple(sorted({unit.force for unit in units})), period.last.year)
    return doubts(units, residents)


@lru_cache(maxsize=1)
def _partnerships() -> tuple[tuple[Partnership, ...], tuple[str, ...]]:
    """Those whose districts are theirs alone, and the names of the others."""
    districts = reference_table("districts")
    apart = set(_district_partnerships()["csp_code"])
    by_code = districts.group_by("csp_code", "csp_name", maintain_order=True).agg("pfa_code").sort("csp_code")
    known = tuple(
        Partnership(code, name, forces_of_police_area(frozenset(areas)))
        for code, name, areas in by_code.iter_rows()
        if code in apart
    )
    return known, tuple(sorted(name for code, name, _ in by_code.iter_rows() if code not in apart))


def _district_partnerships() -> dict[str, list[str]]:
    """lad_code, csp_code: a row for each district of the partnerships that share none."""
    districts = reference_table("districts")
    shared = districts.filter(pl.col("lad_code").is_duplicated())["csp_code"].unique()
    own = districts.filter(~pl.col("csp_code").is_in(shared.implode()))
    return {name: own[name].to_list() for name in ("lad_code", "csp_code")}


def _district_names() -> dict[str, str]:
    return dict(reference_table("districts").select("lad_code", "lad_name").iter_rows())


def _digest(by_month: Mapping[tuple[str, Month], Mapping[str, int]]) -> str:
    """Of all counts, which are too many for a receipt to hold."""
    lines = (f"{code} {month} {sorted(counts.items())}" for (code, month), counts in by_month.items())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
