"""Small areas, squares or published points of a question, each with its count for every month that is held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from saferplace.analysis.cells import squares_over
from saferplace.analysis.months import Month
from saferplace.analysis.weights import Weights, around_squares, queen
from saferplace.evidence.receipts import Receipt
from saferplace.intelligence.analyses.compared_ground import SNAP_M
from saferplace.intelligence.analyses.ground import boundary, small_area_outlines
from saferplace.intelligence.analyses.placed import PlacedPoints, placed_in_areas, placed_points
from saferplace.intelligence.analyses.question import LayerQuestion, Setting
from saferplace.intelligence.analyses.street_names import around

SQUARE_M = 250.0
_POINT_M = 60.0  # a point is drawn as a circle that can be seen on a map of a town
_ONLY_SOMETHING = "{} where nothing of any kind was recorded in these months are not counted as places."

PLACES = Setting(
    "places",
    "Places",
    (("areas", "Small areas (LSOAs)"), ("squares", "Squares of 250 m"), ("points", "Published map points")),
)


@dataclass(frozen=True, eq=False)
class PlacesOverTime:
    """counts: shape (places, months). outlines: of the places at these positions; None where not known.

    neighbours: who is whose; raises ValueError for places that have none. one, several: what a place is called.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    months: tuple[Month, ...]
    counts: npt.NDArray[np.int64]
    outlines: Callable[[npt.NDArray[np.int64]], list[shapely.Geometry | None]]
    neighbours: Callable[[], Weights]
    one: str
    several: str
    caveats: tuple[str, ...]
    receipt: Receipt


def places_over_time(question: LayerQuestion) -> PlacesOverTime:
    """The places that the setting ``places`` names. Raises ValueError where their outlines are not bundled."""
    return {"areas": _areas, "squares": _squares, "points": _points}[question.settings["places"]](question)


def _areas(question: LayerQuestion) -> PlacesOverTime:
    placed = placed_in_areas(question)
    known = small_area_outlines(placed.codes)
    if len(known) < len(placed.codes):
        raise ValueError(f"The outlines of the small areas of {question.area.name} are not in this installation.")
    shapes = [known[code] for code in placed.codes]
    return PlacesOverTime(
        placed.codes,
        placed.names,
        placed.months,
        placed.counts,
        lambda chosen: [shapes[place] for place in chosen],
        lambda: queen(shapes, snap_m=SNAP_M),
        "small area",
        "small areas",
        placed.caveats,
        placed.receipt,
    )


def _squares(question: LayerQuestion) -> PlacesOverTime:
    placed, anything = _with_anything(question)
    edge = boundary(question.area)
    points = shapely.multipoints(np.column_stack((anything.easting, anything.northing)))
    cells = squares_over((edge.union(points) if edge is not None else points).bounds, SQUARE_M)
    used, row_of = np.unique(cells.cell_of(anything.easting, anything.northing), return_inverse=True)
    counts = np.zeros((len(used), len(placed.months)), dtype=np.int64)
    np.add.at(counts, np.searchsorted(used, cells.cell_of(placed.easting, placed.northing)), placed.counts)
    east, north = (middle[used] for middle in cells.centres())
    return PlacesOverTime(
        tuple(f"{x:.0f}-{y:.0f}" for x, y in zip(east, north, strict=True)),
        _named_by_busiest(anything, row_of, len(used)),
        placed.months,
        counts,
        lambda chosen: list(cells.outlines(used[chosen])),
        lambda: around_squares(cells).restricted_to(np.isin(np.arange(cells.count), used)),
        "square",
        "squares with anything recorded",
        (_ONLY_SOMETHING.format("Squares"), *placed.caveats),
        placed.receipt,
    )


def _points(question: LayerQuestion) -> PlacesOverTime:
    placed, anything = _with_anything(question)
    place_of = {place: row for row, place in enumerate(zip(anything.easting, anything.northing, strict=True))}
    counts = np.zeros((len(place_of), len(placed.months)), dtype=np.int64)
    for place, of_months in zip(zip(placed.easting, placed.northing, strict=True), placed.counts, strict=True):
        counts[place_of[place]] = of_months
    anew = (
        "The publisher draws its map points anew now and then: one ends and another begins beside it, which looks like "
        "a historical and a new place. Small areas and squares hardly suffer from that.",
    ) if question.is_recorded_crime else ()  # fmt: skip
    return PlacesOverTime(
        tuple(f"{x:.0f}-{y:.0f}" for x, y in place_of),
        anything.names,
        placed.months,
        counts,
        lambda chosen: list(
            shapely.buffer(shapely.points(anything.easting[chosen], anything.northing[chosen]), _POINT_M, quad_segs=4)
        ),
        _no_neighbours,
        "map point",
        "map points with anything recorded",
        (*anew, _ONLY_SOMETHING.format("Points"), *placed.caveats),
        placed.receipt,
    )


def _with_anything(question: LayerQuestion) -> tuple[PlacedPoints, PlacedPoints]:
    """The points of what was asked, and of everything recorded: a street without a burglary is a street."""
    placed = placed_points(question)
    if not placed.counts.any():
        raise ValueError(f"No {question.subject} with a point is held for {question.period.in_words()}.")
    return placed, placed if question.kinds is None else placed_points(question.of_every_kind)


def _no_neighbours() -> Weights:
    raise ValueError("Map points have no neighbours that could be told: choose small areas or squares.")


def _named_by_busiest(placed: PlacedPoints, row_of: npt.NDArray[np.int64], rows: int) -> tuple[str, ...]:
    """A square is called by the busiest street in it: nobody knows a square by its number."""
    counted: list[list[tuple[str, int]]] = [[] for _ in range(rows)]
    for row, name, total in zip(row_of, placed.names, placed.totals, strict=True):
        counted[row].append((name, int(total)))
    return tuple(around(each, at_most=1) for each in counted)
