"""LSOA codes of the two editions (2011 and 2021) that occur in police files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from saferplace.evidence.reference.bundled import reference_table

Edition = Literal["2011", "2021", "both"]


@lru_cache(maxsize=1)
def lsoa_editions() -> Mapping[str, Edition]:
    """Every LSOA code of England and Wales, with the edition or editions whose list holds it.

    >>> lsoa_editions()["E01023398"], lsoa_editions()["E01035562"]
    ('2011', '2021')
    """
    table = reference_table("lsoas")
    return MappingProxyType(dict(zip(table["lsoa_code"].to_list(), table["edition"].to_list(), strict=True)))


def edition_of(lsoa_code: str | None) -> Edition | Literal["unknown"]:
    """The edition of one code as it stands in a file; "unknown" for none, and for a code in neither list."""
    return lsoa_editions().get(lsoa_code or "", "unknown")


@lru_cache(maxsize=1)
def _exact_fit() -> Mapping[str, tuple[str, ...]]:
    pairs = reference_table("exact_fit").group_by("lsoa_2011", maintain_order=True).agg("lsoa_2021")
    return {older: tuple(newer) for older, newer in pairs.iter_rows()}


def successors_2021(lsoa_2011: str) -> tuple[str, ...]:
    """The 2021 codes that cover a 2011 LSOA: itself when unchanged, several when split, one it may share when merged.

    >>> successors_2021("E01023398")
    ('E01035562', 'E01035563', 'E01035564')

    Raises KeyError for a code that is not in the 2011 list.
    """
    return _exact_fit()[lsoa_2011]
