"""The periods of published figures: a calendar year, a financial year, a quarter of one, or a month."""

from __future__ import annotations

import re

from saferplace.analysis.months import Month, Period

_FINANCIAL_YEAR = re.compile(r"(\d{4})\s*[-/_–]\s*(\d{2}|\d{4})")
_YEAR = re.compile(r"\d{4}")
_QUARTER = re.compile(r"[Qq]?\s*([1-4])")
_WRITTEN = re.compile(r"(\d{4})-(?:(\d{2})|(\d{4}))(?:-Q([1-4]))?|(\d{4})")
_LAST_MONTH = 12


def financial_year(written: str) -> str | None:
    """``2015-16``; ``2008-2009`` where the short form would read as a month.

    >>> financial_year("2015_16"), financial_year("2008/09"), financial_year("2015/17")
    ('2015-16', '2008-2009', None)
    """
    found = _FINANCIAL_YEAR.fullmatch(written.strip())
    if not found or (int(found[1]) + 1) % 100 != int(found[2]) % 100:
        return None
    first = int(found[1])
    short = (first + 1) % 100
    return f"{first}-{first + 1}" if 1 <= short <= _LAST_MONTH else f"{first}-{short:02d}"


def year(written: str) -> str | None:
    """A calendar year, or a financial year.

    >>> year("2018"), year("2017/18"), year("17/18")
    ('2018', '2017-18', None)
    """
    written = written.strip()
    return written if _YEAR.fullmatch(written) else financial_year(written)


def quarter(written_year: str, written_quarter: str) -> str | None:
    """A quarter of a financial year; the first is April to June.

    >>> quarter("2020/21", "Q1"), quarter("2020/21", "4"), quarter("2020/21", "5")
    ('2020-21-Q1', '2020-21-Q4', None)
    """
    of_year, found = financial_year(written_year), _QUARTER.fullmatch(written_quarter.strip())
    return f"{of_year}-Q{found[1]}" if of_year and found else None


def months_of(period: str) -> Period | None:
    """The months of a period as this module writes it; None for anything else.

    >>> [months_of(written).in_words() for written in ("2020-21-Q4", "2020-21", "2018", "2018-04")]
    ['January to March 2021', 'April 2020 to March 2021', 'January to December 2018', 'April 2018']
    """
    found = _WRITTEN.fullmatch(period)
    if not found:
        return None
    if found[5]:
        return Period.year(int(found[5]))
    if found[2] and not found[4] and 1 <= int(found[2]) <= _LAST_MONTH:
        month = Month.parse(period)
        return Period(month, month)
    if financial_year(period.rsplit("-Q", 1)[0]) != period.rsplit("-Q", 1)[0]:
        return None
    april = Month(int(found[1]), 4)
    if found[4]:
        return Period(april + 3 * (int(found[4]) - 1), april + (3 * int(found[4]) - 1))
    return Period(april, april + 11)
