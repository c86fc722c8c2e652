"""The areas of an evaluation: wards, or small areas, with their counts and who their neighbours are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import polars as pl
import shapely

from saferplace.evidence.reference import reference_table
from saferplace.intelligence.analyses.did_it_work.choice import Part, Unit
from saferplace.intelligence.analyses.ground import small_area_outlines
from saferplace.intelligence.analyses.placed import PlacedInAreas

_TOUCHES_WITHIN_M = 30  # generalised outlines leave slivers between neighbours


@dataclass(frozen=True, eq=False)
class Areas:
    """counts: shape (areas, months). small: the small areas of each area, as rows of the panel that they come from.

    in_none: what was recorded in each month in small areas that cannot be put in one ward.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    counts: npt.NDArray[np.int64]
    small: tuple[tuple[int, ...], ...]
    neighbours: dict[str, frozenset[str]]
    in_none: npt.NDArray[np.int64]


def areas_of(placed: PlacedInAreas, unit: Unit) -> Areas:
    """Small areas as they are, or added up to wards, by name.

    Ground across two wards goes with the first; a small area of 2011 that lies across wards is in none.
    """
    touching = _touching(placed.codes)
    if unit is Unit.SMALL_AREA:
        small = tuple((row,) for row in range(len(placed.codes)))
        return Areas(placed.codes, placed.names, placed.counts, small, touching, 0 * placed.counts.sum(axis=0))
    wards = _wards()
    ward_of = [next((wards[part] for part in code.split("+") if part in wards), None) for code in placed.codes]
    ordered = sorted({ward for ward in ward_of if ward}, key=lambda ward: (ward[1], ward[0]))
    rows = tuple(tuple(row for row, one in enumerate(ward_of) if one == ward) for ward in ordered)
    counts = np.array([placed.counts[list(each)].sum(axis=0) for each in rows]).reshape(len(ordered), -1)
    ward_code = {code: ward[0] for code, ward in zip(placed.codes, ward_of, strict=True) if ward}
    near = {
        code: frozenset(
            ward_code[other]
            for row in each
            for other in touching[placed.codes[row]]
            if ward_code.get(other, code) != code
        )
        for (code, _), each in zip(ordered, rows, strict=True)
    }
    codes, names = (tuple(each) for each in zip(*ordered, strict=True))
    in_none = placed.counts[[row for row, ward in enumerate(ward_of) if ward is None]].sum(axis=0)
    return Areas(codes, names, counts, rows, near, in_none)


def as_drawn(areas: Areas, parts: Mapping[str, Part]) -> dict[str, Part]:
    """The parts by the codes that the months' files use: ground that both editions share stands for its pieces.

    Raises ValueError for an area that the files of those months drew otherwise.
    """
    whole = {piece: code for code in areas.codes for piece in (code, *code.split("+"))}
    if lost := sorted(code for code, part in parts.items() if code not in whole and part is not Part.OUT):
        raise ValueError(
            f"{', '.join(lost)} was drawn otherwise in the files of these months. Choose wards, or other small areas."
        )
    return {whole[code]: part for code, part in parts.items() if code in whole}


@lru_cache(maxsize=16)
def _touching(codes: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Each code to those that touch it; without outlines, none."""
    outlines = small_area_outlines(codes)
    known = list(outlines)
    tree = shapely.STRtree([outlines[code] for code in known])
    pairs = tree.query([outlines[code] for code in known], predicate="dwithin", distance=_TOUCHES_WITHIN_M)
    near: dict[str, set[str]] = {code: set() for code in codes}
    for one, other in pairs.T:
        if one != other:
            near[known[one]].add(known[other])
    return {code: frozenset(others) for code, others in near.items()}


@lru_cache(maxsize=1)
def _wards() -> dict[str, tuple[str, str]]:
    """LSOA code to the code and name of its ward."""
    joined = reference_table("lsoas").join(reference_table("wards"), "ward_code")
    rows = joined.select("lsoa_code", pl.struct("ward_code", "ward_name")).iter_rows()
    return {code: (ward["ward_code"], ward["ward_name"]) for code, ward in rows}
