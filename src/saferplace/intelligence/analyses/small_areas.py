"""Small areas (LSOAs) by what was recorded there and per 1,000 residents: the plain count before any statistic."""

from __future__ import annotations

import numpy as np

from saferplace.intelligence.analyses.answer import Answer, receipted
from saferplace.intelligence.analyses.area_layer import AreaLayer, Column, Level, ShownArea
from saferplace.intelligence.analyses.ground import residents_of, small_area_outlines, year_of_residents
from saferplace.intelligence.analyses.map_analysis import MapAnalysis
from saferplace.intelligence.analyses.placed import PlacedInAreas, placed_in_areas
from saferplace.intelligence.analyses.question import LayerQuestion, Setting

_BY = Setting("by", "Order by", (("count", "Number recorded"), ("rate", "Rate per 1,000 residents")))
_LEVELS = (
    Level("1", "Lowest fifth of small areas", "#f1eef6"),
    Level("2", "Second fifth", "#bdc9e1"),
    Level("3", "Middle fifth", "#74a9cf"),
    Level("4", "Fourth fifth", "#2b8cbe"),
    Level("5", "Highest fifth", "#045a8d"),
)
_COLUMNS = (
    Column("count", "Recorded", is_numeric=True),
    Column("residents", "Residents", is_numeric=True),
    Column("rate_per_1000", "Rate per 1,000", is_numeric=True),
)


def draw(question: LayerQuestion) -> AreaLayer:
    """Raises ValueError where the outlines of the area's small areas are not bundled."""
    placed = placed_in_areas(question)
    outlines = small_area_outlines(placed.codes)
    if not outlines:
        raise ValueError(f"The outlines of the small areas of {question.area.name} are not in this installation.")
    counts = placed.counts.sum(axis=1)
    year = question.period.last.year
    residents = residents_of(placed.codes, year)
    rates = np.divide(counts * 1000.0, residents, out=np.full(len(counts), np.nan), where=residents > 0)
    chosen = rates if question.settings["by"] == "rate" else counts.astype(float)
    order = np.lexsort((placed.codes, -np.nan_to_num(chosen, nan=-1.0)))
    areas = tuple(
        ShownArea(
            number=number,
            name=placed.names[place],
            outline=outlines[placed.codes[place]],
            level=_fifth(chosen, place),
            cells=(f"{counts[place]:,}", _said(residents[place], 0), _said(rates[place], 1)),
            values={
                "code": placed.codes[place],
                "count": int(counts[place]),
                "residents": _number(residents[place]),
                "rate_per_1000": _number(rates[place]),
            },
        )
        for number, place in enumerate(order, start=1)
        if placed.codes[place] in outlines
    )
    return AreaLayer("Small areas, most first", _answer(question, placed, areas, year), _LEVELS, _COLUMNS, areas)


def _answer(question: LayerQuestion, placed: PlacedInAreas, areas: tuple[ShownArea, ...], year: int) -> Answer:
    top, total = areas[0], int(placed.counts.sum())
    share = f" ({int(top.values['count'] or 0) / total:.0%})" if total else ""
    finding = (
        f"{total:,} of {question.subject} in {len(areas)} small areas, {question.period.in_words()}. "
        f"First by {question.settings['by']}: {top.name}, with {top.cells[0]}{share}."
    )
    method = (
        f"Rows counted by the small area (LSOA) that the file gives. Rates per 1,000 residents of mid-"
        f"{year_of_residents(year)} (ONS). Shaded by fifths of all small areas."
    )
    caveats = (
        "A rate by residents misleads where many people pass and few live, such as a town centre.",
        *placed.caveats,
    )
    result = {
        "total": total,
        "first": [[area.name, area.values["count"], area.values["rate_per_1000"]] for area in areas[:10]],
    }
    receipt = receipted(placed.receipt, SMALL_AREAS.method, question.settings, result)
    return Answer(finding, method, caveats, receipt)


def _fifth(values: np.ndarray, place: int) -> str:
    known = values[np.isfinite(values)]
    if not np.isfinite(values[place]):
        return "1"
    below = float((known < values[place]).mean())
    return str(min(5, int(below * 5) + 1))


def _said(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}" if np.isfinite(value) else "Not known"


def _number(value: float) -> float | None:
    return round(float(value), 3) if np.isfinite(value) else None


SMALL_AREAS = MapAnalysis(
    key="small-areas",
    title="Small areas: counts and rates",
    says="Which small areas have most, as they are.",
    method="map_small_areas",
    in_words="Count of the rows in each small area (LSOA), and per 1,000 residents",
    draw=draw,
    settings=(_BY,),
)
