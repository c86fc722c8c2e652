"""Area codes for publishers that give names only. A name that is nobody's keeps its row, without a code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import polars as pl

from saferplace.evidence.reference import forces, reference_table

_CITY_OF = re.compile(r"^(.*), (city|county) of$")
# Names of the Home Office's tables that normalising alone does not bring together with those of the ONS lookup.
_ALSO_CALLED = {
    "city of london": "london city of",
    "hull": "kingston upon hull",
    "rhondda cynon taff": "rhondda cynon taf",
}


def folded(name: str) -> str:
    """A name as it is compared: “Bristol, City of”, “City of Bristol” and “Bristol” are one.

    >>> {folded(name) for name in ("St. Helens", "St Helens ")}, {folded(n) for n in ("Bristol, City of", "Bristol")}
    ({'st helens'}, {'bristol'})
    """
    plain = " ".join(name.replace("&", " and ").replace("-", " ").split()).casefold()
    found = _CITY_OF.match(plain)
    plain = found[1] if found else plain.removeprefix("city of ")
    plain = re.sub(r"[.,'’]", "", plain)
    return _ALSO_CALLED.get(plain, plain)


@lru_cache(maxsize=1)
def partnership_codes() -> dict[str, str]:
    """Folded name of a community safety partnership of 2024 to its code; names that two share are left out."""
    table = reference_table("districts").select("csp_code", "csp_name").unique()
    return _single(zip(table["csp_name"], table["csp_code"], strict=True))


@lru_cache(maxsize=1)
def district_codes() -> dict[str, str]:
    """Folded name of a district, of 2024 or as older LSOA names carry it, to the code of 2024 that its ground has."""
    lsoas = reference_table("lsoas").select(
        pl.col("lsoa_name").str.replace(r" \d{3}[A-Z]$", "").alias("name"), "lad_code"
    )
    now = reference_table("districts").select(pl.col("lad_name").alias("name"), "lad_code")
    table = pl.concat([lsoas.unique(), now]).unique()
    return _single(zip(table["name"], table["lad_code"], strict=True))


@lru_cache(maxsize=1)
def police_area_codes() -> dict[str, str]:
    """Folded name of a territorial force or its area to the code of the area."""
    table = reference_table("districts").select("pfa_name", "pfa_code").unique()
    pairs = [*zip(table["pfa_name"], table["pfa_code"], strict=True)]
    pairs += [(force.name, force.pfa_code) for force in forces() if force.pfa_code]
    pairs += [(force.slug.replace("-", " "), force.pfa_code) for force in forces() if force.pfa_code]
    return _single(pairs)


def coded(names: pl.Expr, codes: dict[str, str], frame: pl.DataFrame) -> pl.Expr:
    """The code of each name, "" where no area of 2024 bears it."""
    distinct = frame.select(names.unique()).to_series().to_list()
    return names.replace_strict({name: codes.get(folded(name), "") for name in distinct}, return_dtype=pl.String)


def _single(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for name, code in pairs:
        found.setdefault(folded(name), set()).add(code)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}
