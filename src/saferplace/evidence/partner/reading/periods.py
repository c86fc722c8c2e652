"""Periods of returns: a month, a quarter, a financial year or a calendar year. Q1 is April to June."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from saferplace.analysis.months import Month
from saferplace.evidence.partner.reading.dates import WrittenDate, read_date
from saferplace.evidence.partner.reading.unread import Unread

WRITE_IT = "write a month like 2026-04, a quarter like 2026-27 Q1, or a financial year like 2026-27"


class PeriodKind(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    FINANCIAL_YEAR = "financial year"
    YEAR = "calendar year"


@dataclass(frozen=True)
class Period:
    """key: 2026-04, 2026-27-Q1, 2026-27 or 2026. first, last: its months, as YYYY-MM."""

    key: str
    kind: PeriodKind
    first: str
    last: str


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


_YEARS = r"(?:FY ?)?(?P<year>\d{4})\s*[-/–]\s*(?P<next>\d{4}|\d{2})"
_Q = r"(?:Q|Qtr|Quarter) ?(?P<quarter>[1-4])"
_QUARTER = (_pattern(_YEARS + r"[ ,-]*" + _Q), _pattern(_Q + r"[ ,-]*(?:of )?" + _YEARS))
_QUARTER_OF_ONE_YEAR = (_pattern(_Q + r"[ ,/-]*\d{4}"), _pattern(r"\d{4}[ ,/-]*" + _Q))
_NAMED_QUARTER = _pattern(
    r"(?P<first>apr|jul|oct|jan)[a-z]*\s*(?:-|–|to)\s*(?P<last>jun|sep|dec|mar)[a-z]*\s+(?P<year>\d{4})"
)
_NAMES = {("apr", "jun"): 1, ("jul", "sep"): 2, ("oct", "dec"): 3, ("jan", "mar"): 4}
_FINANCIAL_YEAR = _pattern(_YEARS)
_YEAR = _pattern(r"\d{4}")
_YEAR_TO = _pattern(r"(?:year|12 months) (?:ending|ended|to) (?:\d{1,2} )?(?P<month>[a-z]+) (?P<year>\d{4})")
# Until 2011-12 a financial year is written like a month: 2011-12 would be December.
_FIRST_FINANCIAL_YEAR, _FIRST_YEAR, _LAST_YEAR = 2012, 1998, 2100
_MONTHS = range(1, 13)


def read_period(text: str) -> Period | Unread:
    """
    >>> read_period("Q1 2026/27").key, read_period("April 2026").key, read_period("Apr-Jun 2026").key
    ('2026-27-Q1', '2026-04', '2026-27-Q1')
    """
    written = " ".join(text.split())
    for pattern in _QUARTER:
        found = pattern.fullmatch(written)
        if found and _is_next(found):
            return _quarter(int(found["year"]), int(found["quarter"]))
    if any(pattern.fullmatch(written) for pattern in _QUARTER_OF_ONE_YEAR):
        return Unread("does not say which year it belongs to; write it like 2026-27 Q1, where Q1 is April to June")
    found = _NAMED_QUARTER.fullmatch(written)
    if found:
        return _named_quarter(found)
    found = _FINANCIAL_YEAR.fullmatch(written)
    if found and _is_next(found) and (int(found["next"][-2:]) not in _MONTHS or "-" not in written):
        return _financial_year(int(found["year"]))
    if _YEAR.fullmatch(written):
        return _year(int(written))
    found = _YEAR_TO.fullmatch(written)
    if found:
        return _year_to(found)
    return _month(written)


def _is_next(found: re.Match[str]) -> bool:
    return (int(found["year"]) + 1) % 100 == int(found["next"][-2:])


def _quarter(year: int, number: int) -> Period | Unread:
    whole = _financial_year(year)
    if isinstance(whole, Unread):
        return whole
    first = Month(year, 4) + 3 * (number - 1)
    return Period(f"{whole.key}-Q{number}", PeriodKind.QUARTER, str(first), str(first + 2))


def _named_quarter(found: re.Match[str]) -> Period | Unread:
    number = _NAMES.get((found["first"].casefold(), found["last"].casefold()))
    if number is None:
        return Unread(f"is not a quarter; {WRITE_IT}")
    return _quarter(int(found["year"]) - (number == 4), number)


def _financial_year(year: int) -> Period | Unread:
    if not _FIRST_FINANCIAL_YEAR <= year <= _LAST_YEAR:
        return Unread("is a financial year before 2012-13, or too far ahead; send its months instead")
    return Period(f"{year}-{(year + 1) % 100:02d}", PeriodKind.FINANCIAL_YEAR, f"{year}-04", f"{year + 1}-03")


def _year(year: int) -> Period | Unread:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return Unread(f"is not a period; {WRITE_IT}")
    return Period(str(year), PeriodKind.YEAR, f"{year}-01", f"{year}-12")


def _year_to(found: re.Match[str]) -> Period | Unread:
    month = found["month"][:3].casefold()
    if month == "mar":
        return _financial_year(int(found["year"]) - 1)
    if month == "dec":
        return _year(int(found["year"]))
    return Unread(f"is a year that is neither a financial nor a calendar year; {WRITE_IT}")


def _month(written: str) -> Period | Unread:
    """A month, or the first day of one, which is how spreadsheets keep it."""
    found = read_date(written)
    if isinstance(found, Unread) or found.time is not None:
        return Unread(f"is not a period; {WRITE_IT}")
    if not found.is_month and found.day.day != 1:
        return Unread(f"is a day, not a period; {WRITE_IT}")
    return _of_month(found)


def _of_month(found: WrittenDate) -> Period | Unread:
    if not _FIRST_YEAR <= found.day.year <= _LAST_YEAR:
        return Unread(f"is not a period; {WRITE_IT}")
    month = str(Month.of(found.day))
    return Period(month, PeriodKind.MONTH, month, month)
