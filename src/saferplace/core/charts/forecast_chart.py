"""Counts by month with the levels they kept, and the months to come with their ranges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from saferplace.analysis.months import Month, Period, runs
from saferplace.core.charts.palette import DARK_BLUE, DARK_GREY, DARK_PINK, PALE_GREY, TURQUOISE
from saferplace.core.charts.scales import Scale, labelled_months, ticks_from_zero
from saferplace.core.charts.svg import accessible, element, words

_WIDTH, _HEIGHT = 840.0, 400.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 58.0, 20.0, 44.0, 92.0
_TEXT = 15
_WIDE, _NARROW = "#BFE3E0", "#7CC9C1"  # of a range that holds 19 in 20 and 4 in 5; a dark line edges both


@dataclass(frozen=True)
class Ahead:
    """A month to come: what to expect, and the ends of the two ranges."""

    month: Month
    mean: float
    lower_80: float
    upper_80: float
    lower_95: float
    upper_95: float


@dataclass(frozen=True)
class Kept:
    """A level and the months in which it was kept."""

    period: Period
    mean: float


@dataclass(frozen=True)
class _Frame:
    x: Scale
    y: Scale
    first: Month
    ticks: list[float]

    def at(self, month: Month) -> float:
        return self.x(month - self.first)

    @property
    def half(self) -> float:
        return (self.x(1) - self.x(0)) / 2


def forecast_chart(
    counts: Sequence[tuple[Month, float | None]],
    levels: Sequence[Kept],
    ahead: Sequence[Ahead],
    *,
    chart_id: str,
    title: str,
    description: str,
    axis_name: str,
) -> str:
    """Draw as one ``svg`` element (text; escaped). counts: every month in order; None breaks the line and is hatched.

    title: the finding. The value axis begins at zero. Blank without counts.
    """
    if not counts:
        return ""
    frame = _frame(counts, ahead)
    drawn = [
        *_hatch(chart_id),
        *_grid(frame, axis_name),
        *_month_names(frame, [month for month, _ in counts] + [one.month for one in ahead]),
        *_gaps(frame, counts, chart_id),
        *_ranges(frame, ahead),
        *_levels(frame, levels, counts),
        *_line(frame, counts),
        *_key(chart_id, has_gaps=any(n is None for _, n in counts), has_levels=bool(levels), has_ahead=bool(ahead)),
    ]
    return accessible(
        *drawn,
        chart_id=chart_id,
        title=title,
        description=description,
        width=_WIDTH,
        height=_HEIGHT,
        css_class="chart chart--forecast",
    )


def _frame(counts: Sequence[tuple[Month, float | None]], ahead: Sequence[Ahead]) -> _Frame:
    highest = max([n for _, n in counts if n is not None] + [one.upper_95 for one in ahead] + [1])
    ticks = ticks_from_zero(highest)
    last = ahead[-1].month if ahead else counts[-1][0]
    months = max(last - counts[0][0], 1)
    x = Scale(-0.5, months + 0.5, _LEFT, _WIDTH - _RIGHT)
    return _Frame(x, Scale(0, ticks[-1], _HEIGHT - _BOTTOM, _TOP), counts[0][0], ticks)


def _hatch(chart_id: str) -> Iterator[str]:
    stroke = element("path", d="M0 8 L8 0", stroke="#B1B4B6", stroke_width=1)
    yield element(
        "defs",
        element("pattern", stroke, id=f"{chart_id}-hatch", width=8, height=8, patternUnits="userSpaceOnUse"),
    )


def _grid(frame: _Frame, axis_name: str) -> Iterator[str]:
    yield words("text", axis_name, x=4, y=_TOP - 22, font_size=_TEXT, fill=DARK_GREY)
    for tick in frame.ticks:
        y = frame.y(tick)
        yield element("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y, y2=y, stroke=PALE_GREY, stroke_width=1)
        said = f"{tick:,.0f}"
        yield words("text", said, x=_LEFT - 8, y=y + 5, font_size=_TEXT, fill=DARK_GREY, text_anchor="end")


def _month_names(frame: _Frame, months: Sequence[Month]) -> Iterator[str]:
    base = _HEIGHT - _BOTTOM
    every = Period(months[0], months[-1]).months()
    for month in labelled_months(every, at_most=9):
        x = frame.at(month)
        yield element("line", x1=x, x2=x, y1=base, y2=base + 5, stroke=DARK_GREY, stroke_width=1)
        said = month.first_day.strftime("%b %Y")
        yield words("text", said, x=x, y=base + 22, font_size=_TEXT, fill=DARK_GREY, text_anchor="middle")


def _gaps(frame: _Frame, counts: Sequence[tuple[Month, float | None]], chart_id: str) -> Iterator[str]:
    for is_gap, run in groupby(counts, key=lambda one: one[1] is None):
        if is_gap:
            months = [month for month, _ in run]
            left, right = frame.at(months[0]) - frame.half, frame.at(months[-1]) + frame.half
            height = _HEIGHT - _BOTTOM - _TOP
            yield element(
                "rect", x=left, y=_TOP, width=right - left, height=height, fill=f"url(#{chart_id}-hatch)", stroke="none"
            )


def _ranges(frame: _Frame, ahead: Sequence[Ahead]) -> Iterator[str]:
    for one in ahead:
        left, width = frame.at(one.month) - frame.half * 0.8, frame.half * 1.6
        for lower, upper, fill in (
            (one.lower_95, one.upper_95, _WIDE),
            (one.lower_80, one.upper_80, _NARROW),
        ):
            top, height = frame.y(upper), frame.y(lower) - frame.y(upper)
            yield element(
                "rect", x=left, y=top, width=width, height=height, fill=fill, stroke=TURQUOISE, stroke_width=1
            )
        y = frame.y(one.mean)
        yield element("line", x1=left, x2=left + width, y1=y, y2=y, stroke=DARK_GREY, stroke_width=2.5)


def _levels(frame: _Frame, levels: Sequence[Kept], counts: Sequence[tuple[Month, float | None]]) -> Iterator[str]:
    """Over the months that have a count: a level that was not seen in a gap is not drawn through it."""
    for level in levels:
        for run in runs(month for month, n in counts if n is not None and month in level.period):
            left, right = frame.at(run.first) - frame.half, frame.at(run.last) + frame.half
            y = frame.y(level.mean)
            yield element(
                "line", x1=left, x2=right, y1=y, y2=y, stroke=DARK_PINK, stroke_width=2, stroke_dasharray="6 4"
            )


def _line(frame: _Frame, counts: Sequence[tuple[Month, float | None]]) -> Iterator[str]:
    for is_gap, run in groupby(counts, key=lambda one: one[1] is None):
        if is_gap:
            continue
        places = [(frame.at(month), frame.y(n)) for month, n in run if n is not None]
        said = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        yield element("polyline", points=said, fill="none", stroke=DARK_BLUE, stroke_width=2)
        for x, y in places:
            yield element("circle", cx=x, cy=y, r=3, fill=DARK_BLUE)


def _key(chart_id: str, *, has_gaps: bool, has_levels: bool, has_ahead: bool) -> Iterator[str]:
    y, x = _HEIGHT - 34, _LEFT
    entries = [(element("circle", cx=8, cy=0, r=4, fill=DARK_BLUE), "Month", True)]
    dashed = element("line", x1=0, x2=18, y1=0, y2=0, stroke=DARK_PINK, stroke_width=2, stroke_dasharray="6 4")
    mean = element("line", x1=0, x2=18, y1=0, y2=0, stroke=DARK_GREY, stroke_width=2.5)
    entries += [
        (dashed, "Lasting level", has_levels),
        (mean, "Expected", has_ahead),
        (_patch(_NARROW, TURQUOISE), "4 in 5", has_ahead),
        (_patch(_WIDE, TURQUOISE), "19 in 20", has_ahead),
        (_patch(f"url(#{chart_id}-hatch)", DARK_GREY), "No figures", has_gaps),
    ]
    for symbol, said, is_shown in entries:
        if is_shown:
            yield element("g", symbol, transform=f"translate({x:.0f} {y:.0f})")
            yield words("text", said, x=x + 26, y=y + 5, font_size=14, fill=DARK_GREY)
            x += 26 + len(said) * 7.2 + 24


def _patch(fill: str, stroke: str) -> str:
    return element("rect", x=0, y=-7, width=18, height=14, fill=fill, stroke=stroke)
