"""Colours of the Government Analysis Function for charts, and the shape that goes with each kind of point."""

from __future__ import annotations

from saferplace.analysis.xmr import Kind
from saferplace.core.charts.svg import Attribute, element

DARK_BLUE = "#12436D"
TURQUOISE = "#28A197"
DARK_PINK = "#801650"
ORANGE = "#F46A25"
DARK_GREY = "#3D3D3D"
MID_GREY = "#6B7276"  # 4.9:1 on white: for limits and axis words
PALE_GREY = "#E4E6E8"

_COLOUR = {
    Kind.COMMON: DARK_BLUE,
    Kind.IMPROVEMENT: TURQUOISE,
    Kind.CONCERN: ORANGE,
    Kind.NEUTRAL: DARK_PINK,
    Kind.NOT_JUDGED: DARK_GREY,
}


def marker(kind: Kind, x: float, y: float, *, is_hollow: bool, size: float = 5.0) -> str:
    """Circle for usual, square for improvement, diamond for concern, triangle for unusual without a good way.

    is_hollow: the source says that the figure may change, or is incomplete.
    """
    colour = _COLOUR[kind]
    ink: dict[str, Attribute] = {"fill": "#FFFFFF" if is_hollow else colour, "stroke_width": 2 if is_hollow else 1.5}
    # A dark outline keeps the lighter fills at 3:1 against white, and tells shapes apart in black and white.
    ink["stroke"] = colour if is_hollow and kind in (Kind.COMMON, Kind.NOT_JUDGED) else DARK_GREY
    if kind is Kind.IMPROVEMENT:
        return element("rect", x=x - size, y=y - size, width=2 * size, height=2 * size, **ink)
    if kind is Kind.CONCERN:
        reach = size * 1.5
        return _polygon([(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)], ink)
    if kind is Kind.NEUTRAL:
        reach = size * 1.4
        return _polygon([(x, y - reach), (x + reach, y + size), (x - reach, y + size)], ink)
    ink["stroke"] = colour
    return element("circle", cx=x, cy=y, r=size * 0.9, **ink)


def _polygon(corners: list[tuple[float, float]], ink: dict[str, Attribute]) -> str:
    return element("polygon", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in corners), **ink)
