"""Ordnance Survey grid references, like TL 055 075."""

from __future__ import annotations

import re
from dataclasses import dataclass

from saferplace.evidence.partner.reading.unread import Unread

_REFERENCE = re.compile(r"(?P<square>[HJNOST][A-HJ-Z])(?P<figures>(?:\d\d){1,5})", re.ASCII)
_LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"  # without I, in rows of five from the north-west
_SQUARE_M = 100_000
_LARGEST_M = 100  # of six figures: about as good as a whole postcode


@dataclass(frozen=True)
class GridReference:
    """The middle of the square that the reference names; easting and northing in metres. size_m: its side."""

    easting: int
    northing: int
    size_m: int


def read_grid_reference(text: str) -> GridReference | Unread:
    """
    >>> read_grid_reference("TL 055 075")
    GridReference(easting=505550, northing=207550, size_m=100)
    """
    found = _REFERENCE.fullmatch(re.sub(r"\s", "", text).upper())
    if not found:
        return Unread("is not a grid reference like TL 055 075")
    west, south = _south_west(found["square"])
    half = len(found["figures"]) // 2
    size = _SQUARE_M // 10**half
    if size > _LARGEST_M:
        return Unread(f"names a square of {size // 1000} km; give six figures or more, like TL 055 075")
    east, north = int(found["figures"][:half]) * size, int(found["figures"][half:]) * size
    return GridReference(west + east + size // 2, south + north + size // 2, size)


def _south_west(square: str) -> tuple[int, int]:
    """The first letter is a square of 500 km counted from the false origin's SV, the second one of 100 km in it."""
    first, second = _LETTERS.index(square[0]), _LETTERS.index(square[1])
    column = (first % 5 - 2) * 5 + second % 5
    row = (3 - first // 5) * 5 + 4 - second // 5
    return column * _SQUARE_M, row * _SQUARE_M
