"""Figures as they come, one by one, to the mapping that a chart is drawn from."""

from __future__ import annotations

from collections.abc import Iterable

from saferplace.analysis.missing import Figure
from saferplace.analysis.months import Month


def one_a_month(pairs: Iterable[tuple[Month, Figure]]) -> dict[Month, Figure]:
    """Month to figure, whichever order they came in.

    Raises ValueError where a month comes twice: nobody can tell which figure is right, and the last must not win
    in silence.
    """
    found: dict[Month, Figure] = {}
    for month, figure in pairs:
        if month in found:
            raise ValueError(f"{month.in_words()} has two figures. A chart needs one for each month: which is right?")
        found[month] = figure
    return found
