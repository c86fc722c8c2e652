"""Short ways to write a series in a test."""

from __future__ import annotations

from saferplace.analysis.missing import Figure, Known, Missing
from saferplace.analysis.months import Month


def series(first: str, *values: float | Missing | None) -> dict[Month, Figure]:
    """Consecutive months from ``first``. None leaves the month out altogether."""
    start = Month.parse(first)
    return {
        start + i: value if isinstance(value, Missing) else Known(value)
        for i, value in enumerate(values)
        if value is not None
    }
