from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplace.evidence.partner.reading.times import Times, read_time, read_times
from saferplace.evidence.partner.reading.unread import Unread


@pytest.mark.parametrize(
    "text",
    ["22:15", "22.15", "2215", "22:15:00", "10.15pm", "10:15 PM", "10:15 p.m.", "22h15", "2215hrs", "0.927083333333333",
     "2026-04-01T22:15:00", "01/04/2026 22:15", "at 22:15"],
)  # fmt: skip
def test_one_time_in_many_writings(text: str) -> None:
    assert read_times(text) == Times(dt.time(22, 15))


@pytest.mark.parametrize(
    "text", ["22:15-01:30", "2215–0130", "22:15 to 01:30", "between 22:15 and 01:30", "10.15pm - 1.30am"]
)
def test_a_range_in_one_cell(text: str) -> None:
    assert read_times(text) == Times(dt.time(22, 15), dt.time(1, 30))


@pytest.mark.parametrize(("text", "time"), [("12am", dt.time(0)), ("12pm", dt.time(12)), ("0000", dt.time(0)),
                                            ("0", dt.time(0)), ("noon", dt.time(12)), ("900", dt.time(9))])  # fmt: skip
def test_the_ends_of_half_days(text: str, time: dt.time) -> None:
    assert read_time(text) == time


@pytest.mark.parametrize("text", ["unknown", "Not known", "n/k", "-"])
def test_a_time_that_is_said_to_be_unknown_says_nothing(text: str) -> None:
    assert read_times(text) is None


@pytest.mark.parametrize("text", ["25:00", "22:60", "13pm", "evening", "15", "22", "-1:00", "24:00"])
def test_what_is_no_time_is_refused(text: str) -> None:
    assert isinstance(read_times(text), Unread)


def test_the_end_of_a_day_is_told_how_to_be_written() -> None:
    read = read_time("24:00")
    assert isinstance(read, Unread)
    assert "23:59" in read.why


@given(st.times())
def test_a_written_time_reads_back(time: dt.time) -> None:
    minute = time.replace(second=0, microsecond=0)
    for form in ("%H:%M", "%H%M", "%I:%M%p", "%H.%M", "%H:%M:%S"):
        assert read_times(minute.strftime(form)) == Times(minute), form


@given(st.text(max_size=20) | st.from_regex(r"[0-9:. ]{0,6}[apm-]{0,2}[0-9:]{0,5}", fullmatch=True))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert read_times(text) is None or isinstance(read_times(text), Times | Unread)
