from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplace.evidence.partner.reading.periods import Period, PeriodKind, read_period
from saferplace.evidence.partner.reading.unread import Unread


@pytest.mark.parametrize(
    ("texts", "key", "first", "last"),
    [
        (("2026-04", "April 2026", "Apr-26", "04/2026", "01/04/2026", "2026-04-01"), "2026-04", "2026-04", "2026-04"),
        (("2026-27 Q1", "Q1 2026/27", "2026-27-Q1", "Quarter 1, 2026-27", "Apr-Jun 2026", "April to June 2026"),
         "2026-27-Q1", "2026-04", "2026-06"),
        (("2026-27 Q4", "Jan-Mar 2027"), "2026-27-Q4", "2027-01", "2027-03"),
        (("2026-27", "2026/27", "2026/2027", "FY 2026-27", "year ending March 2027"), "2026-27", "2026-04", "2027-03"),
        (("2026", "Year ending December 2026"), "2026", "2026-01", "2026-12"),
    ],
)  # fmt: skip
def test_periods_in_many_writings(texts: tuple[str, ...], key: str, first: str, last: str) -> None:
    for text in texts:
        read = read_period(text)
        assert isinstance(read, Period), text
        assert (read.key, read.first, read.last) == (key, first, last), text


@pytest.mark.parametrize(
    ("text", "why"),
    [("Q1 2026", "which year it belongs to"), ("2026 Q1", "which year"), ("15/04/2026", "is a day, not a period"),
     ("2026-29", "is not a period"), ("Year ending June 2026", "neither a financial nor a calendar year"),
     ("2011/12", "before 2012-13"), ("Apr-Aug 2026", "not a"),
     ("1066", "is not a period"),
     ("spring", "is not a period")],
)  # fmt: skip
def test_a_period_that_is_none_or_not_sure_is_refused(text: str, why: str) -> None:
    read = read_period(text)
    assert isinstance(read, Unread)
    assert why in read.why


def test_a_month_is_never_taken_for_a_financial_year() -> None:
    read = read_period("2011-12")
    assert isinstance(read, Period)
    assert (read.kind, read.key) == (PeriodKind.MONTH, "2011-12")


@given(st.integers(2012, 2099), st.integers(1, 4))
def test_what_is_stored_reads_back_as_itself(year: int, quarter: int) -> None:
    for key in (f"{year}", f"{year}-{(year + 1) % 100:02d}", f"{year}-{(year + 1) % 100:02d}-Q{quarter}", f"{year}-07"):
        read = read_period(key)
        assert isinstance(read, Period)
        assert read.key == key


@given(st.text(max_size=20) | st.from_regex(r"[0-9Q/ -]{1,12}", fullmatch=True))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert isinstance(read_period(text), Period | Unread)
