"""Dates as they are written in the United Kingdom: the day comes first. Nothing is ever turned round to make it fit."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from saferplace.evidence.partner.reading.times import read_time
from saferplace.evidence.partner.reading.unread import Unread

WRITE_IT = "write it like 01/04/2026"
_LONDON = ZoneInfo("Europe/London")
_MONTHS = {name[:3].casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_TIME = r"(?:(?:\s+at\s+|,?\s+|t)(?P<time>\S.*))?"


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


_WEEKDAY = _pattern(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+")
_ISO = _pattern(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + _TIME)
_COMPACT = _pattern(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})" + _TIME)
_DAY_FIRST = _pattern(r"(?P<day>\d{1,2})(?P<between>[-/. ])(?P<month>\d{1,2})(?P=between)" + _YEAR + _TIME)
_DAY_AND_NAME = _pattern(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[-/. ]*" + _MONTH + r"[-/., ]*" + _YEAR + _TIME)
_NAME_AND_DAY = _pattern(_MONTH + r"\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})" + _TIME)
_WHOLE = (_ISO, _COMPACT, _DAY_FIRST, _DAY_AND_NAME, _NAME_AND_DAY)
_MONTH_ONLY = (
    _pattern(r"(?P<year>\d{4})[-/](?P<month>\d{1,2})"),
    _pattern(r"(?P<month>\d{1,2})[-/](?P<year>\d{4})"),
    _pattern(_MONTH + r"[- ]*(?P<year>\d{4})"),
    _pattern(_MONTH + r"-(?P<year>\d{2})"),  # as spreadsheets show a month
)
_NO_YEAR = (
    _pattern(r"\d{1,2}(?:st|nd|rd|th)?[-/. ]*" + _MONTH),
    _pattern(_MONTH + r"\s+\d{1,2}(?:st|nd|rd|th)?"),
    _pattern(r"\d{1,2}[-/]\d{1,2}"),
)
_SERIAL = _pattern(r"\d{5}(?:\.\d+)?")
# A spreadsheet counts days from here, so that 35796 is 1 January 1998; before it nobody's records begin.
_DAY_ZERO = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - by the clock in London, as in the cell
_FIRST_SERIAL, _LAST_SERIAL = 35_796, 73_050
_ZONE = re.compile(r"^(?P<time>.*?)\s*(?P<zone>z|[+-]\d{2}:?\d{2})$", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class WrittenDate:
    """time: None when the cell says no time, or midnight: a spreadsheet writes a plain date as its midnight.
    is_month: only the month is known, and ``day`` is its first.
    """

    day: dt.date
    time: dt.time | None = None
    is_month: bool = False


def read_date(text: str) -> WrittenDate | Unread:
    """A day, a day and a time by the clock in London, or a month.

    >>> read_date("01/04/2026").day, read_date("1-Apr-26 22:15").time
    (datetime.date(2026, 4, 1), datetime.time(22, 15))
    >>> read_date("04/13/2026").why
    'looks like month first; write the day first, 13/04/2026'
    """
    written = _WEEKDAY.sub("", " ".join(text.split()))
    if _SERIAL.fullmatch(written):
        return _of_serial(float(written))
    for pattern in _WHOLE:
        found = pattern.fullmatch(written)
        if found:
            return _of_day(found)
    for pattern in _MONTH_ONLY:
        found = pattern.fullmatch(written)
        if found:
            return _of_month(found)
    if any(pattern.fullmatch(written) for pattern in _NO_YEAR):
        return Unread(f"has no year; {WRITE_IT}")
    return Unread(f"is not a date; {WRITE_IT}")


def _of_day(found: re.Match[str]) -> WrittenDate | Unread:
    year, month, day = _year(found["year"]), _month(found["month"]), int(found["day"])
    if month > 12 >= day >= 1 and month <= 31:
        return Unread(f"looks like month first; write the day first, {month:02d}/{day:02d}/{year}")
    day_or_not = _day(year, month, day)
    if isinstance(day_or_not, Unread) or not found["time"]:
        return day_or_not if isinstance(day_or_not, Unread) else WrittenDate(day_or_not)
    return _at(day_or_not, found["time"])


def _day(year: int, month: int, day: int) -> dt.date | Unread:
    if not 1 <= month <= 12:
        return Unread(f"is not a date: there is no month {month}; {WRITE_IT}")
    last = calendar.monthrange(year, month)[1] if year else 31
    if not 1 <= day <= last or not year:
        return Unread(f"is not a date: {calendar.month_name[month]} {year} has days 1 to {last}; {WRITE_IT}")
    return dt.date(year, month, day)


def _at(day: dt.date, written: str) -> WrittenDate | Unread:
    """A day with a time; with a zone, as data services write them, turned to the clock in London."""
    zoned = _ZONE.match(written)
    time = read_time(zoned["time"] if zoned else written)
    if isinstance(time, Unread):
        return Unread(f"is not a date and a time; {WRITE_IT} 22:15")
    if zoned:
        try:
            local = _in_london(day, time, zoned["zone"])
        except (ValueError, OverflowError):
            return Unread(f"is not a date and a time; {WRITE_IT} 22:15")
        day, time = local.date(), local.time()
    return WrittenDate(day, time if time != dt.time(0) or zoned else None)


def _in_london(day: dt.date, time: dt.time, zone: str) -> dt.datetime:
    hours, minutes = (0, 0) if zone in "zZ" else (int(zone[1:3]), int(zone[-2:]))
    offset = dt.timedelta(hours=hours, minutes=minutes) * (-1 if zone.startswith("-") else 1)
    return dt.datetime.combine(day, time, dt.timezone(offset)).astimezone(_LONDON)


def _of_serial(serial: float) -> WrittenDate | Unread:
    if not _FIRST_SERIAL <= serial < _LAST_SERIAL:
        return Unread(f"is a number, not a date; {WRITE_IT}")
    at = _DAY_ZERO + dt.timedelta(days=int(serial), seconds=round(serial % 1 * 86_400))
    return WrittenDate(at.date(), at.time() if at.time() != dt.time(0) else None)


def _of_month(found: re.Match[str]) -> WrittenDate | Unread:
    year, month = _year(found["year"]), _month(found["month"])
    first = _day(year, month, 1)
    return first if isinstance(first, Unread) else WrittenDate(first, is_month=True)


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _MONTHS[written[:3].casefold()]


def _year(written: str) -> int:
    """Two figures are of this century, but for 98 and 99, since records begin in 1998."""
    if len(written) == 4:
        return int(written)
    return int(written) + (1900 if int(written) >= 98 else 2000)
