"""The 168 hours of a week, shaded by how much happens in each, with its number inside."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from saferplace.core.charts.palette import DARK_GREY, DARK_PINK
from saferplace.core.charts.svg import accessible, element, words

_LEFT, _TOP, _CELL_WIDTH, _CELL_HEIGHT = 62.0, 34.0, 84.0, 24.0
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HOURS = 24
# Five steps of one blue, pale to dark, with the ink that reads on each.
_SHADES = (
    ("#FFFFFF", DARK_GREY),
    ("#D9E5F2", DARK_GREY),
    ("#A9C3E0", DARK_GREY),
    ("#3F74AC", "#FFFFFF"),
    ("#12436D", "#FFFFFF"),
)


def week_chart(
    week: Sequence[Sequence[float]], peak: Collection[int], *, chart_id: str, title: str, description: str
) -> str:
    """Draw as one ``svg`` element (text; escaped). week: 7 rows of 24, Monday first. peak: hours from Monday 00:00.

    Hours run down and weekdays across, so that numbers stay large. An hour of the peak has a thick frame and bold
    number: it does not hang on the colour.
    """
    highest = max(max(day) for day in week)
    drawn = [
        words(
            "text", day, x=_LEFT + (n + 0.5) * _CELL_WIDTH, y=_TOP - 10, font_size=15, fill=DARK_GREY,
            text_anchor="middle", font_weight="bold",
        )
        for n, day in enumerate(_DAYS)
    ]  # fmt: skip
    framed: list[str] = []
    for hour in range(_HOURS):
        y = _TOP + hour * _CELL_HEIGHT
        said = f"{hour:02d}:00"
        drawn.append(words("text", said, x=_LEFT - 8, y=y + 17, font_size=15, fill=DARK_GREY, text_anchor="end"))
        for day, hours in enumerate(week):
            is_peak = day * _HOURS + hour in peak
            (framed if is_peak else drawn).extend(_cell(_LEFT + day * _CELL_WIDTH, y, hours[hour], highest, is_peak))
    return accessible(
        *drawn,
        *framed,
        chart_id=chart_id,
        title=title,
        description=description,
        width=_LEFT + 7 * _CELL_WIDTH + 4,
        height=_TOP + _HOURS * _CELL_HEIGHT + 4,
        css_class="chart chart--week",
    )


def _cell(x: float, y: float, value: float, highest: float, is_peak: bool) -> list[str]:
    step = min(len(_SHADES) - 1, int(value / highest * len(_SHADES))) if highest else 0
    fill, ink = _SHADES[step]
    edge, thick = (DARK_PINK, 3) if is_peak else ("#B1B4B6", 1)
    return [
        element(
            "rect", x=x, y=y, width=_CELL_WIDTH, height=_CELL_HEIGHT, fill=fill, stroke=edge, stroke_width=thick
        ),
        words(
            "text", _said(value), x=x + _CELL_WIDTH / 2, y=y + 17, font_size=14, fill=ink, text_anchor="middle",
            font_weight="bold" if is_peak else "normal",
        ),
    ]  # fmt: skip


def _said(value: float) -> str:
    """
    >>> _said(0.04), _said(0.25), _said(3.0), _said(1234.5)
    ('0', '0.2', '3', '1,234')
    """
    if value >= 10 or abs(value - round(value)) < 0.05:
        return f"{value:,.0f}"
    return f"{value:.1f}"
