"""Words on a map where they cover no other words."""

from __future__ import annotations

from collections.abc import Iterator

from saferplace.core.charts.svg import Attribute, element, words
from saferplace.core.charts.wrapping import width_of

_HALO = 3.5
_Box = tuple[float, float, float, float]


class Labels:
    """Takes labels one by one, the most important first. One that finds no room is left out."""

    def __init__(self, left: float, top: float, right: float, bottom: float) -> None:
        self._edge = (left, top, right, bottom)
        self._taken: list[_Box] = []
        self.drawn: list[str] = []

    def on(self, text: str, x: float, y: float, *, size: float, colour: str) -> bool:
        """With its middle at a place, or not at all."""
        box = _box(text, x, y, size)
        if not self._is_free(box):
            return False
        self._take(text, x, y, box, size, colour, is_bold=False)
        return True

    def beside(self, text: str, x: float, y: float, reach: float, *, size: float, colour: str, is_bold: bool) -> bool:
        """As near to a thing of this half-width as there is room, with a line to it where that is farther off."""
        for at_x, at_y, is_far in _around(x, y, width_of(text, size) / 2, size / 2, reach):
            box = _box(text, at_x, at_y, size)
            if self._is_free(box):
                if is_far:
                    self.drawn.append(element("line", x1=x, y1=y, x2=at_x, y2=at_y, stroke=colour, stroke_width=0.8))
                self._take(text, at_x, at_y, box, size, colour, is_bold=is_bold)
                return True
        return False

    def _take(self, text: str, x: float, y: float, box: _Box, size: float, colour: str, *, is_bold: bool) -> None:
        self._taken.append(box)
        place: dict[str, Attribute] = {"x": x, "y": y + size * 0.35, "font_size": size, "text_anchor": "middle"}
        weight: dict[str, Attribute] = {"font_weight": "bold"} if is_bold else {}
        # Drawn twice, since a halo of its own (paint-order) is not known everywhere.
        self.drawn.append(words("text", text, stroke="#ffffff", stroke_width=_HALO, stroke_linejoin="round",
                                fill="#ffffff", **place, **weight))  # fmt: skip
        self.drawn.append(words("text", text, fill=colour, **place, **weight))

    def _is_free(self, box: _Box) -> bool:
        left, top, right, bottom = self._edge
        if box[0] < left or box[1] < top or box[2] > right or box[3] > bottom:
            return False
        return not any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in self._taken
        )


def _box(text: str, x: float, y: float, size: float) -> _Box:
    half = width_of(text, size) / 2 + 2
    return x - half, y - size / 2 - 1, x + half, y + size / 2 + 1


def _around(x: float, y: float, half: float, high: float, reach: float) -> Iterator[tuple[float, float, bool]]:
    """On the thing if it is large enough, then close around it, then ever farther."""
    if reach > max(half, high) + 4:
        yield x, y, False
    for away in (reach + 2, reach + 16, reach + 32, reach + 52, reach + 76):
        across, up = away + half, away + high
        for dx, dy in ((1, 0), (-1, 0), (0, -1), (0, 1), (0.8, -0.8), (0.8, 0.8), (-0.8, -0.8), (-0.8, 0.8)):
            yield x + dx * across, y + dy * up, away > reach + 2
