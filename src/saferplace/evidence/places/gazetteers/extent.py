"""Which part of a national list is kept: what lies in boxes around the areas that a partnership works in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from saferplace.evidence.areas import Area, lsoa_codes
from saferplace.evidence.reference import reference_table

# Where an area's residents live on average says little about its edges; and an incident just outside is still placed.
MARGIN_M = 5_000


@dataclass(frozen=True, order=True)
class Box:
    """Metres of British National Grid."""

    west: int
    south: int
    east: int
    north: int

    @classmethod
    def parse(cls, written: str) -> Box:
        """``west,south,east,north``. Raises ValueError with a sentence."""
        try:
            box = cls(*(int(part) for part in written.split(",")))
        except (ValueError, TypeError):
            raise ValueError(
                f"“{written}” is not a box. Give four whole numbers of metres: west,south,east,north."
            ) from None
        if not (box.west < box.east and box.south < box.north):
            raise ValueError(f"“{written}” is not a box: west must be less than east, and south less than north.")
        return box

    def as_sql(self) -> str:
        return f"(easting BETWEEN {self.west} AND {self.east} AND northing BETWEEN {self.south} AND {self.north})"

    def __str__(self) -> str:
        return f"{self.west},{self.south},{self.east},{self.north}"


def boxes_around(areas: Iterable[Area]) -> tuple[Box, ...]:
    """One box for each area, five kilometres wider than where its residents live."""
    centroids = reference_table("centroids")
    boxes = []
    for area in areas:
        inside = centroids.filter(pl.col("lsoa21_code").is_in(sorted(lsoa_codes(area))))
        west, east = _reach(inside["easting"])
        south, north = _reach(inside["northing"])
        boxes.append(Box(west - MARGIN_M, south - MARGIN_M, east + MARGIN_M, north + MARGIN_M))
    return tuple(sorted(boxes))


def _reach(metres: pl.Series) -> tuple[int, int]:
    least, most = metres.min(), metres.max()
    if not isinstance(least, int | float) or not isinstance(most, int | float):
        raise ValueError("None of the area's LSOAs of 2021 has a known middle, so no box can be drawn around it.")
    return int(least), int(most)
