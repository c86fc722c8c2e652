from __future__ import annotations

import datetime as dt

import pytest

from saferplace.evidence.partner.data_sets.police_asb_incidents import POLICE_ASB_INCIDENTS
from tests.unit.evidence.partner.cells import cells, kept, reasons

ROW = {"category": "Nuisance"}


def when(**given: str) -> dict[str, object]:
    (row,) = kept(POLICE_ASB_INCIDENTS, ROW | given)
    return row


def span(row: dict[str, object]) -> tuple[str, str, str]:
    return str(row["occurred_from"]), str(row["occurred_to"]), str(row["time_precision"])


def test_an_exact_time_begins_and_ends_at_once() -> None:
    row = when(date="01/04/2026", time="22:15")
    assert span(row) == ("2026-04-01 22:15:00", "2026-04-01 22:15:00", "exact")
    assert (row["occurred_on"], row["month"]) == (dt.date(2026, 4, 1), "2026-04")


def test_a_day_without_a_time_has_no_time() -> None:
    assert span(when(date="01/04/2026")) == ("None", "None", "day")


def test_a_month_alone_has_no_day() -> None:
    row = when(date="April 2026")
    assert (row["occurred_on"], row["month"], row["time_precision"]) == (None, "2026-04", "month")


@pytest.mark.parametrize(
    "given",
    [
        {"time": "22:15", "time_to": "01:30"},
        {"time": "22:15-01:30"},
        {"time": "22:15", "date_to": "02/04/2026", "time_to": "01:30"},
        {"time": "22:15", "date_to": "02/04/2026 01:30"},
    ],
)
def test_a_range_over_midnight_ends_on_the_next_day(given: dict[str, str]) -> None:
    assert span(when(date="01/04/2026", **given)) == ("2026-04-01 22:15:00", "2026-04-02 01:30:00", "range")


def test_a_range_over_midnight_at_the_end_of_a_month_belongs_to_the_month_in_which_it_began() -> None:
    row = when(date="30/04/2026", time="23:30", time_to="00:30")
    assert (row["month"], str(row["occurred_to"])) == ("2026-04", "2026-05-01 00:30:00")


def test_days_without_times_make_a_range_of_whole_days() -> None:
    assert span(when(date="01/04/2026", date_to="03/04/2026")) == (
        "2026-04-01 00:00:00",
        "2026-04-03 23:59:00",
        "range",
    )


def test_the_same_day_twice_is_that_day() -> None:
    assert span(when(date="01/04/2026", date_to="01/04/2026"))[2] == "day"
    assert span(when(date="01/04/2026", time="09:00", date_to="01/04/2026"))[2] == "exact"


def test_the_hour_that_comes_twice_in_october_is_kept_as_it_was_written() -> None:
    row = when(date="26/10/2025", time="01:30")
    assert str(row["occurred_from"]) == "2025-10-26 01:30:00"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"date": ""}, "Date: “” is blank; every row needs its date."),
        ({"date": "04/13/2026"}, "Date: “04/13/2026” looks like month first; write the day first, 13/04/2026."),
        ({"date": "16/06/2026"}, "Date: “16/06/2026” lies in the future."),
        ({"date": "July 2026"}, "Date: “July 2026” lies in the future."),
        ({"date": "31/12/1997"},
         "Date: “31/12/1997” is before 1 January 1998, when the records of this data set can begin."),
        ({"date": "01/04/2026", "time": "25:00"}, "Time: “25:00” is not a time of day; write it like 22:15."),
        ({"date": "01/04/2026", "time_to": "23:00"}, "Time to: “23:00” has no time from."),
        ({"date": "02/04/2026", "date_to": "01/04/2026"},
         "Date to: “01/04/2026” is before the date on which it began."),
        ({"date": "01/04/2026", "date_to": "01/07/2026"}, "Date to: “01/07/2026” lies in the future."),
        ({"date": "01/04/2026", "date_to": "May 2026"},
         "Date to: “May 2026” is a month; write the day, like 01/04/2026."),
        ({"date": "01/04/2026", "time": "22:15", "date_to": "01/04/2026", "time_to": "21:00"},
         "Time to: “21:00” is before the time from, on the same day."),
        ({"date": "01/04/2026 22:15", "time": "22:20"}, "Time: “22:20” is not the time that stands beside the date."),
        ({"date": "April 2026", "time": "22:20"}, "Time: “22:20” is given although the row has only a month."),
        ({"date": "02/04/2026", "reported_on": "01/04/2026"},
         "Date reported: “01/04/2026” is before the day on which it happened."),
    ],
)  # fmt: skip
def test_a_time_that_cannot_be_is_refused_with_one_reason(given: dict[str, str], reason: str) -> None:
    assert reasons(POLICE_ASB_INCIDENTS, ROW | given) == [reason]


def test_each_row_says_its_month_and_a_row_that_cannot_says_none() -> None:
    rows = cells(
        POLICE_ASB_INCIDENTS, {"date": "01/04/2026"}, {"date": "13/13/2026"}, {"date": "May 2026"}, {"date": ""}
    )
    assert POLICE_ASB_INCIDENTS.period_of is not None
    assert POLICE_ASB_INCIDENTS.period_of(rows).to_list() == ["2026-04", None, "2026-05", None]


def test_imp_15_a_spreadsheet_and_a_csv_of_the_same_rows_say_the_same() -> None:
    csv, workbook = kept(
        POLICE_ASB_INCIDENTS,
        ROW | {"date": "01/04/2026", "time": "22:15"},
        ROW | {"date": "2026-04-01T00:00:00", "time": "22:15:00"},
    )
    assert csv | {"source_line": 0} == workbook | {"source_line": 0}
    assert csv["occurred_on"] == dt.date(2026, 4, 1)
