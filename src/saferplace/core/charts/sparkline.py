"""A small line for a table row: the shape of the last months, its usual range, and the newest point by its shape."""

from __future__ import annotations

from itertools import groupby

from saferplace.analysis.xmr import Xmr
from saferplace.core.charts.palette import DARK_BLUE, MID_GREY, PALE_GREY, marker
from saferplace.core.charts.scales import Scale
from saferplace.core.charts.svg import accessible, element

_WIDTH, _HEIGHT, _MARGIN = 180.0, 56.0, 8.0


def sparkline(chart: Xmr, *, chart_id: str, title: str, description: str, points: int = 24) -> str:
    """Draw the last ``points`` points from zero. The pale band is the usual range; gaps stay open."""
    shown = chart.points[-points:]
    values = [p.value for p in shown if p.value is not None]
    if not values:
        return ""
    newest = chart.newest_segment
    limits = newest.limits if newest else None
    x = Scale(0, max(len(shown) - 1, 1), _MARGIN, _WIDTH - _MARGIN)
    y = Scale(0, max([*values, limits.upper if limits else 0]) or 1, _HEIGHT - _MARGIN, _MARGIN)
    drawn = []
    if limits and newest:
        start = max(0, next((i for i, p in enumerate(shown) if p.month >= newest.period.first), 0))
        top, base = y(limits.upper), y(limits.lower)
        drawn.append(
            element("rect", x=x(start), y=top, width=x(len(shown) - 1) - x(start), height=base - top, fill=PALE_GREY)
        )
    drawn.append(element("line", x1=_MARGIN, x2=_WIDTH - _MARGIN, y1=y(0), y2=y(0), stroke=MID_GREY, stroke_width=1))
    places = [(x(i), p) for i, p in enumerate(shown)]
    for is_joined, run in groupby(places, key=lambda place: place[1].value is not None and place[1].missing is None):
        corners = [f"{left:.1f},{y(p.value):.1f}" for left, p in run if p.value is not None]
        if is_joined and len(corners) > 1:
            drawn.append(
                element("polyline", points=" ".join(corners), fill="none", stroke=DARK_BLUE, stroke_width=1.75)
            )
        elif is_joined:
            alone_x, alone_y = corners[0].split(",")
            drawn.append(element("circle", cx=alone_x, cy=alone_y, r=1.75, fill=DARK_BLUE))
    end, last = next((left, p) for left, p in reversed(places) if p.value is not None)
    is_hollow = last.is_provisional or last.missing is not None
    drawn.append(marker(last.kind, end, y(last.value or 0), is_hollow=is_hollow, size=4))
    return accessible(
        *drawn,
        chart_id=chart_id,
        title=title,
        description=description,
        width=_WIDTH,
        height=_HEIGHT,
        css_class="chart chart--sparkline",
    )
