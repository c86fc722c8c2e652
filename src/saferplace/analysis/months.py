"""Calendar months and periods of whole months: the only time unit that data.police.uk gives."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import total_ordering

_WRITTEN = re.compile(r"(\d{4})-(\d{2})")
_FIRST_MONTH_OF_FINANCIAL_YEAR = 4


@total_ordering
@dataclass(frozen=True)
class Month:
    """One calendar month.

    >>> Month.parse("2021-12") + 1
    Month(year=2022, number=1)
    >>> Month(2022, 1) - Month(2021, 3)
    10
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 12:
            raise ValueError(f"{self.year}-{self.number} is not a month: months run from 01 to 12.")

    @classmethod
    def parse(cls, written: str) -> Month:
        """Read ``YYYY-MM``. Raises ValueError, in a sentence, for anything else."""
        found = _WRITTEN.fullmatch(written)
        if not found:
            raise ValueError(f"“{written}” is not a month. Write it as year and month, for example 2021-04.")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: dt.date) -> Month:
        return cls(day.year, day.month)

    @property
    def _ordinal(self) -> int:
        return self.year * 12 + self.number - 1

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.year, self.number, 1)

    @property
    def financial_year(self) -> int:
        """The calendar year in which this month's financial year began (April to March)."""
        return self.year if self.number >= _FIRST_MONTH_OF_FINANCIAL_YEAR else self.year - 1

    def __add__(self, months: int) -> Month:
        year, zero_based = divmod(self._ordinal + months, 12)
        return Month(year, zero_based + 1)

    def __sub__(self, other: Month) -> int:
        """Whole months from ``other`` to this one."""
        return self._ordinal - other._ordinal

    def __lt__(self, other: Month) -> bool:
        return self._ordinal < other._ordinal

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    def in_words(self) -> str:
        """
        >>> Month(2021, 4).in_words()
        'April 2021'
        """
        return self.first_day.strftime("%B %Y")


@dataclass(frozen=True)
class Period:
    """Consecutive whole months, both ends included.

    >>> Period.year(2021).months()[0], len(Period.year(2021))
    (Month(year=2021, number=1), 12)
    """

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"The period ends ({self.last}) before it begins ({self.first}).")

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(Month(year, 1), Month(year, 12))

    @classmethod
    def ending(cls, last: Month, months: int) -> Period:
        """The ``months`` (>= 1) months that end with ``last``."""
        return cls(last + (1 - months), last)

    def months(self) -> tuple[Month, ...]:
        return tuple(self)

    def shifted(self, months: int) -> Period:
        return Period(self.first + months, self.last + months)

    def __iter__(self) -> Iterator[Month]:
        return (self.first + i for i in range(len(self)))

    def __len__(self) -> int:
        return self.last - self.first + 1

    def __contains__(self, month: object) -> bool:
        return isinstance(month, Month) and self.first <= month <= self.last

    def __str__(self) -> str:
        return f"{self.first}/{self.last}"

    def in_words(self) -> str:
        """
        >>> Period(Month(2021, 1), Month(2021, 12)).in_words()
        'January to December 2021'
        """
        if self.first == self.last:
            return self.first.in_words()
        if self.first.year == self.last.year:
            return f"{self.first.first_day:%B} to {self.last.in_words()}"
        return f"{self.first.in_words()} to {self.last.in_words()}"


def runs(months: Iterable[Month]) -> list[Period]:
    """The months, in order, as the fewest periods that hold exactly them."""
    found: list[Period] = []
    for month in sorted(set(months)):
        if found and month - found[-1].last == 1:
            found[-1] = Period(found[-1].first, month)
        else:
            found.append(Period(month, month))
    return found


def runs_in_words(months: Iterable[Month | str]) -> str:
    """Months as runs, for a list of them.

    >>> runs_in_words(["2021-01", "2021-02", "2021-03", "2022-01"])
    'January to March 2021; January 2022'
    """
    parsed = (month if isinstance(month, Month) else Month.parse(month) for month in months)
    return "; ".join(run.in_words() for run in runs(parsed))
