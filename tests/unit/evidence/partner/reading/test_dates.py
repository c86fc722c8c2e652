from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplace.evidence.partner.reading.dates import WrittenDate, read_date
from saferplace.evidence.partner.reading.unread import Unread

FIRST_OF_APRIL = dt.date(2026, 4, 1)


@pytest.mark.parametrize(
    "text",
    [
        "01/04/2026", "1/4/2026", "1/4/26", "01-04-2026", "01.04.2026", "2026-04-01", "2026-04-01T00:00:00", "20260401",
        "1 April 2026", "1st April 2026", "1-Apr-26", "1 Apr 2026", "01 APR 26", "April 1, 2026", "Wed 1 April 2026",
        "Wednesday, 1 April 2026", "46113", "46113.0", "  01/04/2026 ", "1st of April 2026", "2026/04/01",
    ],
)  # fmt: skip
def test_imp_15_the_first_of_april_is_never_read_as_the_fourth_of_january(text: str) -> None:
    assert read_date(text) == WrittenDate(FIRST_OF_APRIL)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("04/13/2026", "looks like month first; write the day first, 13/04/2026"),
        ("31/02/2026", "February 2026 has days 1 to 28"),
        ("29/02/2025", "February 2025 has days 1 to 28"),
        ("00/04/2026", "days 1 to 30"),
        ("13/13/2026", "there is no month 13"),
        ("1/4", "has no year"),
        ("1 April", "has no year"),
        ("26-Apr", "has no year"),
        ("12", "is not a date"),
        ("999999", "is not a date"),
        ("12345", "is a number, not a date"),
        ("yesterday", "is not a date"),
        ("01/04/2026 25:00", "is not a date and a time"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_what_to_write_instead(text: str, why: str) -> None:
    read = read_date(text)
    assert isinstance(read, Unread)
    assert why in read.why


@pytest.mark.parametrize(
    "text",
    ["01/04/2026 22:15", "2026-04-01T22:15:00", "2026-04-01 22:15", "1 April 2026 at 10.15pm", "46113.9270833333",
     "2026-04-01T21:15:00Z", "2026-04-01T22:15:00+01:00", "01/04/2026 2215"],
)  # fmt: skip
def test_a_date_with_a_time_is_by_the_clock_in_london(text: str) -> None:
    assert read_date(text) == WrittenDate(FIRST_OF_APRIL, dt.time(22, 15))


@pytest.mark.parametrize("text", ["April 2026", "Apr-26", "2026-04", "04/2026", "Apr 2026"])
def test_a_month_alone_is_known_as_a_month(text: str) -> None:
    assert read_date(text) == WrittenDate(FIRST_OF_APRIL, is_month=True)


def test_midnight_beside_a_date_says_no_time_whichever_format_the_file_has() -> None:
    assert read_date("01/04/2026 00:00") == read_date("2026-04-01T00:00:00") == WrittenDate(FIRST_OF_APRIL)


def test_two_figures_of_a_year_are_of_this_century_but_for_the_last_of_the_old_one() -> None:
    assert read_date("01/04/98") == WrittenDate(dt.date(1998, 4, 1))
    assert read_date("01/04/07") == WrittenDate(dt.date(2007, 4, 1))


@given(st.dates(dt.date(1998, 1, 1), dt.date(2097, 12, 31)))
def test_a_written_date_reads_back(day: dt.date) -> None:
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d-%b-%y", "%d/%m/%y", "%A %d %B %Y", "%Y%m%d"):
        assert read_date(day.strftime(form)) == WrittenDate(day), form
    assert read_date(f"{day.day}/{day.month}/{day.year}") == WrittenDate(day)
    assert read_date(str((day - dt.date(1899, 12, 30)).days)) == WrittenDate(day)


@given(st.text(max_size=30) | st.from_regex(r"[0-9]{1,8}([-/. ][0-9]{1,4}){0,3}( [0-9:.apm]{1,8})?", fullmatch=True))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert isinstance(read_date(text), WrittenDate | Unread)
