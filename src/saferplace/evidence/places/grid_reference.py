"""Grid references as people write them: TL055075, TL 0550 0750, or eastings and northings side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"  # no I
_SAID_FIRST = r"(?:(?:os\s*)?grid\s*ref(?:erence)?\s*[.:]*\s*|ngr\s*[.:]*\s*)?"
_LETTERED = re.compile(rf"\s*{_SAID_FIRST}([HJNOST][A-HJ-Z])\s*(\d{{2,5}})[\s,/]+(\d{{2,5}})\s*", re.I)
_RUN_TOGETHER = re.compile(rf"\s*{_SAID_FIRST}([HJNOST][A-HJ-Z])\s*(\d{{4,10}})\s*", re.I)
_METRES = re.compile(rf"\s*{_SAID_FIRST}(\d{{6}})(?:\.\d+)?\s*[,;/ ]\s*(\d{{5,7}})(?:\.\d+)?\s*", re.I)


@dataclass(frozen=True)
class GridReference:
    """A square of British National Grid. easting, northing: metres, of its south-west corner. size_m: of its side."""

    easting: int
    northing: int
    size_m: int

    @property
    def middle(self) -> tuple[int, int]:
        """Easting and northing in the middle of the square, the least wrong point for something inside it."""
        return self.easting + self.size_m // 2, self.northing + self.size_m // 2


def parse_grid_reference(text: str) -> GridReference | None:
    """The square that the whole text names; None when it is anything else.

    >>> parse_grid_reference("TQ 30 80")
    GridReference(easting=530000, northing=180000, size_m=1000)
    >>> parse_grid_reference("tl055075").middle
    (505550, 207550)
    >>> parse_grid_reference("TL High Street") is None
    True
    """
    if found := _METRES.fullmatch(text):
        return _on_the_grid(GridReference(int(found[1]), int(found[2]), 1))
    if found := _LETTERED.fullmatch(text):
        letters, east, north = found[1].upper(), found[2], found[3]
    elif found := _RUN_TOGETHER.fullmatch(text):
        letters, half = found[1].upper(), len(found[2]) // 2
        east, north = found[2][:half], found[2][half:]
    else:
        return None
    if len(east) != len(north):
        return None
    size = 10 ** (5 - len(east))
    corner_east, corner_north = _corner(letters)
    return _on_the_grid(GridReference(corner_east + int(east) * size, corner_north + int(north) * size, size))


def _corner(letters: str) -> tuple[int, int]:
    """South-west corner of a square of 100 km: the first letter names one of 500 km, the second one within it."""
    first, second = _LETTERS.index(letters[0]), _LETTERS.index(letters[1])
    east = (first % 5 - 2) * 5 + second % 5
    north = (3 - first // 5) * 5 + 4 - second // 5
    return east * 100_000, north * 100_000


def _on_the_grid(square: GridReference) -> GridReference | None:
    """Great Britain lies within 700 km by 1,300 km; letters or figures beyond are no place here."""
    return square if 0 < square.easting < 700_000 and 0 < square.northing < 1_300_000 else None
