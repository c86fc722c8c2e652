"""What is known when a forecast is made: places, counts for each period up to now, and dated events if there are any.

A forecaster is handed a `History` and nothing else, and `before` cuts everything in it at the same moment. That is what
keeps a trial on held-back periods honest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from saferplace.analysis.months import Month

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
_FIRST_DAY_OF_ALL = dt.date(1970, 1, 1)


class Calendar(Protocol):
    """How periods are numbered. Days are counted from 1970-01-01, as NumPy's datetime64[D] does."""

    @property
    def in_a_year(self) -> int:
        """How many periods until the same season comes round."""

    def first_day(self, period: int) -> int: ...


@dataclass(frozen=True)
class CalendarMonths:
    """A period is a calendar month, numbered as ``year * 12 + month - 1``.

    >>> CalendarMonths().number(Month(2025, 7)) - CalendarMonths().number(Month(2024, 12))
    7
    """

    @property
    def in_a_year(self) -> int:
        return 12

    def first_day(self, period: int) -> int:
        return (self.month(period).first_day - _FIRST_DAY_OF_ALL).days

    def number(self, month: Month) -> int:
        return month.year * 12 + month.number - 1

    def month(self, period: int) -> Month:
        return Month(period // 12, period % 12 + 1)


@dataclass(frozen=True)
class EqualSpans:
    """A period is ``days`` days, numbered from 0 on the day ``origin``: 7 for weeks, 14 for fortnights."""

    origin: int
    days: int

    @property
    def in_a_year(self) -> int:
        return round(365.25 / self.days)

    def first_day(self, period: int) -> int:
        return self.origin + period * self.days


@dataclass(frozen=True, eq=False)
class Places:
    """Where crime may be forecast: cells, street segments, or fixed points.

    east, north: middle of each place in metres. area_km2: of each; give each 1 where places have no area, such as
    published street points: a budget is then a number of places, and accuracy compares with the share of places.
    """

    east: Floats
    north: Floats
    area_km2: Floats

    def __post_init__(self) -> None:
        if not len(self.east) == len(self.north) == len(self.area_km2):
            raise ValueError("Each place needs an east, a north and an area.")
        if not len(self.east):
            raise ValueError("There are no places to forecast for.")
        if not (np.isfinite(self.east).all() and np.isfinite(self.north).all()):
            raise ValueError("A place without coordinates cannot be forecast for.")
        if not (np.isfinite(self.area_km2).all() and (self.area_km2 > 0).all()):
            raise ValueError("The area of each place must be above zero.")

    def __len__(self) -> int:
        return len(self.east)


@dataclass(frozen=True, eq=False)
class DatedEvents:
    """Events in order of their day (since 1970-01-01) with their place in metres; shape (events,) each.

    Made by `dated_events`, which checks and sorts.
    """

    day: Whole
    east: Floats
    north: Floats

    def before(self, day: int) -> DatedEvents:
        past = slice(int(np.searchsorted(self.day, day)))
        return DatedEvents(self.day[past], self.east[past], self.north[past])


def dated_events(day: Whole, east: Floats, north: Floats) -> DatedEvents:
    """Put events in order of time. Raises ValueError for an event without coordinates."""
    if not len(day) == len(east) == len(north):
        raise ValueError("Each event needs a day, an east and a north.")
    if not (np.isfinite(east).all() and np.isfinite(north).all()):
        raise ValueError("An event without coordinates cannot be used; leave it out and say how many were.")
    order = _in_order(np.asarray(day, dtype=np.int64))
    return DatedEvents(np.asarray(day, dtype=np.int64)[order], east[order], north[order])


def _in_order(day: Whole) -> Whole:
    """Small whole numbers are sorted by counting them, in a tenth of the time."""
    if len(day) and day.max() - day.min() < 1 << 16:
        return np.argsort((day - day.min()).astype(np.uint16), kind="stable")
    return np.argsort(day, kind="stable")


@dataclass(frozen=True, eq=False)
class History:
    """periods: numbers of those known, rising; a gap is unknown, never zero. counts: shape (places, periods)."""

    places: Places
    calendar: Calendar
    periods: Whole
    counts: Floats
    events: DatedEvents | None = None

    def __post_init__(self) -> None:
        if self.counts.shape != (len(self.places), len(self.periods)):
            raise ValueError("The counts need a line for each place and a column for each period.")
        if (np.diff(self.periods) <= 0).any():
            raise ValueError("The periods must be in order of time, each once.")
        if not np.isfinite(self.counts).all() or (self.counts < 0).any():
            raise ValueError("A count must be a number from 0. Leave a period that is not known out altogether.")

    def before(self, period: int) -> History:
        """All that was known when ``period`` began."""
        known = self.periods < period
        events = None if self.events is None else self.events.before(self.calendar.first_day(period))
        return replace(self, periods=self.periods[known], counts=self.counts[:, known], events=events)

    def column(self, period: int) -> Floats | None:
        """Counts of one period; None where it is not known."""
        at = int(np.searchsorted(self.periods, period))
        return self.counts[:, at] if at < len(self.periods) and self.periods[at] == period else None

    def of_year_before(self, period: int) -> Floats:
        """Mean count a period over the known ones among those of the year before ``period``; NaN where none is."""
        recent = (self.periods < period) & (self.periods >= period - self.calendar.in_a_year)
        if not recent.any():
            return np.full(len(self.places), np.nan)
        mean: Floats = self.counts[:, recent].mean(axis=1)
        return mean


def history_of_events(
    events: DatedEvents, places: Places, calendar: Calendar, periods: Whole, place_of: Callable[[Floats, Floats], Whole]
) -> History:
    """Count dated events by place and period, and keep their days.

    place_of: the place of points east and north, -1 for one that lies in none; such events are left out. So are those
    outside ``periods``.
    """
    starts = np.array([calendar.first_day(int(period)) for period in periods], dtype=np.int64)
    ends = np.array([calendar.first_day(int(period) + 1) for period in periods], dtype=np.int64)
    column = np.searchsorted(starts, events.day, side="right") - 1
    place = place_of(events.east, events.north)
    inside = (column >= 0) & (place >= 0)
    inside[inside] = events.day[inside] < ends[column[inside]]
    cell = place[inside] * len(periods) + column[inside]
    counts = np.bincount(cell, minlength=len(places) * len(periods)).reshape(len(places), len(periods))
    kept = DatedEvents(events.day[inside], events.east[inside], events.north[inside])
    return History(places, calendar, np.asarray(periods, dtype=np.int64), counts.astype(float), kept)
