"""Which events happened near which: found once, then asked of many orders of dates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from saferplace.analysis.near_repeat.bands import DistanceBands
from saferplace.analysis.processors import every_processor

Metres = npt.NDArray[np.float64]
Starts = npt.NDArray[np.int64]
Neighbours = npt.NDArray[np.int32]

MOST_PAIRS = 400_000_000  # four bytes each; the search takes no more than 1.6 GB for them
_TO_THE_NEAREST_M = 0.0005  # 351048.6 + 100 is not 351148.6 in binary; a millimetre decides no band
_MOST_CELLS_ACROSS = 2**30
_STRAIGHT, _CITY_BLOCK = 0, 1  # as the compiled search knows them


@dataclass(frozen=True)
class NearPairs:
    """order: where each sorted point stood in the arrays given; shape (points,).
    start, neighbour: point i's neighbours in a band are neighbour[start[band, i]:start[band, i + 1]], both in sorted
    numbers, each pair once.
    """

    bands: DistanceBands
    measured: str
    order: npt.NDArray[np.int64]
    start: Starts
    neighbour: Neighbours

    @property
    def points(self) -> int:
        return self.order.size

    @property
    def count(self) -> int:
        return self.neighbour.size


def pairs_in_straight_line(east: Metres, north: Metres, bands: DistanceBands) -> NearPairs:
    """Pairs by straight-line distance.

    east, north: metres (British National Grid), shape (points,); order does not matter.
    Raises ValueError for coordinates that are not numbers, fewer than two points, or more pairs than memory should
    hold.
    """
    return _pairs(east, north, bands, _STRAIGHT, "in a straight line")


def pairs_along_streets(east: Metres, north: Metres, bands: DistanceBands) -> NearPairs:
    """Pairs by east-west plus north-south distance ("Manhattan"), a stand-in for a walk along streets."""
    return _pairs(east, north, bands, _CITY_BLOCK, "along streets (east-west plus north-south)")


def _pairs(east: Metres, north: Metres, bands: DistanceBands, metric: int, measured: str) -> NearPairs:
    from saferplace.analysis.near_repeat import pair_search  # Numba takes half a second that few processes need

    east, north = np.asarray(east, dtype=np.float64), np.asarray(north, dtype=np.float64)
    _refuse_unless_points(east, north)
    reach = bands.upper_m[-1] + _TO_THE_NEAREST_M
    cell, columns = _cells(east, north, reach)
    order = np.lexsort((north, east, cell))  # the same order however the rows came, so the same answer
    east, north, cell = east[order], north[order], cell[order]
    upper_m = np.array(bands.upper_m) + _TO_THE_NEAREST_M
    _refuse_a_crowd(cell, columns, bands)
    searched = (east, north, cell, columns, upper_m, metric)
    start = np.zeros((upper_m.size, east.size + 1), dtype=np.int64)
    with every_processor() as in_parts:
        in_parts(east.size, partial(pair_search.count_neighbours, *searched, start))
        total = int(start.sum())
        if total > MOST_PAIRS:
            raise _too_many(f"There are {total:,}", bands)
        start = start.ravel().cumsum().reshape(start.shape)
        neighbour = np.empty(total, dtype=np.int32)
        in_parts(east.size, partial(pair_search.fill_neighbours, *searched, start, neighbour))
    return NearPairs(bands, measured, order, start, neighbour)


def _cells(east: Metres, north: Metres, reach: float) -> tuple[npt.NDArray[np.int64], int]:
    across, up = (east - east.min()) / reach, (north - north.min()) / reach
    if max(across.max(), up.max()) > _MOST_CELLS_ACROSS:
        raise ValueError("Some points lie absurdly far from the others: check the coordinates.")
    columns = int(across.max()) + 3  # a spare column on each side, so that no cell has a neighbour in another row
    return up.astype(np.int64) * columns + across.astype(np.int64) + 1, columns


def _refuse_a_crowd(cell: npt.NDArray[np.int64], columns: int, bands: DistanceBands) -> None:
    """Before the search, which would take hours where very many events share a place. Of what it looks at, about a
    third are pairs where events are spread evenly, and more where they cluster.
    """
    ahead = np.searchsorted(cell, cell + 1, side="right") - np.arange(1, cell.size + 1)
    above = np.searchsorted(cell, cell + columns + 1, side="right")
    above -= np.searchsorted(cell, cell + columns - 1, side="left")
    looked_at = int(ahead.sum() + above.sum())
    if looked_at > 12 * MOST_PAIRS:
        raise _too_many(f"There are more than {MOST_PAIRS:,}", bands)


def _too_many(how_many: str, bands: DistanceBands) -> ValueError:
    return ValueError(
        f"{how_many} pairs within {bands.upper_m[-1]:,.0f} m, more than can be held at once. Take shorter distances, a"
        " shorter period, or set apart places with very many records."
    )


def _refuse_unless_points(east: Metres, north: Metres) -> None:
    if east.ndim != 1 or east.shape != north.shape:
        raise ValueError("Give one east and one north coordinate for each event.")
    if east.size < 2:
        raise ValueError("Near repeats need at least two events.")
    if not (np.isfinite(east).all() and np.isfinite(north).all()):
        unplaced = int((~(np.isfinite(east) & np.isfinite(north))).sum())
        raise ValueError(f"Events without coordinates: {unplaced:,}. Leave them out, and say how many.")
