"""Horizontal bars from zero, each with its words, its number and, where there is one, its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saferplace.core.charts.palette import DARK_BLUE, DARK_GREY, DARK_PINK, PALE_GREY
from saferplace.core.charts.scales import Scale, ticks_from_zero
from saferplace.core.charts.svg import accessible, element, words

_WIDTH, _LEFT, _RIGHT, _TOP, _BOTTOM = 840.0, 290.0, 110.0, 12.0, 34.0
_ROW, _THICK, _TEXT = 30.0, 16.0, 15
_LONGEST_LABEL = 40


@dataclass(frozen=True)
class Bar:
    """written: the number as it stands beside the bar. lower, upper: of its interval, on the same scale."""

    label: str
    value: float
    written: str
    lower: float | None = None
    upper: float | None = None


def bars_chart(bars: Sequence[Bar], *, chart_id: str, title: str, description: str, unit: str = "") -> str:
    """Draw as one ``svg`` element (text; escaped). title: the finding. unit: written after the numbers of the axis.

    An interval is a dark line with ends over its bar. Blank without bars.
    """
    if not bars:
        return ""
    height = _TOP + _ROW * len(bars) + _BOTTOM
    highest = max(max(bar.value, bar.upper or 0) for bar in bars)
    ticks = ticks_from_zero(highest)
    x = Scale(0, ticks[-1], _LEFT, _WIDTH - _RIGHT)
    base = height - _BOTTOM
    drawn = []
    for tick in ticks:
        drawn.append(element("line", x1=x(tick), x2=x(tick), y1=_TOP, y2=base, stroke=PALE_GREY, stroke_width=1))
        said = f"{tick:,.0f}{unit}"
        drawn.append(words("text", said, x=x(tick), y=base + 20, font_size=_TEXT, fill=DARK_GREY, text_anchor="middle"))
    for place, bar in enumerate(bars):
        drawn += _one(bar, x, _TOP + _ROW * place + _ROW / 2)
    return accessible(
        *drawn,
        chart_id=chart_id,
        title=title,
        description=description,
        width=_WIDTH,
        height=height,
        css_class="chart chart--bars",
    )


def _one(bar: Bar, x: Scale, middle: float) -> list[str]:
    label = bar.label if len(bar.label) <= _LONGEST_LABEL else bar.label[: _LONGEST_LABEL - 1] + "…"
    drawn = [
        words("text", label, x=_LEFT - 10, y=middle + 5, font_size=_TEXT, fill=DARK_GREY, text_anchor="end"),
        element("rect", x=_LEFT, y=middle - _THICK / 2, width=x(bar.value) - _LEFT, height=_THICK, fill=DARK_BLUE),
    ]
    end = x(bar.value)
    if bar.lower is not None and bar.upper is not None:
        low, end = x(bar.lower), max(end, x(bar.upper))
        high = x(bar.upper)
        drawn.append(element("line", x1=low, x2=high, y1=middle, y2=middle, stroke=DARK_PINK, stroke_width=2.5))
        drawn += [
            element("line", x1=at, x2=at, y1=middle - 6, y2=middle + 6, stroke=DARK_PINK, stroke_width=2.5)
            for at in (low, high)
        ]
    drawn.append(words("text", bar.written, x=end + 8, y=middle + 5, font_size=_TEXT, fill=DARK_GREY))
    return drawn
