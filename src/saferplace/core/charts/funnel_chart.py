"""A funnel plot: each place by its size and its rate, and the limits that chance draws around the middle of all."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10

from saferplace.analysis.funnel import Funnel, Standing
from saferplace.analysis.xmr import Kind
from saferplace.core.charts.palette import DARK_GREY, MID_GREY, PALE_GREY, marker
from saferplace.core.charts.scales import Scale
from saferplace.core.charts.svg import accessible, element, words

_WIDTH, _HEIGHT = 840.0, 470.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 66.0, 150.0, 40.0, 92.0
_TEXT = 15
_LINE_OF_TEXT = 17.0
_SHAPE = {
    Standing.FAR_ABOVE: Kind.CONCERN,
    Standing.ABOVE: Kind.NEUTRAL,
    Standing.WITHIN: Kind.COMMON,
    Standing.BELOW: Kind.NEUTRAL,
    Standing.FAR_BELOW: Kind.IMPROVEMENT,
}
_KEY = (
    (Kind.CONCERN, "Much higher"),
    (Kind.IMPROVEMENT, "Much lower"),
    (Kind.NEUTRAL, "Between the limits"),
    (Kind.COMMON, "Not clearly different"),
)


def funnel_chart(
    funnel: Funnel, *, own: Sequence[str], chart_id: str, title: str, description: str, size_name: str, per: float
) -> str:
    """Draw as one ``svg`` element (text; escaped).

    own: names to print in bold beside their point, with those that stand out. size_name: what the places are measured
    by, under the axis. per: 1,000 for rates per 1,000.
    """
    rates = [place.rate for place in funnel.places]
    edges = [end for line in funnel.lines for end in (line.lower_998, line.upper_998)]
    low, high = min([*rates, *edges]) * per, max([*rates, *edges]) * per
    room = (high - low) * 0.06 or 1
    sizes = [place.out_of for place in funnel.places]
    margin = (max(sizes) - min(sizes)) * 0.04 or 1
    x = Scale(min(sizes) - margin, max(sizes) + margin, _LEFT, _WIDTH - _RIGHT)
    y = Scale(max(0.0, low - room), high + room, _HEIGHT - _BOTTOM, _TOP)
    drawn = [*_axes(x, y, size_name, per), *_limits(funnel, x, y, per)]
    for place in funnel.places:
        drawn.append(marker(_SHAPE[place.standing], x(place.out_of), y(place.rate * per), is_hollow=False, size=5.5))
    drawn += _names(funnel, own, x, y, per)
    drawn += _key({_SHAPE[place.standing] for place in funnel.places})
    return accessible(
        *drawn,
        chart_id=chart_id,
        title=title,
        description=description,
        width=_WIDTH,
        height=_HEIGHT,
        css_class="chart chart--funnel",
    )


def _axes(x: Scale, y: Scale, size_name: str, per: float) -> list[str]:
    base = _HEIGHT - _BOTTOM
    drawn = [words("text", f"Rate per {per:,.0f}", x=8, y=20, font_size=_TEXT, fill=DARK_GREY)]
    for tick in _round_numbers(y.low, y.high, 6):
        drawn.append(element("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y(tick), y2=y(tick), stroke=PALE_GREY))
        drawn.append(
            words("text", f"{tick:,g}", x=_LEFT - 8, y=y(tick) + 5, font_size=_TEXT, fill=DARK_GREY, text_anchor="end")
        )
    drawn.append(element("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=base, y2=base, stroke=MID_GREY))
    for tick in _round_numbers(x.low, x.high, 6):
        drawn.append(element("line", x1=x(tick), x2=x(tick), y1=base, y2=base + 6, stroke=MID_GREY))
        drawn.append(
            words("text", f"{tick:,.0f}", x=x(tick), y=base + 22, font_size=_TEXT, fill=DARK_GREY, text_anchor="middle")
        )
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    drawn.append(words("text", size_name, x=middle, y=base + 44, font_size=_TEXT, fill=DARK_GREY, text_anchor="middle"))
    return drawn


def _limits(funnel: Funnel, x: Scale, y: Scale, per: float) -> list[str]:
    drawn, free = [], -_LINE_OF_TEXT
    named = {
        "lower_998": ("99.8% limit", "7 5"),
        "lower_95": ("95% limit", "2 4"),
        "upper_95": ("95% limit", "2 4"),
        "upper_998": ("99.8% limit", "7 5"),
    }
    ends = [(y(funnel.centre * per), "All together", "")]
    for name, (said, dashes) in named.items():
        corners = " ".join(f"{x(one.out_of):.1f},{y(getattr(one, name) * per):.1f}" for one in funnel.lines)
        drawn.append(
            element("polyline", points=corners, fill="none", stroke=MID_GREY, stroke_width=1.6, stroke_dasharray=dashes)
        )
        ends.append((y(getattr(funnel.lines[-1], name) * per), said, dashes))
    at = y(funnel.centre * per)
    drawn.append(element("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=at, y2=at, stroke=DARK_GREY, stroke_width=1.6))
    for end, said, _ in sorted(ends):
        free = max(end + 5, free + _LINE_OF_TEXT)
        drawn.append(words("text", said, x=_WIDTH - _RIGHT + 8, y=free, font_size=_TEXT - 1, fill=DARK_GREY))
    return drawn


def _names(funnel: Funnel, own: Sequence[str], x: Scale, y: Scale, per: float) -> list[str]:
    drawn = []
    for place in funnel.places:
        is_own = place.name in own
        if not (is_own or place.standing.is_exceptional):
            continue
        left, top = x(place.out_of), y(place.rate * per)
        is_at_the_right = left > (_LEFT + _WIDTH - _RIGHT) * 0.6
        drawn.append(
            words(
                "text",
                place.name,
                x=left - 11 if is_at_the_right else left + 11,
                y=top - 8 if place.rate >= funnel.centre else top + 20,
                font_size=_TEXT,
                font_weight="bold" if is_own else "normal",
                fill=DARK_GREY,
                text_anchor="end" if is_at_the_right else "start",
            )
        )
    return drawn


def _key(kinds: set[Kind]) -> list[str]:
    drawn, x, y = [], _LEFT, _HEIGHT - 16
    for kind, said in _KEY:
        if kind in kinds:
            drawn.append(marker(kind, x, y, is_hollow=False))
            drawn.append(words("text", said, x=x + 13, y=y + 5, font_size=_TEXT - 1, fill=DARK_GREY))
            x += 46 + 7.0 * len(said)
    return drawn


def _round_numbers(low: float, high: float, about: int) -> list[float]:
    """Round numbers inside low..high.

    >>> _round_numbers(3.2, 21.0, 4)
    [5.0, 10.0, 15.0, 20.0]
    """
    rough = max(high - low, 1e-9) / about
    magnitude = 10.0 ** floor(log10(rough))
    step = next(m * magnitude for m in (1, 2, 2.5, 5, 10) if m * magnitude >= rough)
    first = int(-(-low // step))
    return [round(i * step, 10) for i in range(first, int(high // step) + 1)]
