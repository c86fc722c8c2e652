"""Where next month, on the map: the places likeliest to hold most, likeliest first."""

from __future__ import annotations

import numpy as np

from saferplace.intelligence.analyses.answer import Answer, receipted
from saferplace.intelligence.analyses.area_layer import AreaLayer, Column, Level, ShownArea
from saferplace.intelligence.analyses.foresight import PLACES, Foresight, foresee
from saferplace.intelligence.analyses.map_analysis import MapAnalysis
from saferplace.intelligence.analyses.next_month_words import (
    caveats_in_words,
    finding_in_words,
    method_in_words,
    method_line,
)
from saferplace.intelligence.analyses.question import LayerQuestion

_MONTHS_OF_A_YEAR = 12
_LEVELS = (
    Level("first", "Likeliest (first fifth of the list)", "#7f0000"),
    Level("next", "Next two fifths", "#d7301f"),
    Level("last", "Last two fifths", "#fdbb84", is_dashed=True),
)


def draw(question: LayerQuestion) -> AreaLayer:
    """Raises ValueError where months or records are too few, or the outline of the area is not bundled."""
    return layer_of(foresee(question))


def layer_of(found: Foresight) -> AreaLayer:
    history, chosen = found.ground.history, found.chosen
    newest = history.periods > history.periods[-1] - _MONTHS_OF_A_YEAR
    recent = history.counts[chosen][:, newest]
    held = int(newest.sum())
    names, outlines = found.ground.names_with_wards(chosen), found.ground.outlines(chosen)
    areas = tuple(
        ShownArea(
            number=number,
            name=names[number - 1],
            outline=outlines[number - 1],
            level=_level(number, len(chosen)),
            cells=(f"{months.sum():,.0f}", f"{months[-1]:,.0f}", f"{np.count_nonzero(months)} of {held}"),
            values={
                "forecast_month": str(found.month),
                "recorded_last_year": int(months.sum()),
                "recorded_last_month": int(months[-1]),
                "months_with_any": int(np.count_nonzero(months)),
                "months_held": held,
            },
        )
        for number, months in enumerate(recent, start=1)
    )
    columns = (
        Column("recorded_last_year", _last_year(held), is_numeric=True),
        Column("recorded_last_month", f"In {found.ground.months[-1].in_words()}", is_numeric=True),
        Column("months_with_any", "Months with any", is_numeric=True),
    )
    title = f"Where {found.question.subject} is likeliest in {found.month.in_words()}"
    return AreaLayer(title, _answer(found, areas), _LEVELS, columns, areas)


def _answer(found: Foresight, areas: tuple[ShownArea, ...]) -> Answer:
    result = {
        "forecast_month": str(found.month),
        "held_back": [str(month) for month in found.held_back],
        "used": found.choice.to_use,
        "methods": [method_line(tried) for tried in found.tried],
        "places": [[area.name, area.values["recorded_last_year"]] for area in areas],
    }
    receipt = receipted(found.ground.placed.receipt, NEXT_MONTH.method, found.question.settings, result)
    return Answer(finding_in_words(found), method_in_words(found), caveats_in_words(found), receipt)


def _last_year(held: int) -> str:
    return "In the last 12 months" if held == _MONTHS_OF_A_YEAR else f"In the last 12 months ({held} held)"


def _level(number: int, of: int) -> str:
    share = number / of
    return "first" if share <= 0.2 or number == 1 else "next" if share <= 0.6 else "last"


NEXT_MONTH = MapAnalysis(
    key="next",
    title="Where next month",
    says="The places likeliest to hold most in the month after, and how well such forecasts did.",
    method="map_next_month",
    in_words="Forecast of the places with most next month, by the way of counting that did best on months held back",
    draw=draw,
    settings=(PLACES,),
)
