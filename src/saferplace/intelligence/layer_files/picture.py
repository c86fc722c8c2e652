"""The layer as a map to print or to put into a report: PNG, drawn as the charts of the pages are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import shape

from saferplace.core.charts.area_map import LegendEntry, ListEntry, MapWords, Outline, Shade, area_map
from saferplace.core.charts.picture import as_png
from saferplace.evidence.areas import Area
from saferplace.intelligence.analyses.answer import source_in_words
from saferplace.intelligence.analyses.area_layer import AreaLayer
from saferplace.intelligence.analyses.ground import in_metres
from saferplace.intelligence.layer_files.answered import AnsweredLayer
from saferplace.intelligence.outlines import outlines_of

_PIXELS = 2100  # wide: prints across A4 at 180 dots an inch
_LINES = {
    "neighbour": ("#8a9096", 1.0, "none"),
    "ward": ("#8a9096", 1.0, "none"),
    "district": ("#1d3557", 2.5, "#ffffff"),
}
_MOST_NUMBERED = 25  # more would cover what they speak of


def write_picture(answered: AnsweredLayer, file: Path) -> None:
    file.write_bytes(as_png(as_svg(answered), width_px=_PIXELS))


def as_svg(answered: AnsweredLayer) -> str:
    layer = answered.layer
    return area_map(_shades(layer), _outlines(answered.question.area), _said(answered), chart_id="hotspots")


def _shades(layer: AreaLayer) -> list[Shade]:
    """Bands lie below the areas; the first of the list are numbered first, so that they find room."""
    bands = [Shade(band.outline, layer.level(band.level).colour, is_edged=False) for band in layer.bands]
    areas = [
        Shade(
            area.outline,
            level.colour,
            level.is_dashed,
            label=str(area.number) if area.number <= _MOST_NUMBERED else "",
        )
        for area in layer.areas
        if (level := layer.level(area.level))
    ]
    return bands + areas


def _outlines(area: Area) -> list[Outline]:
    found = []
    for feature in outlines_of(area)["features"]:
        said = feature["properties"]
        colour, weight, fill = _LINES[said["kind"]]
        turned = shapely.transform(shape(feature["geometry"]), lambda degrees: np.column_stack(in_metres(*degrees.T)))
        found.append(Outline(turned, colour, weight, said.get("name", "") if said["kind"] == "ward" else "", fill))
    return found


def _said(answered: AnsweredLayer) -> MapWords:
    layer, receipt = answered.layer, answered.layer.answer.receipt
    used = {area.level for area in layer.areas} | {band.level for band in layer.bands}
    first = layer.columns[0] if layer.columns else None
    return MapWords(
        title=f"{layer.title}: {answered.question.area.name}",
        finding=layer.answer.finding,
        legend=[LegendEntry(one.label, one.colour, one.is_dashed) for one in layer.levels if one.key in used],
        listed=[ListEntry(area.number, area.name, area.cells[0] if area.cells else "") for area in layer.areas],
        listed_by=f"First of the list, with: {first.heading.lower()}" if first else "First of the list",
        notes=(f"Of {answered.question.subject}, {answered.question.period.in_words()}.", *layer.answer.caveats),
        source=f"{source_in_words(receipt)} Receipt {receipt.digest[:12]}.",
        drawn_on=receipt.computed_at.date(),
    )
