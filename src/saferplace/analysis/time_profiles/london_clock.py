"""The clock on the wall in London against time that passes: an hour twice in October, none in March."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from saferplace.analysis.months import Month

Seconds = npt.NDArray[np.int64]
Times = npt.NDArray[np.datetime64]

_LONDON = ZoneInfo("Europe/London")
_FIRST_YEAR, _LAST_YEAR = (
    1972,
    2100,
)  # British Standard Time ended in October 1971; since then the offsets are 0 and 1 h


@dataclass(frozen=True, eq=False)
class ClockChanges:
    """moments: seconds since 1970 (UTC) of each change, in order. offsets: seconds ahead of UTC before the first and
    after each of them, shape (changes + 1,).
    """

    moments: Seconds
    offsets: Seconds


@lru_cache
def clock_changes() -> ClockChanges:
    """Every change of 1972 to 2100, found by halving each month in which the offset differs at its ends."""
    months = [Month(_FIRST_YEAR, 1) + i for i in range((_LAST_YEAR - _FIRST_YEAR + 1) * 12 + 1)]
    starts = [_utc(month.first_day) for month in months]
    moments, offsets = [], [_offset(starts[0])]
    for before, after in pairwise(starts):
        if _offset(before) == _offset(after):
            continue
        low, high = before, after
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if _offset(middle) == _offset(before) else (low, middle)
        moments.append(high)
        offsets.append(_offset(after))
    return ClockChanges(np.array(moments, dtype=np.int64), np.array(offsets, dtype=np.int64))


def earliest_moment(local: Times) -> Seconds:
    """Seconds since 1970 (UTC) at which the clock first showed these times, shape (n,).

    A time that the clock left out (an hour in March) is read as Greenwich time: somebody had not put a clock forward.

    >>> earliest_moment(np.array(["2025-10-26T01:30"], dtype="datetime64[s]")) / 3600 % 24
    array([0.5])
    """
    changes = clock_changes()
    seconds = _checked(local)
    starts = changes.moments + np.maximum(changes.offsets[:-1], changes.offsets[1:])
    return seconds - changes.offsets[np.searchsorted(starts, seconds, side="right")]


def latest_moment(local: Times) -> Seconds:
    """As `earliest_moment`, but of an hour that came twice the second.

    >>> latest_moment(np.array(["2025-10-26T01:30"], dtype="datetime64[s]")) / 3600 % 24
    array([1.5])
    """
    changes = clock_changes()
    seconds = _checked(local)
    starts = changes.moments + changes.offsets[1:]
    return seconds - changes.offsets[np.searchsorted(starts, seconds, side="right")]


def left_out_by_the_clock(local: Times) -> npt.NDArray[np.bool_]:
    """Which of these times no clock in London showed.

    >>> left_out_by_the_clock(np.array(["2025-03-30T01:30", "2025-03-30T02:00"], dtype="datetime64[s]"))
    array([ True, False])
    """
    changes = clock_changes()
    seconds = _checked(local)
    nth = np.searchsorted(changes.moments + changes.offsets[:-1], seconds, side="right") - 1
    ends = (changes.moments + changes.offsets[1:])[np.maximum(nth, 0)]
    return (nth >= 0) & (seconds < ends)


def _checked(local: Times) -> Seconds:
    seconds = np.asarray(local, dtype="datetime64[s]").astype(np.int64)
    outside = (seconds < _utc(dt.date(_FIRST_YEAR, 1, 1))) | (seconds >= _utc(dt.date(_LAST_YEAR + 1, 1, 1)))
    if outside.any():
        raise ValueError(f"Times must lie between {_FIRST_YEAR} and {_LAST_YEAR}: {int(outside.sum()):,} do not.")
    return seconds


def _utc(day: dt.date) -> int:
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())


def _offset(moment: int) -> int:
    found = dt.datetime.fromtimestamp(moment, tz=_LONDON).utcoffset()
    return int(found.total_seconds()) if found else 0
