"""The ground that clusters are looked for on: small areas or equal cells, what is compared, who is whose neighbour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely

from saferplace.analysis.cells import Cells, Hexagons, Squares, hexagons_over, squares_over
from saferplace.analysis.cells.tessellation import counted
from saferplace.analysis.clusters import smoothed_rates
from saferplace.analysis.weights import Weights, around_hexagons, around_squares, queen
from saferplace.evidence.receipts import Receipt
from saferplace.intelligence.analyses.area_layer import Value
from saferplace.intelligence.analyses.ground import (
    Metres,
    boundary,
    residents_of,
    small_area_outlines,
    wards_at,
    year_of_residents,
)
from saferplace.intelligence.analyses.placed import PlacedPoints, placed_in_areas, placed_points
from saferplace.intelligence.analyses.question import LayerQuestion

SNAP_M = 20.0  # generalised outlines of neighbours lie up to so far apart
_CELL_M = 250.0
_HEXAGON_M = 300.0


@dataclass(frozen=True, eq=False)
class ComparedGround:
    """one, many: what an area is called. how: what is compared and who is a neighbour, in sentences.

    counts: what was recorded in each; values: what is compared, shape (n,). is_rate: whether that is per 1,000
    residents. residents: None where it is not asked. extra: of each area, for files. shows_all: whether the areas that
    could be chance are drawn and listed too.
    """

    one: str
    many: str
    how: str
    names: tuple[str, ...]
    outlines: tuple[shapely.Geometry, ...]
    counts: Metres
    values: Metres
    weights: Weights
    is_rate: bool
    residents: Metres | None
    extra: tuple[Mapping[str, Value], ...]
    shows_all: bool
    caveats: tuple[str, ...]
    receipt: Receipt


def small_areas_by_rate(question: LayerQuestion) -> ComparedGround:
    """Rates per 1,000 residents, those of few residents drawn towards the rate of all."""
    return _small_areas(question, by_rate=True)


def small_areas_by_count(question: LayerQuestion) -> ComparedGround:
    return _small_areas(question, by_rate=False)


def squares_by_count(question: LayerQuestion) -> ComparedGround:
    squares = squares_over(_whole(question).bounds, _CELL_M)
    return _cells(question, squares, around_squares(squares), "square", "its eight neighbours share a side or corner")


def hexagons_by_count(question: LayerQuestion) -> ComparedGround:
    hexagons = hexagons_over(_whole(question).bounds, _HEXAGON_M)
    return _cells(question, hexagons, around_hexagons(hexagons), "hexagon", "its six neighbours share a side")


def _small_areas(question: LayerQuestion, *, by_rate: bool) -> ComparedGround:
    placed = placed_in_areas(question)
    outlines = small_area_outlines(placed.codes)
    residents = residents_of(placed.codes, question.period.last.year)
    kept = [
        number
        for number, code in enumerate(placed.codes)
        if code in outlines and (not by_rate or residents[number] > 0)
    ]
    if not kept:
        raise ValueError(f"The outlines of the small areas of {question.area.name} are not in this installation.")
    counts = placed.counts.sum(axis=1).astype(float)[kept]
    residents = residents[kept]
    left_out = len(placed.codes) - len(kept)
    absent = f"{left_out:,} small areas without an outline or without known residents are left out."
    year = year_of_residents(question.period.last.year)
    values = smoothed_rates(counts, residents) * 1000 if by_rate else counts
    if by_rate and counts.any() and np.ptp(values) == 0:
        raise ValueError(
            f"The rates of {question.subject} in the {len(kept)} small areas of {question.area.name} differ no more "
            "than chance alone would make them: there are no clusters to look for."
        )
    compared = (
        f"rates per 1,000 residents of mid-{year} (ONS), each drawn towards the rate of all as far as few residents "
        "make it uncertain (empirical Bayes, Marshall 1991)"
        if by_rate
        else "numbers recorded in each small area (LSOA), whatever its number of residents"
    )
    unfair = (
        "A rate by residents misleads where many people pass and few live, such as a town centre."
        if by_rate
        else "Small areas were drawn to hold about 1,500 residents each; those that hold more have more to count."
    )
    return ComparedGround(
        one="small area",
        many="small areas",
        how=f"Compared are {compared}. Neighbours share a border or a corner.",
        names=tuple(placed.names[number] for number in kept),
        outlines=(shapes := tuple(outlines[placed.codes[number]] for number in kept)),
        counts=counts,
        values=values,
        weights=queen(shapes, snap_m=SNAP_M),
        is_rate=by_rate,
        residents=residents,
        extra=tuple({"code": placed.codes[number]} for number in kept),
        shows_all=True,
        caveats=(unfair, *((absent,) if left_out else ()), *placed.caveats),
        receipt=placed.receipt,
    )


def _cells(question: LayerQuestion, cells: Squares | Hexagons, weights: Weights, one: str, near: str) -> ComparedGround:
    """Cells in which anything of the data set was recorded: a town is not hot merely for not being a field."""
    placed = placed_points(question)
    anything = placed if question.kinds is None else placed_points(question.of_every_kind)
    kept = counted(cells, anything.easting, anything.northing, anything.totals.astype(float)) > 0
    counts = counted(cells, placed.easting, placed.northing, placed.totals.astype(float))
    shown = np.flatnonzero(kept)
    restricted = weights.restricted_to(kept)
    east, north = (axis[shown] for axis in cells.centres())
    alone = int((restricted.neighbours == 0).sum())
    by_itself = f"{alone:,} {one}s have no neighbour in which anything was recorded, and cannot be compared."
    size = f"{_CELL_M:.0f} m wide" if isinstance(cells, Squares) else f"{_HEXAGON_M:.0f} m wide"
    middles = zip(east.tolist(), north.tolist(), strict=True)
    elsewhere = int(placed.totals.sum() - counts.sum())
    beyond = f"{elsewhere:,} more lie outside the outline of {question.area.name} and are in no {one}."
    return ComparedGround(
        one=one,
        many=f"{one}s",
        how=(
            f"Compared are numbers recorded in {one}s {size}; {near}. A {one} in which nothing of any kind was "
            "recorded in these months, mostly fields, is left out, so that a town is not hot merely for being a town."
        ),
        names=_names(question, anything, cells, shown),
        outlines=tuple(cells.outlines(shown)),
        counts=counts[shown],
        values=counts[shown],
        weights=restricted,
        is_rate=False,
        residents=None,
        extra=tuple({"easting": round(x), "northing": round(y)} for x, y in middles),
        shows_all=False,
        caveats=(*((by_itself,) if alone else ()), *((beyond,) if elsewhere else ()), *placed.caveats),
        receipt=placed.receipt,
    )


def _names(question: LayerQuestion, placed: PlacedPoints, cells: Cells, shown: np.ndarray) -> tuple[str, ...]:
    """Each cell by the place in it with the most, and by the ward it lies in: there are many car parks."""
    cell = cells.cell_of(placed.easting, placed.northing)
    named: dict[int, str] = {}
    for number in np.argsort(-placed.totals, kind="stable"):
        named.setdefault(int(cell[number]), placed.names[number])
    east, north = (axis[shown] for axis in cells.centres())
    wards = wards_at(question.area, east, north)
    return tuple(f"{named[int(number)]} ({ward})" for number, ward in zip(shown, wards, strict=True))


def _whole(question: LayerQuestion) -> shapely.Geometry:
    whole = boundary(question.area)
    if whole is None:
        raise ValueError(f"The outline of {question.area.name} is not in this installation.")
    return whole
