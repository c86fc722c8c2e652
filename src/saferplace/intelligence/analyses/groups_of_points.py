"""Groups of points: where so much lies close together that people would call it one place."""

from __future__ import annotations

import numpy as np

from saferplace.analysis.point_clusters import Group, Groups, dense_groups
from saferplace.intelligence.analyses.answer import Answer, receipted
from saferplace.intelligence.analyses.area_layer import AreaLayer, Column, Level, ShownArea, Value
from saferplace.intelligence.analyses.ground import boundary
from saferplace.intelligence.analyses.map_analysis import MapAnalysis
from saferplace.intelligence.analyses.placed import PlacedPoints, placed_points
from saferplace.intelligence.analyses.question import LayerQuestion, Setting
from saferplace.intelligence.analyses.street_names import around, without_prefix

_FEWEST = 5  # a handful within a street is no group that anybody would act on
_STREETS = 2  # names enough to know a place by

_WITHIN = Setting("within", "Close together means within", (("150", "150 m"), ("100", "100 m"), ("250", "250 m")))
_SHARE = Setting(
    "share",
    "A group has around each of its points at least",
    (("1", "1% of all"), ("0.5", "0.5% of all"), ("2", "2% of all")),
)
_LEVELS = (
    Level("most", "The five groups with most", "#7a0177"),
    Level("more", "The next ten", "#c51b8a"),
    Level("other", "Further groups", "#f768a1", is_dashed=True),
)
_COLUMNS = (
    Column("count", "Recorded", is_numeric=True),
    Column("share", "Share of all", is_numeric=True),
    Column("points", "Points", is_numeric=True),
    Column("busiest_point", "Busiest point, and its share of the group"),
    Column("km2", "Square km", is_numeric=True),
    Column("per_km2", "Per square km", is_numeric=True),
)


def draw(question: LayerQuestion) -> AreaLayer:
    """Raises ValueError where nothing with a point was recorded, or nothing lies close enough together."""
    placed = placed_points(question)
    total = int(placed.totals.sum())
    if total == 0:
        raise ValueError(f"No {question.subject} with a point is held for {question.period.in_words()}.")
    within = float(question.settings["within"])
    at_least = max(_FEWEST, int(np.ceil(total * float(question.settings["share"]) / 100)))
    found = dense_groups(placed.easting, placed.northing, placed.totals, within_m=within, at_least=at_least)
    if not found.groups:
        raise ValueError(
            f"Nowhere do {at_least:,} of the {total:,} of {question.subject} lie within {within:g} m of each other. "
            "Choose a wider distance, a smaller share, or more months."
        )
    areas = tuple(_shown(placed, found, group) for group in found.groups)
    answer = _answer(question, placed, found, areas, at_least)
    return AreaLayer("Groups of points, most first", answer, _LEVELS, _COLUMNS, areas)


def _shown(placed: PlacedPoints, found: Groups, group: Group) -> ShownArea:
    inside = np.flatnonzero(found.group_of == group.number)
    name = around(((placed.names[place], int(placed.totals[place])) for place in inside), at_most=_STREETS)
    busiest_name = without_prefix(placed.names[inside[np.argmax(placed.totals[inside])]])
    level = "most" if group.number <= 5 else "more" if group.number <= 15 else "other"
    busiest = group.at_busiest / group.events
    cells = (
        f"{group.events:,.0f}",
        f"{group.share:.1%}",
        f"{group.places:,}",
        f"{busiest_name} ({busiest:.0%})",
        f"{group.area_km2:.2f}",
        f"{group.density_per_km2:,.0f}",
    )
    values: dict[str, Value] = {
        "count": int(group.events),
        "share": round(group.share, 4),
        "points": group.places,
        "busiest_point": busiest_name,
        "share_at_busiest": round(busiest, 4),
        "km2": round(group.area_km2, 4),
        "per_km2": round(group.density_per_km2, 1),
    }
    return ShownArea(group.number, name, group.outline, level, cells, values)


def _answer(
    question: LayerQuestion, placed: PlacedPoints, found: Groups, areas: tuple[ShownArea, ...], at_least: int
) -> Answer:
    inside = sum(group.events for group in found.groups)
    covered = sum(group.area_km2 for group in found.groups)
    edge = boundary(question.area)
    of_area = f" ({covered * 1e6 / edge.area:.1%} of {question.area.name})" if edge is not None else ""
    one = len(found.groups) == 1
    groups = "one group" if one else f"{len(found.groups):,} groups"
    finding = (
        f"{inside:,.0f} of {found.events:,.0f} ({found.share_in_groups:.0%}) of {question.subject} lie in {groups} on "
        f"{covered:.2f} square km{of_area}. First: {areas[0].name}, with {areas[0].cells[0]} ({areas[0].cells[1]})."
    )
    method = (
        f"Points belong to a group when at least {at_least:,} lie within {question.settings['within']} m, counting all "
        "that were recorded at each point (DBSCAN). Outlines keep half that distance around the points."
    )
    caveats = (
        "Groups are drawn around what was recorded, so they always hold many: they do not show that chance could not "
        "have made them.",
        *placed.caveats,
    )
    result = {
        "total": int(found.events),
        "in_groups": int(inside),
        "km2": round(covered, 2),
        "groups": [[area.name, area.values["count"], area.values["km2"]] for area in areas[:15]],
    }
    settings = {**question.settings, "at_least": at_least}
    receipt = receipted(placed.receipt, GROUPS_OF_POINTS.method, settings, result)
    return Answer(finding, method, caveats, receipt)


GROUPS_OF_POINTS = MapAnalysis(
    key="groups-of-points",
    title="Groups of points",
    says="Where points lie so close together that they are one place, with an outline.",
    method="map_groups_of_points",
    in_words="Points that lie close together, in groups with an outline",
    draw=draw,
    settings=(_WITHIN, _SHARE),
)
