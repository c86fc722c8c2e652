"""Which periods a measure has: months, calendar quarters, or years from where its series begins."""

from __future__ import annotations

import datetime as dt

from saferplace.analysis.months import Month, Period
from saferplace.performance.models import Frequency, MeasureVersion

_MOST = 40


def is_period_of(version: MeasureVersion, period: Period) -> bool:
    """Whether the period has the measure's length and begins where one of its periods does."""
    length = Frequency(version.frequency).months
    return len(period) == length and (period.first - _start(version)) % length == 0


def finished_periods(version: MeasureVersion, today: dt.date) -> list[Period]:
    """The periods that are over, newest first, at most forty."""
    length = Frequency(version.frequency).months
    start = _start(version)
    whole = max(0, (Month.of(today) - start) // length)
    return [Period(first, first + (length - 1)) for i in range(whole)[::-1][:_MOST] for first in [start + i * length]]


def _start(version: MeasureVersion) -> Month:
    first = Month.parse(version.series_from)
    if version.frequency == Frequency.QUARTERLY:
        # Quarters begin in January, April, July and October whenever the series does.
        return first + (-(first.number - 1) % 3)
    return first
