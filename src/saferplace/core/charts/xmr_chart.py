"""The control chart of a measure: line, points by shape, limits, target, gaps and breaks, with a key in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from saferplace.analysis.missing import Missing
from saferplace.analysis.months import Month, Period
from saferplace.analysis.xmr import Kind, Point, Segment, Xmr
from saferplace.core.charts.key import key
from saferplace.core.charts.palette import DARK_BLUE, DARK_GREY, DARK_PINK, MID_GREY, PALE_GREY, marker
from saferplace.core.charts.scales import Scale, labelled_months, ticks_from_zero
from saferplace.core.charts.svg import Attribute, accessible, element, words

_WIDTH, _HEIGHT = 840.0, 430.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 58.0, 128.0, 44.0, 96.0
_TEXT = 15
_LINE_OF_TEXT = 18.0
_YEAR = 12


@dataclass(frozen=True)
class _Frame:
    """Where things stand: the drawing area and how months and values map to it."""

    chart: Xmr
    x_of_ordinal: Scale
    y: Scale
    ticks: list[float]
    decimals: int
    unit: str

    def x(self, month: Month) -> float:
        return self.x_of_ordinal((month - self.chart.points[0].month) / self.chart.months_apart)

    @property
    def half_step(self) -> float:
        return (self.x_of_ordinal(1) - self.x_of_ordinal(0)) / 2

    def said(self, value: float) -> str:
        return f"{value:,.{self.decimals}f}{self.unit}"


def xmr_chart(
    chart: Xmr, *, chart_id: str, title: str, description: str, axis_name: str, decimals: int = 0, unit: str = ""
) -> str:
    """Draw a chart as one ``svg`` element (text; escaped, safe to put in a page).

    chart_id: unique on the page; ids inside begin with it. title: the finding. description: the chart in words.
    axis_name: what is counted, for example ``Crimes a month``. decimals, unit: how numbers are written.
    The value axis begins at zero. Months without a figure leave the line broken and are hatched.
    """
    if not chart.points:
        return ""
    frame = _frame(chart, decimals, unit)
    drawn = [
        _hatch(chart_id),
        *_grid(frame, axis_name),
        *_months(frame),
        *_shaded(frame, chart_id),
        *_limit_lines(frame),
        *_target(frame),
        *_rebases(frame),
        *_line(frame),
        *(_marked(frame, point) for point in chart.points if point.value is not None),
        *_end_labels(frame),
        *key(chart, x=_LEFT, y=_HEIGHT - 34, width=_WIDTH - _LEFT - 10, hatch=f"url(#{chart_id}-hatch)"),
    ]
    return accessible(
        *drawn,
        chart_id=chart_id,
        title=title,
        description=description,
        width=_WIDTH,
        height=_HEIGHT,
        css_class="chart chart--xmr",
    )


def _frame(chart: Xmr, decimals: int, unit: str) -> _Frame:
    reach = [p.value for p in chart.points if p.value is not None]
    reach += [s.limits.upper for s in chart.segments if s.limits]
    reach += [] if chart.target is None else [chart.target]
    ticks = ticks_from_zero(max(reach, default=1), whole=decimals == 0)
    last = max(len(chart.points) - 1, 1)
    return _Frame(
        chart,
        Scale(-0.5, last + 0.5, _LEFT, _WIDTH - _RIGHT),
        Scale(0, ticks[-1], _HEIGHT - _BOTTOM, _TOP),
        ticks,
        decimals,
        unit,
    )


def _hatch(chart_id: str) -> str:
    stripe = element("path", d="M0 8 L8 0", stroke="#C3C7CA", stroke_width=1)
    pattern = element("pattern", stripe, id=f"{chart_id}-hatch", width=8, height=8, patternUnits="userSpaceOnUse")
    return element("defs", pattern)


def _grid(frame: _Frame, axis_name: str) -> Iterator[str]:
    yield words("text", axis_name, x=8, y=20, font_size=_TEXT, fill=DARK_GREY)
    for tick in frame.ticks:
        y = frame.y(tick)
        is_base = tick == 0
        ink = {"stroke": DARK_GREY if is_base else PALE_GREY, "stroke_width": 1.5 if is_base else 1}
        yield element("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y, y2=y, **ink)
        decimals = 0 if all(t == int(t) for t in frame.ticks) else 1
        said = f"{tick:,.{decimals}f}{frame.unit}"
        yield words("text", said, x=_LEFT - 8, y=y + 5, font_size=_TEXT, fill=DARK_GREY, text_anchor="end")


def _months(frame: _Frame) -> Iterator[str]:
    base = frame.y(0)
    shown = labelled_months([p.month for p in frame.chart.points])
    for i, month in enumerate(shown):
        x = frame.x(month)
        yield element("line", x1=x, x2=x, y1=base, y2=base + 6, stroke=DARK_GREY)
        ink: dict[str, Attribute] = {"x": x, "font_size": _TEXT, "fill": DARK_GREY, "text_anchor": "middle"}
        if frame.chart.months_apart < _YEAR or month.number != 1:
            yield words("text", f"{month.first_day:%b}", y=base + 22, **ink)
        if i == 0 or month.year != shown[i - 1].year:
            yield words("text", str(month.year), y=base + 22 + _LINE_OF_TEXT, font_weight="bold", **ink)


def _shaded(frame: _Frame, chart_id: str) -> Iterator[str]:
    for is_absent, run in groupby(frame.chart.points, key=lambda p: p.value is None):
        if is_absent:
            yield from _band(frame, _span(list(run)), "No figures", f"url(#{chart_id}-hatch)")
    shown = Period(frame.chart.points[0].month, frame.chart.points[-1].month)
    for not_comparable in frame.chart.breaks:
        first = max(not_comparable.period.first, shown.first)
        last = min(not_comparable.period.last, shown.last)
        if first <= last:
            yield from _band(frame, Period(first, last), not_comparable.reason, PALE_GREY)


def _span(run: list[Point]) -> Period:
    return Period(run[0].month, run[-1].month)


def _band(frame: _Frame, period: Period, said: str, fill: str) -> Iterator[str]:
    left, right = frame.x(period.first) - frame.half_step, frame.x(period.last) + frame.half_step
    box = element("rect", x=left, y=_TOP, width=right - left, height=frame.y(0) - _TOP, fill=fill, fill_opacity=0.6)
    yield element("g", words("title", f"{said}: {period.in_words()}"), box)
    room = int((right - left) / 7.2)  # letters of this size are about 7 units wide
    if room >= 6:
        short = said if len(said) <= room else f"{said[: room - 1].rstrip()}…"
        yield words(
            "text",
            short,
            x=(left + right) / 2,
            y=frame.y(0) - 10,  # at the foot, where points seldom are
            font_size=_TEXT - 1,
            fill=DARK_GREY,
            text_anchor="middle",
            stroke="#FFFFFF",
            stroke_width=4,
            paint_order="stroke",
        )


def _limit_lines(frame: _Frame) -> Iterator[str]:
    for segment in frame.chart.segments:
        if segment.limits is None:
            continue
        dash = "2 4" if segment.is_trial else "8 4"
        yield _level(frame, segment, segment.limits.mean, stroke=DARK_GREY, stroke_width=1.5)
        for limit in (segment.limits.lower, segment.limits.upper):
            yield _level(frame, segment, limit, stroke=MID_GREY, stroke_width=1.5, stroke_dasharray=dash)


def _level(frame: _Frame, segment: Segment, value: float, **ink: str | float) -> str:
    left, right = frame.x(segment.period.first) - frame.half_step, frame.x(segment.period.last) + frame.half_step
    return element("line", x1=left, x2=right, y1=frame.y(value), y2=frame.y(value), **ink)


def _target(frame: _Frame) -> Iterator[str]:
    if frame.chart.target is not None:
        y = frame.y(frame.chart.target)
        yield element(
            "line",
            x1=_LEFT,
            x2=_WIDTH - _RIGHT,
            y1=y,
            y2=y,
            stroke=DARK_PINK,
            stroke_width=2,
            stroke_dasharray="12 4 2 4",
        )


def _rebases(frame: _Frame) -> Iterator[str]:
    for segment in frame.chart.segments:
        if segment.reason:
            x = frame.x(segment.period.first) - frame.half_step
            line = element("line", x1=x, x2=x, y1=_TOP - 8, y2=frame.y(0), stroke=DARK_GREY, stroke_dasharray="3 3")
            yield element("g", words("title", f"New limits: {segment.reason}"), line)
            yield words("text", "New limits", x=x + 4, y=_TOP - 6, font_size=_TEXT - 1, fill=DARK_GREY)


def _line(frame: _Frame) -> Iterator[str]:
    """One stroke through each run of comparable months; it never crosses a gap or touches a doubtful month."""
    for is_joined, run in groupby(frame.chart.points, key=lambda p: p.value is not None and p.missing is None):
        points = [f"{frame.x(p.month):.1f},{frame.y(p.value):.1f}" for p in run if p.value is not None]
        if is_joined and len(points) > 1:
            yield element("polyline", points=" ".join(points), fill="none", stroke=DARK_BLUE, stroke_width=2)


def _marked(frame: _Frame, point: Point) -> str:
    value = point.value or 0.0
    is_hollow = point.is_provisional or point.kind is Kind.NOT_JUDGED
    drawn = marker(point.kind, frame.x(point.month), frame.y(value), is_hollow=is_hollow)
    when = frame.chart.period_of(point.month).in_words()
    said = f"{when}: {frame.said(value)}, {point.kind}"
    if point.missing is Missing.DOUBTFUL:
        said = f"{when}: {frame.said(value)} as printed, {Missing.DOUBTFUL.in_words}"
    if point.is_provisional:
        said += ", provisional"
    return element("g", words("title", said), drawn)


def _end_labels(frame: _Frame) -> Iterator[str]:
    """Names of the lines at their right end, pushed apart where they would touch."""
    newest, wanted = frame.chart.newest_segment, []
    if newest and newest.limits:
        trial = "Trial upper" if newest.is_trial else "Upper limit"
        low = "Trial lower" if newest.is_trial else "Lower limit"
        wanted += [
            (newest.limits.upper, trial, MID_GREY),
            (newest.limits.mean, "Average", DARK_GREY),
            (newest.limits.lower, low, MID_GREY),
        ]
    if frame.chart.target is not None:
        wanted.append((frame.chart.target, "Target", DARK_PINK))
    lowest_free = _TOP - _LINE_OF_TEXT
    for value, name, colour in sorted(wanted, reverse=True):
        y = max(frame.y(value) + 5, lowest_free + _LINE_OF_TEXT)
        lowest_free = y
        said = f"{name} {frame.said(value)}"
        yield words("text", said, x=_WIDTH - _RIGHT + 6, y=y, font_size=_TEXT - 1, fill=colour)
