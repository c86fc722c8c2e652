"""Two series of months on one axis, told apart by dash and mark, with an upright line where something began."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from saferplace.analysis.months import Month
from saferplace.core.charts.palette import DARK_BLUE, DARK_GREY, ORANGE, PALE_GREY
from saferplace.core.charts.scales import Scale, labelled_months, ticks_from_zero
from saferplace.core.charts.svg import Attribute, accessible, element, words

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM, _TEXT = 840.0, 360.0, 54.0, 34.0, 30.0, 74.0, 15


@dataclass(frozen=True)
class Line:
    """values: of the months that are held; a month without one leaves the line broken."""

    label: str
    values: Mapping[Month, float]


def two_lines_chart(
    months: Sequence[Month], first: Line, second: Line, *, start: Month, chart_id: str, title: str, description: str
) -> str:
    """Draw as one ``svg`` element (text; escaped). The first line is drawn with dots, the second dashed with squares.

    The axis of values begins at zero. Blank where no month has a value.
    """
    shown = [line.values[month] for line in (first, second) for month in months if month in line.values]
    if not shown:
        return ""
    base = _HEIGHT - _BOTTOM
    ticks = ticks_from_zero(max(shown))
    across = Scale(0, max(len(months) - 1, 1), _LEFT + 10, _WIDTH - _RIGHT - 10)
    up = Scale(0, ticks[-1], base, _TOP)
    place = {month: across(number) for number, month in enumerate(months)}
    drawn = [*_axes(ticks, up, place, base)]
    if start in place:
        at = place[start] - (across(1) - across(0)) / 2
        drawn.append(element("line", x1=at, x2=at, y1=_TOP - 8, y2=base, stroke=DARK_GREY, stroke_width=2))
        is_late = at > _WIDTH * 0.7
        drawn.append(
            words(
                "text", "Work began", x=at + (-6 if is_late else 6), y=_TOP - 8, font_size=_TEXT, fill=DARK_GREY,
                text_anchor="end" if is_late else "start",
            )
        )  # fmt: skip
    looks: list[tuple[Line, str, str]] = [(second, ORANGE, "6 4"), (first, DARK_BLUE, "")]
    for line, colour, dash in looks:
        drawn += _line(line, months, place, up, colour, dash)
    drawn += _key(first.label, DARK_BLUE, "", _LEFT)
    drawn += _key(second.label, ORANGE, "6 4", _LEFT + 300)
    return accessible(
        *drawn,
        chart_id=chart_id,
        title=title,
        description=description,
        width=_WIDTH,
        height=_HEIGHT,
        css_class="chart chart--lines",
    )


def _axes(ticks: list[float], up: Scale, place: Mapping[Month, float], base: float) -> Iterator[str]:
    for tick in ticks:
        yield element("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=up(tick), y2=up(tick), stroke=PALE_GREY, stroke_width=1)
        yield words(
            "text", f"{tick:,.0f}", x=_LEFT - 8, y=up(tick) + 5, font_size=_TEXT, fill=DARK_GREY, text_anchor="end"
        )
    for month in labelled_months(list(place), at_most=8):
        said = f"{month.first_day:%b %Y}"
        yield words("text", said, x=place[month], y=base + 20, font_size=_TEXT, fill=DARK_GREY, text_anchor="middle")


def _line(
    line: Line, months: Sequence[Month], place: Mapping[Month, float], up: Scale, colour: str, dash: str
) -> Iterator[str]:
    ink: dict[str, Attribute] = {"stroke": colour, "stroke_width": 2.5, "fill": "none"}
    if dash:
        ink["stroke_dasharray"] = dash
    for is_held, run in groupby(months, key=lambda month: month in line.values):
        if is_held:
            points = [(place[month], up(line.values[month])) for month in run]
            yield element("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points), **ink)
            for x, y in points:
                yield _mark(x, y, colour, is_square=bool(dash))


def _mark(x: float, y: float, colour: str, *, is_square: bool) -> str:
    if is_square:
        return element("rect", x=x - 4, y=y - 4, width=8, height=8, fill=colour, stroke=DARK_GREY, stroke_width=1)
    return element("circle", cx=x, cy=y, r=4.5, fill=colour)


def _key(label: str, colour: str, dash: str, x: float) -> list[str]:
    y = _HEIGHT - 16
    ink: dict[str, Attribute] = {"stroke": colour, "stroke_width": 2.5}
    if dash:
        ink["stroke_dasharray"] = dash
    return [
        element("line", x1=x, x2=x + 34, y1=y, y2=y, **ink),
        _mark(x + 17, y, colour, is_square=bool(dash)),
        words("text", label, x=x + 42, y=y + 5, font_size=_TEXT, fill=DARK_GREY),
    ]
