"""Times of day as people write them: 22:00, 2200, 10.15pm, and “22:00–02:00” in one cell."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from saferplace.evidence.partner.reading.unread import Unread

WRITE_IT = "write it like 22:15"

_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?)?\s*(?P<half>[ap]\.?\s?m\.?)?",
    re.IGNORECASE | re.ASCII,
)
_FIGURES = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d{2})\s*(?:h|hrs|hours)?", re.IGNORECASE | re.ASCII)
# Where one column holds date and time, a mapping may send it to both; a spreadsheet's bare time has a date of 1899.
_DATE_BEFORE = re.compile(r"^(?:\d{4}-\d{2}-\d{2}[t ]|\d{1,2}/\d{1,2}/\d{2,4} )", re.ASCII)
_SHARE_OF_A_DAY = re.compile(r"0?\.\d{3,}", re.ASCII)
_BETWEEN = re.compile(r"\s*(?:[-–—]|\bto\b|\band\b|\buntil\b)\s*", re.IGNORECASE)
_UNKNOWN = frozenset(
    {
        "unknown",
        "not known",
        "n/k",
        "nk",
        "not recorded",
        "not stated",
        "tbc",
        "n/a",
        "-",
        "–",
        "?",
        "any time",
        "all day",
    }
)
_IN_WORDS = {"noon": dt.time(12), "midday": dt.time(12), "midnight": dt.time(0)}
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True)
class Times:
    """first: the time, or when a range began. last: when the range ended; None for a single time."""

    first: dt.time
    last: dt.time | None = None


def read_times(text: str) -> Times | Unread | None:
    """One time, or two with a dash, “to” or “and” between them; None for “unknown” and the like.

    >>> read_times("10.15pm"), read_times("2200-0130").last
    (Times(first=datetime.time(22, 15), last=None), datetime.time(1, 30))
    """
    written = " ".join(text.split()).casefold()
    if written in _UNKNOWN:
        return None
    written = re.sub(r"^(between|from|at) ", "", _DATE_BEFORE.sub("", written))
    pair = _BETWEEN.split(written)
    if len(pair) == 2 and all(pair):
        first, last = read_time(pair[0]), read_time(pair[1])
        if isinstance(first, dt.time) and isinstance(last, dt.time):
            return Times(first, last)
    one = read_time(written)
    return Times(one) if isinstance(one, dt.time) else one


def read_time(text: str) -> dt.time | Unread:
    """One time of day. Seconds are kept; parts of seconds are not."""
    written = " ".join(text.split()).casefold()
    if written in _IN_WORDS:
        return _IN_WORDS[written]
    if _SHARE_OF_A_DAY.fullmatch(written):
        return _of_share(float(written))
    found = _FIGURES.fullmatch(written) if written.isascii() else None
    if found:
        return _time(int(found["hour"]), int(found["minute"]), 0)
    found = _CLOCK.fullmatch(written)
    if not found or not (found["minute"] or found["half"] or written == "0"):
        return Unread(f"is not a time of day; {WRITE_IT}")
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            return Unread(f"is not a time of day; {WRITE_IT}")
        hour = hour % 12 + (12 if found["half"].startswith("p") else 0)
    return _time(hour, int(found["minute"] or 0), int(found["second"] or 0))


def _time(hour: int, minute: int, second: int) -> dt.time | Unread:
    if (hour, minute, second) == (24, 0, 0):
        return Unread("is the end of the day; write 23:59, or 00:00 with the next day's date")
    try:
        return dt.time(hour, minute, second)
    except ValueError:
        return Unread(f"is not a time of day; {WRITE_IT}")


def _of_share(share: float) -> dt.time:
    """A spreadsheet keeps a time as a share of the day."""
    seconds = min(round(share * _SECONDS_A_DAY), _SECONDS_A_DAY - 1)
    return dt.time(seconds // 3600, seconds // 60 % 60, seconds % 60)
