"""The key under a control chart: only what the chart shows, each with its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from saferplace.analysis.xmr import Kind, Xmr
from saferplace.core.charts.palette import DARK_GREY, PALE_GREY, marker
from saferplace.core.charts.svg import element, words

_TEXT = 14
_LETTER = 7.0
_ROW = 22.0

_Symbol = Callable[[float, float], str]
"""Draws itself around a place."""

_SAID = {
    Kind.COMMON: "Within usual variation",
    Kind.IMPROVEMENT: "Improvement",
    Kind.CONCERN: "Concern",
    Kind.NEUTRAL: "Unusual",
}


def key(chart: Xmr, *, x: float, y: float, width: float, hatch: str) -> Iterator[str]:
    """Entries from left to right, in as many rows as they need. x, y: where the first begins."""
    place, row = x, y
    for drawn_at, said in _entries(chart, hatch):
        needed = 22 + len(said) * _LETTER + 20
        if place + needed > x + width and place > x:
            place, row = x, row + _ROW
        yield drawn_at(place + 8, row)
        yield words("text", said, x=place + 22, y=row + 5, font_size=_TEXT, fill=DARK_GREY)
        place += needed


def _entries(chart: Xmr, hatch: str) -> Iterator[tuple[_Symbol, str]]:
    kinds = {p.kind for p in chart.points if p.value is not None}
    for kind, said in _SAID.items():
        if kind in kinds:
            yield _shape(kind, is_hollow=False), said
    if any(p.is_provisional for p in chart.points):
        yield _shape(Kind.COMMON, is_hollow=True), "Hollow: provisional"
    if Kind.NOT_JUDGED in kinds:
        yield _shape(Kind.NOT_JUDGED, is_hollow=True), "Hollow, grey: not judged"
    if any(p.value is None for p in chart.points):
        yield _patch(hatch), "No figures"
    if chart.breaks:
        yield _patch(PALE_GREY), "Not comparable"


def _shape(kind: Kind, *, is_hollow: bool) -> _Symbol:
    return lambda x, y: marker(kind, x, y, is_hollow=is_hollow)


def _patch(fill: str) -> _Symbol:
    return lambda x, y: element("rect", x=x - 8, y=y - 7, width=16, height=14, fill=fill, stroke=DARK_GREY)
