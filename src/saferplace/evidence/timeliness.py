"""How soon after its end a period arrived, when the next is to be expected, and when the law says that it is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from saferplace.analysis.months import Month, Period
from saferplace.evidence.ledger import HeldImport

_QUARTER = 3
_LONGEST_PACE = 366  # days: what was loaded later than this was gathered afterwards, and says nothing of a pace


@dataclass(frozen=True)
class Arrival:
    """The first import that brought a period, and who brought it. published: when it was released, if that was said."""

    on: dt.date
    by: str
    published: str | None

    @property
    def was_out_on(self) -> dt.date:
        """When it could be had: its release, where month or day of that were said; else the day of loading.

        >>> Arrival(dt.date(2026, 11, 25), "me", "2021-05").was_out_on
        datetime.date(2021, 5, 31)
        """
        said = (self.published or "").split("-")
        if len(said) == 3:
            return dt.date(*map(int, said))
        return last_day(Month(*map(int, said))) if len(said) == 2 else self.on


def arrivals(imports: Sequence[HeldImport]) -> dict[str, Arrival]:
    """Unit to the import that first brought it. imports: newest first, as the ledger gives them."""
    first: dict[str, Arrival] = {}
    for held in imports:
        for unit in held.summary["units"]:
            if unit["is_changed"]:
                first[unit["unit"]] = Arrival(held.committed_at.date(), held.loaded_by, held.published)
    return first


def days_after_end(last_month: Month, on: dt.date) -> int:
    """Days from the end of a month (or of the last month of a period) to a day.

    >>> days_after_end(Month(2026, 6), dt.date(2026, 7, 14))
    14
    """
    return (on - last_day(last_month)).days


def last_day(month: Month) -> dt.date:
    return (month + 1).first_day - dt.timedelta(days=1)


def information_period(month: Month) -> Period:
    """The information period of SI 2007/1831 in which a month lies: three months counted from 1 July 2007.

    >>> str(information_period(Month(2026, 5)))
    '2026-04/2026-06'
    """
    first = month + -((month.number - 1) % _QUARTER)
    return Period(first, first + (_QUARTER - 1))


def due_by(information: Period) -> dt.date:
    """SI 2007/1831: a set is due by the end of the information period that follows.

    >>> due_by(Period(Month(2026, 4), Month(2026, 6)))
    datetime.date(2026, 9, 30)
    """
    return last_day(information.last + _QUARTER)


def is_under_the_duty(duty: str) -> bool:
    """Whether a data set is one of those that s.17A of the Crime and Disorder Act 1998 has shared every quarter."""
    return "17A" in duty or "2007/1831" in duty


@dataclass(frozen=True)
class Rhythm:
    """usual_days: median days from the end of a month to its arrival; None before anything came.

    next_month: the first month after the newest held. expected: when it would come at the usual pace; None where that
    pace is longer than a year, since then old files were gathered.
    """

    usual_days: int | None
    newest: Month | None
    next_month: Month | None
    expected: dt.date | None

    def is_late(self, today: dt.date) -> bool:
        return self.expected is not None and today > self.expected


def rhythm(arrived: Mapping[Month, dt.date]) -> Rhythm:
    """arrived: month held to the day on which it first came.

    >>> rhythm({Month(2026, 5): dt.date(2026, 6, 20), Month(2026, 6): dt.date(2026, 7, 20)}).expected
    datetime.date(2026, 8, 20)
    """
    if not arrived:
        return Rhythm(None, None, None, None)
    usual = round(median(_lags(arrived)))
    newest = max(arrived)
    expected = last_day(newest + 1) + dt.timedelta(days=usual) if usual <= _LONGEST_PACE else None
    return Rhythm(usual, newest, newest + 1, expected)


def _lags(arrived: Mapping[Month, dt.date]) -> Iterable[int]:
    """Of months that came together only the newest says how soon files come: the others waited for the first load."""
    by_day: dict[dt.date, Month] = {}
    for month, day in arrived.items():
        by_day[day] = max(month, by_day.get(day, month))
    return [days_after_end(month, day) for day, month in by_day.items()]
