"""Residents of an area for rates: from a mid-year estimate that was loaded, where it covers the area whole, or else
from the reference tables that ship with the product. The source always says which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import ibis
import polars as pl

from saferplace.evidence.areas import Denominator, UnknownArea, find_area, lsoa_codes, population
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.published.population import RESIDENTS
from saferplace.evidence.reference import reference_table
from saferplace.evidence.store import EvidenceStore

LOADED = "ons-population-lsoa-2021"
ENGLAND = "E92000001"


def residents(
    store: EvidenceStore, areas: Sequence[str], years: Sequence[int], *, engine: Engine = CHOSEN
) -> Mapping[tuple[str, int], Denominator]:
    """Area code and year to its mid-year residents; pairs without any (a district of the past) are left out.

    A loaded year is used for every area or for none, so that areas are never compared on two different estimates.
    """
    loaded = _loaded(store, areas, years, engine)
    found: dict[tuple[str, int], Denominator] = {}
    for year in years:
        for area in areas:
            denominator = loaded.get((area, year)) or _bundled(area, year)
            if denominator is not None:
                found[area, year] = denominator
    return found


def _loaded(
    store: EvidenceStore, areas: Sequence[str], years: Sequence[int], engine: Engine
) -> dict[tuple[str, int], Denominator]:
    version = store.version(LOADED)
    held = set() if version is None else set(store.units(LOADED, version))
    found: dict[tuple[str, int], Denominator] = {}
    for year in sorted(set(years)):
        if f"ons~{year}" in held:
            added = {row["area"]: row for row in engine.run(_question(engine, store, areas, year, version))}
            drawn = [area for area in areas if _codes_2021(area)]
            if all(area in added and added[area]["n"] == len(_codes_2021(area)) for area in drawn):
                source = f"ONS mid-{year} population estimates, sum of 2021 LSOAs (loaded, version {version})"
                found |= {
                    (area, year): Denominator(int(added[area]["total"]), "residents", year, "2021", source)
                    for area in drawn
                }
    return found


def _question(engine: Engine, store: EvidenceStore, areas: Sequence[str], year: int, version: int | None) -> Any:
    """Residents added up over the LSOAs of each area, and how many LSOAs that were."""

    rows = engine.table(store.files(LOADED, version, [f"ons~{year}"]))
    pairs = pl.DataFrame(
        [(area, code) for area in areas for code in sorted(_codes_2021(area))],
        schema={"area": pl.String, "area_code": pl.String},
        orient="row",
    )
    of_area = ibis.memtable(pairs.to_arrow())
    known = rows.filter(rows.indicator == RESIDENTS, rows.breakdown.isnull(), rows.status == "known")
    joined = known.inner_join(of_area, "area_code")
    return joined.group_by("area").aggregate(total=joined.value.sum(), n=joined.count())


@lru_cache(maxsize=512)
def _codes_2021(area: str) -> frozenset[str]:
    """The LSOAs of 2021 that an area is made of; empty for areas that are not drawn here."""
    drawn = reference_table("best_fit")["lsoa_2021"]
    if area == ENGLAND:
        return frozenset(drawn.filter(drawn.str.starts_with("E")).to_list())
    try:
        found = find_area(area)
    except UnknownArea:
        return frozenset()
    return lsoa_codes(found) & frozenset(drawn.to_list())


@lru_cache(maxsize=4096)
def _bundled(area: str, year: int) -> Denominator | None:
    if area != ENGLAND:
        try:
            return population(find_area(area), year)
        except UnknownArea:
            return None
    table = reference_table("population")
    first, last = 2011, max(int(name.removeprefix("mid_")) for name in table.columns if name.startswith("mid_"))
    named = min(max(year, first), last)
    value = int(table.filter(pl.col("lsoa_code").str.starts_with("E"))[f"mid_{named}"].sum())
    return Denominator(value, "residents", named, "2021", f"ONS mid-{named} population estimates, sum of 2021 LSOAs")
