"""A Lorenz curve: how much of everything happened in how small a part of the places."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString

from saferplace.analysis.concentration import Lorenz
from saferplace.core.charts.palette import DARK_BLUE, DARK_GREY, DARK_PINK, MID_GREY, PALE_GREY
from saferplace.core.charts.scales import Scale
from saferplace.core.charts.svg import Attribute, accessible, element, words

_WIDTH, _HEIGHT = 760.0, 520.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 70.0, 24.0, 16.0, 58.0
_TEXT = 15
_QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
_HALF = 0.5
_MOST_CORNERS = 300


def lorenz_chart(
    curve: Lorenz,
    by_chance: Lorenz,
    *,
    half_at: float,
    chart_id: str,
    title: str,
    description: str,
    places: str,
    events: str,
) -> SafeString:
    """Draw as one ``svg`` element. title: the finding. places, events: what the axes count, such as 'map points'.

    half_at: share of places that hold half of the events; it is marked. The dashed line is what chance makes.
    """
    x, y = Scale(0, 1, _LEFT, _WIDTH - _RIGHT), Scale(0, 1, _HEIGHT - _BOTTOM, _TOP)
    drawn = [*_axes(x, y, places, events)]
    drawn.append(_line(by_chance, x, y, stroke=MID_GREY, stroke_width=2.5, stroke_dasharray="7 5"))
    drawn.append(_line(curve, x, y, stroke=DARK_BLUE, stroke_width=3.5))
    drawn += _half(x, y, half_at, places)
    drawn += _key(x(0.52), y(0.16), events)
    return accessible(
        *drawn,
        chart_id=chart_id,
        title=title,
        description=description,
        width=_WIDTH,
        height=_HEIGHT,
        css_class="chart chart--lorenz",
    )


def _axes(x: Scale, y: Scale, places: str, events: str) -> Sequence[str]:
    drawn = []
    for share in _QUARTERS:
        said = f"{share:.0%}"
        drawn.append(element("line", x1=x(0), x2=x(1), y1=y(share), y2=y(share), stroke=PALE_GREY, stroke_width=1))
        drawn.append(element("line", x1=x(share), x2=x(share), y1=y(0), y2=y(1), stroke=PALE_GREY, stroke_width=1))
        drawn.append(_text(said, x=x(0) - 8, y=y(share) + 5, text_anchor="end"))
        drawn.append(_text(said, x=x(share), y=y(0) + 22, text_anchor="middle"))
    drawn.append(
        _text(f"Share of {places}, those with most first", x=(x(0) + x(1)) / 2, y=y(0) + 46, text_anchor="middle")
    )
    middle = (y(0) + y(1)) / 2
    turned = f"rotate(-90 16 {middle:.1f})"
    drawn.append(_text(f"Share of {events}", x=16, y=middle, text_anchor="middle", transform=turned))
    return drawn


def _half(x: Scale, y: Scale, half_at: float, places: str) -> Sequence[str]:
    # The words stand over the dashed line.
    halo: dict[str, Attribute] = {"stroke": "#FFFFFF", "stroke_width": 5, "paint_order": "stroke"}
    line: dict[str, Attribute] = {"stroke": DARK_PINK, "stroke_width": 2.0, "stroke_dasharray": "2 3"}
    return [
        element("line", x1=x(0), x2=x(half_at), y1=y(_HALF), y2=y(_HALF), **line),
        element("line", x1=x(half_at), x2=x(half_at), y1=y(_HALF), y2=y(0), **line),
        element("circle", cx=x(half_at), cy=y(_HALF), r=6, fill=DARK_PINK),
        _text(f"Half, at {half_at:.1%} of {places}", x=x(half_at) + 14, y=y(_HALF) + 5, font_weight="bold", **halo),
    ]


def _key(left: float, top: float, events: str) -> Sequence[str]:
    below = top + 26
    dashed: dict[str, Attribute] = {"stroke": MID_GREY, "stroke_width": 2.5, "stroke_dasharray": "7 5"}
    return [
        element("line", x1=left, x2=left + 34, y1=top, y2=top, stroke=DARK_BLUE, stroke_width=3.5),
        _text("As it was", x=left + 44, y=top + 5),
        element("line", x1=left, x2=left + 34, y1=below, y2=below, **dashed),
        _text(f"The same {events}, spread at random", x=left + 44, y=below + 5),
    ]


def _line(curve: Lorenz, x: Scale, y: Scale, **ink: Attribute) -> str:
    corners = list(zip(curve.share_of_places, curve.share_of_events, strict=True))
    every = max(1, len(corners) // _MOST_CORNERS)
    kept = [*corners[::every], corners[-1]]
    points = " ".join(f"{x(float(place)):.1f},{y(float(event)):.1f}" for place, event in kept)
    return element("polyline", points=points, fill="none", **ink)


def _text(said: str, **attributes: Attribute) -> str:
    return words("text", said, font_size=_TEXT, fill=DARK_GREY, **attributes)
