"""Dots with their intervals, a row each: how many times as many as before, or as is usual."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, log2

from saferplace.analysis.xmr import Kind
from saferplace.core.charts.palette import DARK_GREY, MID_GREY, PALE_GREY, marker
from saferplace.core.charts.scales import Scale
from saferplace.core.charts.svg import accessible, element, words

_WIDTH, _LEFT, _RIGHT, _TOP = 840.0, 330.0, 165.0, 12.0
_ROW, _TEXT, _KEY, _AXIS = 28.0, 15, 28.0, 32.0
_LONGEST_LABEL = 41
_FURTHEST = 8.0  # times as many: further out an arrow says that it goes on
_TIMES = {1 / 8: "an eighth", 1 / 4: "a quarter", 1 / 2: "half", 2: "twice", 4: "4 times", 8: "8 times"}
_FINE_TIMES = {0.5: "half", 0.75: "¾", 1.5: "1½ times", 2: "twice"}


@dataclass(frozen=True)
class Dot:
    """value, lower, upper: times as many (1 is the same). written: what stands at the end of the row.

    value is None where there is none; ``inf`` is an end that there is not.
    """

    label: str
    value: float | None
    lower: float
    upper: float
    written: str
    kind: Kind


@dataclass(frozen=True)
class _Across:
    """Times as many to the place across the drawing: half and twice are as far from 1. What is further stays inside."""

    reach: float

    def __call__(self, times: float) -> float:
        far = log2(self.reach)
        scale = Scale(-far, far, _LEFT, _WIDTH - _RIGHT)
        return scale(max(-far, min(far, log2(times) if times > 0 else -inf)))

    def holds(self, times: float) -> bool:
        return 1 / self.reach <= times <= self.reach


def ratio_dots(
    dots: Sequence[Dot],
    *,
    chart_id: str,
    title: str,
    description: str,
    key: Sequence[tuple[Kind, str]],
    same: str = "the same",
) -> str:
    """Draw as one ``svg`` element (text; escaped). Blank without dots.

    key: what each kind of dot means here; only those that occur are shown. same: what stands under the line at 1.
    """
    if not dots:
        return ""
    ends = [end for dot in dots for end in (dot.lower, dot.value, dot.upper) if end is not None and 0 < end < inf]
    across = _Across(min(_FURTHEST, max([1.5, *ends, *(1 / end for end in ends)])))
    base = _TOP + _ROW * len(dots)
    drawn = _axis(across, base, same)
    for row, dot in enumerate(dots):
        drawn += _row(dot, across, _TOP + _ROW * row + _ROW / 2)
    drawn += _key(key, {dot.kind for dot in dots}, base + _AXIS + _KEY / 2)
    return accessible(
        *drawn,
        chart_id=chart_id,
        title=title,
        description=description,
        width=_WIDTH,
        height=base + _AXIS + _KEY,
        css_class="chart chart--dots",
    )


def _axis(across: _Across, base: float, same: str) -> list[str]:
    named = (_FINE_TIMES if across.reach <= 2 else _TIMES) | {1: same}
    drawn = []
    for at, said in named.items():
        if across.holds(at):
            x, ink = across(at), DARK_GREY if at == 1 else PALE_GREY
            drawn.append(element("line", x1=x, x2=x, y1=_TOP, y2=base, stroke=ink, stroke_width=1.5))
            drawn.append(
                words("text", said, x=x, y=base + 20, font_size=_TEXT - 1, fill=DARK_GREY, text_anchor="middle")
            )
    return drawn


def _row(dot: Dot, across: _Across, middle: float) -> list[str]:
    label = dot.label if len(dot.label) <= _LONGEST_LABEL else dot.label[: _LONGEST_LABEL - 1] + "…"
    drawn = [words("text", label, x=_LEFT - 12, y=middle + 5, font_size=_TEXT, fill=DARK_GREY, text_anchor="end")]
    low, high = across(dot.lower), across(dot.upper)
    drawn.append(element("line", x1=low, x2=high, y1=middle, y2=middle, stroke=MID_GREY, stroke_width=3))
    for x, end, turned in ((low, dot.lower, -1), (high, dot.upper, 1)):
        if across.holds(end):
            drawn.append(element("line", x1=x, x2=x, y1=middle - 5, y2=middle + 5, stroke=MID_GREY, stroke_width=2))
        else:  # an arrow: the interval goes on
            corners = f"{x + 7 * turned:.1f},{middle:.1f} {x:.1f},{middle - 6:.1f} {x:.1f},{middle + 6:.1f}"
            drawn.append(element("polygon", points=corners, fill=MID_GREY))
    if dot.value is not None:
        is_hollow = dot.kind is Kind.NOT_JUDGED
        drawn.append(marker(dot.kind, across(dot.value), middle, is_hollow=is_hollow, size=5.5))
    drawn.append(words("text", dot.written, x=_WIDTH - _RIGHT + 14, y=middle + 5, font_size=_TEXT, fill=DARK_GREY))
    return drawn


def _key(key: Sequence[tuple[Kind, str]], kinds: set[Kind], y: float) -> list[str]:
    drawn, x = [], 24.0
    for kind, said in key:
        if kind in kinds:
            drawn.append(marker(kind, x, y, is_hollow=kind is Kind.NOT_JUDGED))
            drawn.append(words("text", said, x=x + 13, y=y + 5, font_size=_TEXT - 1, fill=DARK_GREY))
            x += 46 + 7.0 * len(said)
    return drawn
