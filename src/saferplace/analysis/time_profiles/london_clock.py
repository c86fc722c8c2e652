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

_LONDON = ZoneInfo("Europe/London")
_FIRST_YEAR, _LAST_YEAR = (
    1972,
    2100,
)  # British Standard Time ended in October 1971; since then the offsets are 0 and 1 h


@dataclass(frozen=True, eq=False)
class ClockChanges:
    """moments: seconds since 1970 (UTC) of each change, in order, shape (changes,). offsets: seconds ahead of UTC
    before the first and after each of them, shape (changes + 1,).
    """

    moments: Seconds
    offsets: Seconds

    @property
    def starts_at_the_earliest(self) -> Seconds:
        """Clock times from which the offset after each change holds, where an hour that comes twice is its first.

        A time that the clock left out (an hour in March) is then read as Greenwich time: somebody had not put a clock
        forward.
        """
        return self.moments + np.maximum(self.offsets[:-1], self.offsets[1:])

    @property
    def starts_at_the_latest(self) -> Seconds:
        """The same, where an hour that comes twice is its second."""
        return self.moments + self.offsets[1:]

    @property
    def left_out_from(self) -> Seconds:
        """Clock times that no clock shows begin here, and end at `starts_at_the_latest`, where that is later."""
        return self.moments + self.offsets[:-1]


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


def check_years(*times: npt.NDArray[np.datetime64]) -> None:
    """Raises ValueError for times before 1972 or after 2100, of which the clock is not known here. NaT may be there."""
    first, last = np.datetime64(f"{_FIRST_YEAR}-01-01", "s"), np.datetime64(f"{_LAST_YEAR + 1}-01-01", "s")
    outside = sum(int(((some < first) | (some >= last)).sum()) for some in times)
    if outside:
        raise ValueError(f"Times must lie between {_FIRST_YEAR} and {_LAST_YEAR}: {outside:,} do not.")


def _utc(day: dt.date) -> int:
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())


def _offset(moment: int) -> int:
    found = dt.datetime.fromtimestamp(moment, tz=_LONDON).utcoffset()
    return int(found.total_seconds()) if found else 0
