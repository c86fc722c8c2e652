"""Cells over the area of a question with what was recorded in each, month by month: what places are forecast from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from scipy.spatial import cKDTree

from saferplace.analysis.cells import Hexagons, hexagons_over
from saferplace.analysis.months import Month
from saferplace.analysis.prospective import CalendarMonths, DatedEvents, History, Places, dated_events
from saferplace.evidence.areas import Area
from saferplace.evidence.queries import PointsCompared, points_compared, record_events
from saferplace.intelligence.analyses.ground import boundary, wards_at
from saferplace.intelligence.analyses.placed import PlacedPoints, placed_points
from saferplace.intelligence.analyses.question import LayerQuestion

CELL_M = 200  # between opposite sides: a short street; finer would tell the publisher's map points apart, not places
CALENDAR = CalendarMonths()


@dataclass(frozen=True, eq=False)
class ForecastGround:
    """cells: those in the area, by their number on the lattice. names: of the fullest point in each, or blank.

    redrawn: where the publisher moved its map points between the months.
    """

    area: Area
    lattice: Hexagons
    cells: npt.NDArray[np.int64]
    history: History
    placed: PlacedPoints
    names: tuple[str, ...]
    redrawn: tuple[PointsCompared, ...]

    @property
    def months(self) -> tuple[Month, ...]:
        return self.placed.months

    def outlines(self, chosen: npt.NDArray[np.int64]) -> Sequence[shapely.Geometry]:
        return list(self.lattice.outlines(self.cells[chosen]))

    def names_with_wards(self, chosen: npt.NDArray[np.int64]) -> list[str]:
        places = self.history.places
        wards = wards_at(self.area, places.east[chosen], places.north[chosen])
        named = [self.names[cell] or "No street name" for cell in chosen]
        return [f"{name} ({ward})" if ward else name for name, ward in zip(named, wards, strict=True)]


def forecast_ground(question: LayerQuestion) -> ForecastGround:
    """Raises NothingLoaded, and ValueError where the outline of the area is not bundled."""
    placed = placed_points(question)
    edge = boundary(question.area)
    if edge is None:
        raise ValueError(f"The outline of {question.area.name} is not in this installation.")
    lattice = hexagons_over(edge.bounds, CELL_M)
    east, north = lattice.centres()
    shapely.prepare(edge)
    cells = np.flatnonzero(shapely.contains_xy(edge, east, north))
    if len(cells) < 2:
        raise ValueError(f"{question.area.name} is too small to choose places of {CELL_M} m in it.")
    places = Places(east[cells], north[cells], np.full(len(cells), lattice.cell_area_km2))
    cell = _cells_of(placed, lattice, cells, places)
    counts = np.zeros((len(cells), len(placed.months)))
    np.add.at(counts, cell, placed.counts)
    periods = np.array([CALENDAR.number(month) for month in placed.months], dtype=np.int64)
    history = History(places, CALENDAR, periods, counts, _dated(question))
    return ForecastGround(
        question.area, lattice, cells, history, placed, _names(placed, cell, len(cells)), _redrawn(question)
    )


def _cells_of(
    placed: PlacedPoints, lattice: Hexagons, cells: npt.NDArray[np.int64], places: Places
) -> npt.NDArray[np.int64]:
    """The cell of each point. One in a cell that the boundary cuts off belongs to the nearest cell that is kept."""
    number = np.full(lattice.count + 1, -1, dtype=np.int64)
    number[cells] = np.arange(len(cells))
    cell = number[lattice.cell_of(placed.easting, placed.northing)]
    stray = np.flatnonzero(cell < 0)
    if len(stray):
        tree = cKDTree(np.column_stack((places.east, places.north)))
        _, cell[stray] = tree.query(np.column_stack((placed.easting[stray], placed.northing[stray])))
    return cell


def _names(placed: PlacedPoints, cell: npt.NDArray[np.int64], count: int) -> tuple[str, ...]:
    names = [""] * count
    for point in np.argsort(placed.totals, kind="stable").tolist():  # the fullest last, so that its name stays
        names[cell[point]] = placed.names[point]
    return tuple(names)


def _redrawn(question: LayerQuestion) -> tuple[PointsCompared, ...]:
    """Not asked within a year, where the map that the forecast stands on says it already."""
    if not question.is_recorded_crime or len(question.period) <= CALENDAR.in_a_year:
        return ()
    return tuple(
        compared
        for compared in points_compared(question.store, area=question.area, version=question.version)
        if compared.are_redrawn
        and question.period.first <= compared.last_month_before
        and compared.first_month_after <= question.period.last
    )


def _dated(question: LayerQuestion) -> DatedEvents | None:
    """Partners' records have days; published crime has only months."""
    if question.is_recorded_crime:
        return None
    found = question.put_to_records(record_events)
    used = ~np.isnat(found.day) & np.isfinite(found.easting) & np.isfinite(found.northing)
    times = found.number[used]
    day: npt.NDArray[np.int64] = found.day[used].astype("datetime64[D]").astype(np.int64).repeat(times)
    return dated_events(day, found.easting[used].repeat(times), found.northing[used].repeat(times))
