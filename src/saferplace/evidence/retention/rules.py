"""What a retention rule can say, and what a legal hold keeps from it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from saferplace.analysis.months import Month

_QUARTER = re.compile(r"(\d{4})-\d{2}-Q([1-4])")
_FINANCIAL_YEAR = re.compile(r"(\d{4})-\d{2}")
_LONGEST_YEARS = 120


class RuleKind(StrEnum):
    NEWEST_VERSIONS = "newest versions"
    VERSIONS_OF_MONTHS = "versions of the last months"
    ROWS_OF_YEARS = "rows of the last years"


@dataclass(frozen=True)
class Rule:
    """number: versions, months or years to keep. Raises ValueError below 1."""

    kind: RuleKind
    number: int

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError("A rule keeps at least one version, month or year.")
        if self.kind is RuleKind.ROWS_OF_YEARS and self.number > _LONGEST_YEARS:
            raise ValueError(f"A rule keeps rows for {_LONGEST_YEARS} years at the most.")

    @property
    def in_words(self) -> str:
        """
        >>> Rule(RuleKind.NEWEST_VERSIONS, 3).in_words
        'keep the newest 3 versions'
        """
        more = "" if self.number == 1 else "s"
        if self.kind is RuleKind.NEWEST_VERSIONS:
            return f"keep the newest {self.number} version{more}"
        if self.kind is RuleKind.VERSIONS_OF_MONTHS:
            return f"keep every version that was current in the last {self.number} month{more}"
        return f"keep rows for {self.number} year{more} after their period ended"


@dataclass(frozen=True)
class Hold:
    """A legal hold: nothing that it covers may be removed. unit: one unit's key; None for the whole data set."""

    reference: str
    data_set: str
    unit: str | None = None


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months earlier, or the last day of a month too short for it.

    >>> months_before(dt.date(2026, 5, 31), 3)
    datetime.date(2026, 2, 28)
    """
    month = Month.of(day) + -months
    return dt.date(month.year, month.number, min(day.day, calendar.monthrange(month.year, month.number)[1]))


def last_day_of_period(period: str) -> dt.date:
    """The last day of a unit's period: a month, a quarter, a financial year or a calendar year. Raises ValueError.

    >>> str(last_day_of_period("2021-03")), str(last_day_of_period("2026-27")), str(last_day_of_period("2026-27-Q4"))
    ('2021-03-31', '2027-03-31', '2027-03-31')
    """
    if found := _QUARTER.fullmatch(period):
        last = Month(int(found[1]), 4) + (3 * int(found[2]) - 1)
    elif (found := _FINANCIAL_YEAR.fullmatch(period)) and int(period[5:]) == (int(found[1]) + 1) % 100:
        # 2001-02 can be read both ways. Read as the year to March 2002 it is kept longer, which is the safe mistake.
        last = Month(int(found[1]) + 1, 3)
    elif len(period) == 4:
        last = Month(int(period), 12)
    else:
        last = Month.parse(period)
    return (last + 1).first_day - dt.timedelta(days=1)
