"""A map to print or to send: shaded areas over outlines people know, with its legend, list, scale and source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import log10

import shapely
from django.utils.safestring import SafeString

from saferplace.core.charts.labels import Labels
from saferplace.core.charts.palette import DARK_GREY, MID_GREY
from saferplace.core.charts.svg import Attribute, accessible, element, words
from saferplace.core.charts.wrapping import wrapped

WIDTH = 1400.0
_MARGIN, _GAP = 30.0, 30.0
_MAP_WIDTH, _MAP_HEIGHT = 900.0, 760.0
_PANEL_X = _MARGIN + _MAP_WIDTH + _GAP
_PANEL_WIDTH = WIDTH - _PANEL_X - _MARGIN
_LEAST_EXTENT_M = 2500.0  # so that a lone cell still stands among streets' worth of ground
_INK, _GROUND, _PAPER = "#1d3557", "#eef0f2", "#ffffff"
_MOST_LISTED = 15


@dataclass(frozen=True)
class Outline:
    """weight: of its line, in pixels. name: written on it where there is room; blank for none."""

    shape: shapely.Geometry
    colour: str
    weight: float
    name: str = ""
    fill: str = "none"


@dataclass(frozen=True)
class Shade:
    """label: written beside it, such as its rank. is_edged: False for ground that is only shaded."""

    shape: shapely.Geometry
    colour: str
    is_dashed: bool = False
    is_edged: bool = True
    label: str = ""


@dataclass(frozen=True)
class LegendEntry:
    label: str
    colour: str
    is_dashed: bool = False


@dataclass(frozen=True)
class ListEntry:
    """number: as on the map. told: its most important figure, in words."""

    number: int
    name: str
    told: str


@dataclass(frozen=True)
class MapWords:
    """Everything that is written around the map. listed_by: what the figures of the list are."""

    title: str
    finding: str
    legend: Sequence[LegendEntry]
    listed: Sequence[ListEntry]
    listed_by: str
    notes: Sequence[str]
    source: str
    drawn_on: date


def area_map(shades: Sequence[Shade], outlines: Sequence[Outline], said: MapWords, *, chart_id: str) -> SafeString:
    """Draw as one ``svg`` element, north up. All shapes are in metres (British National Grid).

    Raises ValueError where there is nothing to show.
    """
    if not shades and not outlines:
        raise ValueError("There is nothing to draw on the map.")
    head = list(_head(said))
    top = 58.0 + 24 * (len(head) - 1)
    frame = _Frame.around(shades or outlines, top)
    foot = top + _MAP_HEIGHT + 26
    notes = [line for note in (*said.notes, _source(said)) for line in wrapped(note, WIDTH - 2 * _MARGIN, 13)]
    height = foot + 18 * len(notes) + 14
    drawn = [
        element("rect", x=0, y=0, width=WIDTH, height=height, fill=_PAPER),
        *head,
        *_map(frame, shades, outlines, chart_id),
        *_panel(said, top),
        *(
            words("text", line, x=_MARGIN, y=foot + 18 * at, font_size=13, fill=DARK_GREY)
            for at, line in enumerate(notes)
        ),
    ]
    return accessible(
        *drawn,
        chart_id=chart_id,
        title=said.title,
        description=said.finding,
        width=WIDTH,
        height=height,
        css_class="chart chart--map",
    )


@dataclass(frozen=True)
class _Frame:
    """From metres to places on the drawing; one scale both ways."""

    west: float
    north: float
    pixels_a_metre: float
    top: float

    @classmethod
    def around(cls, shown: Sequence[Shade | Outline], top: float) -> _Frame:
        west, south, east, north = shapely.total_bounds([each.shape for each in shown])
        wide, high = max(east - west, _LEAST_EXTENT_M) * 1.12, max(north - south, _LEAST_EXTENT_M) * 1.12
        scale = min(_MAP_WIDTH / wide, _MAP_HEIGHT / high)
        middle_x, middle_y = (west + east) / 2, (south + north) / 2
        return cls(middle_x - _MAP_WIDTH / scale / 2, middle_y + _MAP_HEIGHT / scale / 2, scale, top)

    @property
    def ground(self) -> shapely.Geometry:
        wide, high = _MAP_WIDTH / self.pixels_a_metre, _MAP_HEIGHT / self.pixels_a_metre
        return shapely.box(self.west, self.north - high, self.west + wide, self.north)

    def place(self, x: float, y: float) -> tuple[float, float]:
        return _MARGIN + (x - self.west) * self.pixels_a_metre, self.top + (self.north - y) * self.pixels_a_metre

    def path(self, shape: shapely.Geometry) -> str:
        """Every ring of the part in view as one path, holes left open by the even-odd rule."""
        seen = shapely.intersection(shapely.make_valid(shape), self.ground.buffer(50 / self.pixels_a_metre))
        parts = [part for part in shapely.get_parts(seen) if part.geom_type == "Polygon"]
        rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
        return " ".join(self._ring(ring) for ring in rings)

    def _ring(self, ring: shapely.LinearRing) -> str:
        placed = [self.place(x, y) for x, y in shapely.get_coordinates(ring)[:-1]]
        return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in placed) + "Z"


def _map(frame: _Frame, shades: Sequence[Shade], outlines: Sequence[Outline], chart_id: str) -> Iterator[str]:
    box = {"x": _MARGIN, "y": frame.top, "width": _MAP_WIDTH, "height": _MAP_HEIGHT}
    inside = [element("rect", fill=_GROUND, **box)]
    inside += [
        element("path", d=path, fill=outline.fill)
        for outline in outlines
        if outline.fill != "none" and (path := frame.path(outline.shape))
    ]
    for shade in shades:
        if path := frame.path(shade.shape):
            edge: dict[str, Attribute] = {"stroke": _INK, "stroke_width": 1.4} if shade.is_edged else {}
            if edge and shade.is_dashed:
                edge["stroke_dasharray"] = "5 3"
            inside.append(element("path", d=path, fill=shade.colour, fill_opacity=0.75, fill_rule="evenodd", **edge))
    inside += [
        element("path", d=path, fill="none", stroke=outline.colour, stroke_width=outline.weight)
        for outline in outlines
        if (path := frame.path(outline.shape))
    ]
    inside += _labels(frame, shades, outlines)
    yield element("clipPath", element("rect", **box), id=f"{chart_id}-frame")
    yield element("g", *inside, clip_path=f"url(#{chart_id}-frame)")
    yield element("rect", fill="none", stroke=MID_GREY, stroke_width=1, **box)
    yield from _scale_bar(frame)
    yield from _north(frame)


def _labels(frame: _Frame, shades: Sequence[Shade], outlines: Sequence[Outline]) -> list[str]:
    """Ranks first, since the list speaks of them; then names where they hide nothing."""
    labels = Labels(_MARGIN + 4, frame.top + 4, _MARGIN + _MAP_WIDTH - 4, frame.top + _MAP_HEIGHT - 46)
    for shade in shades:
        if shade.label:
            west, south, east, north = shade.shape.bounds
            x, y = frame.place((west + east) / 2, (south + north) / 2)
            reach = max(east - west, north - south) * frame.pixels_a_metre / 2
            labels.beside(shade.label, x, y, reach, size=15, colour="#0b0c0c", is_bold=True)
    for outline in outlines:
        seen = outline.shape.intersection(frame.ground) if outline.name else None
        if seen is not None and not seen.is_empty:
            point = seen.representative_point()
            labels.on(outline.name, *frame.place(point.x, point.y), size=14, colour=DARK_GREY)
    return labels.drawn


def _scale_bar(frame: _Frame) -> Iterator[str]:
    metres = _round_length(180 / frame.pixels_a_metre)
    long = metres * frame.pixels_a_metre
    x, y = _MARGIN + 16, frame.top + _MAP_HEIGHT - 18
    said = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    yield element("rect", x=x - 8, y=y - 26, width=long + 16, height=36, fill=_PAPER, fill_opacity=0.85)
    yield element(
        "path", d=f"M{x:.1f},{y - 6:.1f}V{y:.1f}H{x + long:.1f}V{y - 6:.1f}", fill="none", stroke=_INK, stroke_width=2
    )
    yield words("text", said, x=x + long / 2, y=y - 9, font_size=14, fill=DARK_GREY, text_anchor="middle")


def _north(frame: _Frame) -> Iterator[str]:
    x, y = _MARGIN + _MAP_WIDTH - 34, frame.top + 18
    yield element("rect", x=x - 18, y=y - 10, width=36, height=62, fill=_PAPER, fill_opacity=0.85)
    yield element("path", d=f"M{x:.1f},{y:.1f}l9,28l-9,-7l-9,7Z", fill=_INK)
    yield words("text", "N", x=x, y=y + 46, font_size=16, font_weight="bold", fill=_INK, text_anchor="middle")


def _round_length(metres: float) -> float:
    """
    >>> _round_length(3700), _round_length(260)
    (2000.0, 200.0)
    """
    magnitude = 10.0 ** int(log10(metres))
    return next(step * magnitude for step in (5, 2, 1) if step * magnitude <= metres)


def _head(said: MapWords) -> Iterator[str]:
    yield words("text", said.title, x=_MARGIN, y=40, font_size=26, font_weight="bold", fill="#0b0c0c")
    for at, line in enumerate(wrapped(said.finding, WIDTH - 2 * _MARGIN, 17)):
        yield words("text", line, x=_MARGIN, y=70 + 24 * at, font_size=17, fill="#0b0c0c")


def _panel(said: MapWords, top: float) -> Iterator[str]:
    y = top + 16
    for entry in said.legend:
        dashes = {"stroke_dasharray": "5 3"} if entry.is_dashed else {}
        yield element("rect", x=_PANEL_X, y=y - 14, width=20, height=18, fill=entry.colour, fill_opacity=0.75,
                      stroke=_INK, stroke_width=1.4, **dashes)  # fmt: skip
        for line in wrapped(entry.label, _PANEL_WIDTH - 32, 15):
            yield words("text", line, x=_PANEL_X + 32, y=y, font_size=15, fill="#0b0c0c")
            y += 20
        y += 6
    if not said.listed:
        return
    y += 18
    yield words("text", said.listed_by, x=_PANEL_X, y=y, font_size=15, font_weight="bold", fill="#0b0c0c")
    for place in said.listed[:_MOST_LISTED]:
        y += 26
        yield words("text", f"{place.number}", x=_PANEL_X + 22, y=y, font_size=15, font_weight="bold",
                    fill="#0b0c0c", text_anchor="end")  # fmt: skip
        first, *more = wrapped(place.name, _PANEL_WIDTH - 100, 15)
        yield words("text", first, x=_PANEL_X + 34, y=y, font_size=15, fill="#0b0c0c")
        yield words("text", place.told, x=_PANEL_X + _PANEL_WIDTH, y=y, font_size=15, fill="#0b0c0c", text_anchor="end")
        for line in more:
            y += 18
            yield words("text", line, x=_PANEL_X + 34, y=y, font_size=15, fill="#0b0c0c")
    if len(said.listed) > _MOST_LISTED:
        yield words("text", f"and {len(said.listed) - _MOST_LISTED:,} more in the list", x=_PANEL_X + 34, y=y + 26,
                    font_size=15, fill=DARK_GREY)  # fmt: skip


def _source(said: MapWords) -> str:
    return (
        f"{said.source} Drawn on {said.drawn_on.day} {said.drawn_on:%B %Y}. Contains National Statistics and OS data."
    )
