"""Areas by their GSS codes: which LSOA codes lie in one, which force polices it, who lives there."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import polars as pl

from saferplace.evidence.reference import forces_of_police_area, reference_table

_FIRST_MID_YEAR, _LAST_MID_YEAR = 2011, 2022  # what ONS has published for LSOAs of 2021


class AreaKind(StrEnum):
    LSOA = "LSOA"
    WARD = "ward"
    DISTRICT = "district"
    PARTNERSHIP = "community safety partnership"
    POLICE_AREA = "police force area"


class UnknownArea(LookupError):
    """No such area, or one that the reference tables cannot draw. The message says what to type instead."""


@dataclass(frozen=True)
class Area:
    """lad_codes: the districts of 2024 that it is made of, or the one it lies in.

    force_slugs: the territorial forces whose files have to be held before a month there can be counted.
    """

    code: str
    name: str
    kind: AreaKind
    lad_codes: frozenset[str]
    force_slugs: tuple[str, ...]

    def in_words(self) -> str:
        return f"{self.name} ({self.kind}, {self.code})"


@dataclass(frozen=True)
class Denominator:
    """How many (`what`: residents or households) there were, in which year, by which LSOA edition, says who."""

    value: int
    what: str
    year: int
    edition: str
    source: str


@lru_cache(maxsize=1024)
def find_area(code_or_name: str) -> Area:
    """The area with this GSS code or name; for a name that several share, a district comes before a partnership.

    Raises UnknownArea for anything else, naming what is alike.
    """
    wanted = " ".join(code_or_name.split()).casefold()
    known = _register()
    by_code = known.filter(pl.col("code").str.to_lowercase() == wanted)
    found = by_code if by_code.height else known.filter(pl.col("folded") == wanted)
    if found.is_empty():
        raise UnknownArea(_nothing_like(code_or_name, known))
    # The register is in order of preference; wards of one name in several districts are not one area.
    best = found.filter(pl.col("kind") == found["kind"][0])
    if best.height > 1:
        choices = ", ".join(f"{code} in {_district_name(lads[0])}" for code, lads in best.select("code", "lads").rows())
        raise UnknownArea(f"There are {best.height} wards called “{code_or_name}”. Use a code: {choices}.")
    code, name, kind, lads = best.select("code", "name", "kind", "lads").row(0)
    _refuse_merged_partnership(code, name, kind)
    return Area(code, name, AreaKind(kind), frozenset(lads), _forces_of(frozenset(lads)))


@lru_cache(maxsize=256)
def lsoa_codes(area: Area) -> frozenset[str]:
    """Every LSOA code of either edition that lies certainly, and wholly, in the area.

    An LSOA answers to codes of the other edition only when together they are exactly the same ground.

    >>> len(lsoa_codes(find_area("E07000096")))  # 94 of 2011 and 96 of 2021 share 93
    97
    """
    if area.kind is AreaKind.LSOA:
        return frozenset({area.code}) | _same_ground(area.code)
    lsoas = reference_table("lsoas")
    if area.kind is AreaKind.WARD:
        return frozenset(lsoas.filter(pl.col("ward_code") == area.code)["lsoa_code"].to_list())
    return frozenset(lsoas.filter(pl.col("lad_code").is_in(sorted(area.lad_codes)))["lsoa_code"].to_list())


@lru_cache(maxsize=256)
def editions_that_draw(area: Area) -> frozenset[str]:
    """The LSOA editions (`2011`, `2021`) whose codes can count this area; only a single LSOA can lack one.

    >>> sorted(editions_that_draw(find_area("E01035562")))  # a third of a 2011 LSOA
    ['2021']
    """
    if area.kind is not AreaKind.LSOA:
        return frozenset({"2011", "2021"})
    lsoas = reference_table("lsoas").filter(pl.col("lsoa_code").is_in(sorted(lsoa_codes(area))))
    said = frozenset(lsoas["edition"].to_list())
    return frozenset({"2011", "2021"}) if "both" in said else said


@lru_cache(maxsize=256)
def uncertain_lsoa_codes(area: Area) -> frozenset[str]:
    """2011 codes of which only a part lies in this ward: their crimes may be the ward's or its neighbour's.

    Empty for areas that are not wards.
    """
    if area.kind is not AreaKind.WARD:
        return frozenset()
    parts = reference_table("best_fit").filter(pl.col("ward_code") == area.code)["lsoa_2021"].to_list()
    older = reference_table("exact_fit").filter(pl.col("lsoa_2021").is_in(parts))["lsoa_2011"].to_list()
    return frozenset(older) - lsoa_codes(area)


def population(area: Area, year: int) -> Denominator | None:
    """Mid-year residents, for the year asked or the nearest one published; None where it cannot be added up.

    >>> population(find_area("E07000096"), 2021).value
    155211
    """
    named = min(max(year, _FIRST_MID_YEAR), _LAST_MID_YEAR)
    value = _sum_over_2021("population", f"mid_{named}", area)
    if value is None:
        return None
    return Denominator(value, "residents", named, "2021", f"ONS mid-{named} population estimates, sum of 2021 LSOAs")


def households(area: Area) -> Denominator | None:
    """Households at the census of 2021; None where they cannot be added up."""
    value = _sum_over_2021("households", "census_2021", area)
    return None if value is None else Denominator(value, "households", 2021, "2021", "ONS Census 2021, sum of LSOAs")


def _sum_over_2021(table: str, column: str, area: Area) -> int | None:
    counts = reference_table("population" if table == "population" else "households")
    codes = [code for code in lsoa_codes(area) if code in _codes_of_2021()]
    if not codes:  # a 2011 LSOA that was merged into a larger one, or redrawn
        return None
    return int(counts.filter(pl.col("lsoa_code").is_in(codes))[column].sum())


@lru_cache(maxsize=1)
def _codes_of_2021() -> frozenset[str]:
    return frozenset(reference_table("best_fit")["lsoa_2021"].to_list())


def _same_ground(code: str) -> frozenset[str]:
    """Codes of the other edition that together cover exactly this LSOA: its parts, or what was merged into it."""
    fit = reference_table("exact_fit")
    found: set[str] = set()
    for ours, theirs in (("lsoa_2011", "lsoa_2021"), ("lsoa_2021", "lsoa_2011")):
        touching = fit.filter(pl.col(ours) == code)[theirs].to_list()
        if fit.filter(pl.col(theirs).is_in(touching)).height == len(touching):  # none of them reaches further
            found.update(touching)
    return frozenset(found)


@lru_cache(maxsize=1)
def _register() -> pl.DataFrame:
    """code, name, kind, lads (its districts), folded (name to compare), best first."""
    lad = reference_table("districts")

    def grouped(code: str, name: str, kind: AreaKind) -> pl.DataFrame:
        return (
            lad.group_by(pl.col(code).alias("code"), pl.col(name).alias("name"))
            .agg(lads=pl.col("lad_code").unique().sort())
            .with_columns(kind=pl.lit(kind.value))
            .sort("code")
        )

    def single(table: pl.DataFrame, code: str, name: str, kind: AreaKind) -> pl.DataFrame:
        return table.select(code=code, name=name, lads=pl.concat_list("lad_code"), kind=pl.lit(kind.value)).sort("code")

    parts = [
        grouped("lad_code", "lad_name", AreaKind.DISTRICT),
        grouped("csp_code", "csp_name", AreaKind.PARTNERSHIP),
        grouped("pfa_code", "pfa_name", AreaKind.POLICE_AREA),
        single(reference_table("wards"), "ward_code", "ward_name", AreaKind.WARD),
        single(reference_table("lsoas"), "lsoa_code", "lsoa_name", AreaKind.LSOA),
    ]
    columns = ["code", "name", "kind", "lads"]
    return pl.concat([part.select(columns) for part in parts]).with_columns(folded=pl.col("name").str.to_lowercase())


def _forces_of(lad_codes: frozenset[str]) -> tuple[str, ...]:
    lad = reference_table("districts")
    return forces_of_police_area(
        frozenset(lad.filter(pl.col("lad_code").is_in(sorted(lad_codes)))["pfa_code"].to_list())
    )


def _district_name(lad_code: str) -> str:
    lad = reference_table("districts")
    return str(lad.filter(pl.col("lad_code") == lad_code)["lad_name"][0])


def _refuse_merged_partnership(code: str, name: str, kind: str) -> None:
    if kind != AreaKind.PARTNERSHIP:
        return
    lad = reference_table("districts")
    ours = lad.filter(pl.col("csp_code") == code)["lad_code"].to_list()
    shared = lad.filter(pl.col("lad_code").is_in(ours) & (pl.col("csp_code") != code))
    if shared.height:
        district = shared["lad_name"][0]
        raise UnknownArea(
            f"The {name} partnership shares the district {district} with another, so its figures cannot be told "
            f"apart by district. Ask for the district: {shared['lad_code'][0]}."
        )


def _nothing_like(asked: str, known: pl.DataFrame) -> str:
    names = known.filter(~pl.col("kind").is_in([AreaKind.LSOA.value, AreaKind.WARD.value]))["name"].unique().to_list()
    alike = difflib.get_close_matches(asked.title(), names, n=3)
    hint = f" Did you mean {' or '.join(alike)}?" if alike else " Give a name or a GSS code, for example E07000096."
    return f"There is no area “{asked}” in the reference tables.{hint}"
