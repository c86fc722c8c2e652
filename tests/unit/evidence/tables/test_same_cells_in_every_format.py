"""IMP-15: one table in any format gives the same text cells; and each kind of cell keeps what it says."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferplace.evidence.tables.cells import text_of
from saferplace.evidence.tables.sheet import Sheet
from saferplace.evidence.tables.workbook import read_tables
from tests.workbooks import Value, csv_bytes, ods_bytes, xlsx_bytes

HEADINGS = ["Date", "At", "Time", "Lasted", "Place", "Number", "Cost", "Repeat?", "Remark"]
ROWS: list[list[Value]] = [
    HEADINGS,
    [
        dt.date(2026, 4, 1),
        dt.datetime(2026, 4, 1, 22, 15, 30),  # noqa: DTZ001 - a cell has no zone
        dt.time(22, 15),
        dt.timedelta(hours=36, minutes=5),
        "High Street",
        12,
        1234.5,
        True,
        "<5",
    ],
    [dt.date(2026, 12, 31), None, dt.time(0, 5), None, "Ŵyn & “Sons”", 0, 0.1, False, "n/a"],
    [None, None, None, None, "two\nlines", -3, 1e-7, None, "=1+1"],
]
TEXTS = [
    HEADINGS,
    ["2026-04-01", "2026-04-01T22:15:30", "22:15:00", "36:05:00", "High Street", "12", "1234.5", "yes", "<5"],
    ["2026-12-31", "", "00:05:00", "", "Ŵyn & “Sons”", "0", "0.1", "no", "n/a"],
    ["", "", "", "", "two\nlines", "-3", "0.0000001", "", "=1+1"],
]


def texts(sheet: Sheet) -> list[list[str]]:
    return [[sheet.cell(row, column) for column in range(sheet.width)] for row in range(len(sheet.rows))]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plain.csv", csv_bytes(TEXTS)),
        ("mark.csv", b"\xef\xbb\xbf" + csv_bytes(TEXTS)),
        ("semicolons.csv", csv_bytes(TEXTS, delimiter=";", line_end="\n")),
        ("tabs.tsv", csv_bytes(TEXTS, delimiter="\t")),
        ("utf-16.csv", csv_bytes(TEXTS, delimiter="\t", encoding="utf-16")),
        ("book.xlsx", xlsx_bytes({"Sheet1": ROWS})),
        ("book.ods", ods_bytes({"Sheet1": ROWS})),
    ],
)
def test_imp_15_the_same_table_gives_the_same_cells(name: str, content: bytes) -> None:
    (sheet,) = read_tables(content, name=name)
    assert texts(sheet) == TEXTS


def test_a_byte_order_mark_is_no_part_of_the_first_heading() -> None:
    (sheet,) = read_tables(b"\xef\xbb\xbf" + csv_bytes([["Date"], ["1"]]), name="a.csv")
    assert sheet.cell(0, 0) == "Date"


def test_uk_dates_written_as_text_stay_as_they_are_written() -> None:
    """Whether 01/04/2026 is a day is asked by the data set, which reads the day first."""
    for content in (csv_bytes([["Date"], ["01/04/2026"]]), xlsx_bytes({"A": [["Date"], ["01/04/2026"]]})):
        assert read_tables(content, name="a")[0].cell(1, 0) == "01/04/2026"


def test_a_time_a_hair_before_the_minute_is_that_minute() -> None:
    """Binary fractions of a day miss the second: 14:09:59.9994 was typed as 14:10."""
    at = dt.datetime(2026, 4, 1, 14, 9, 59, 999_400)  # noqa: DTZ001
    (sheet,) = read_tables(xlsx_bytes({"A": [["At"], [at], [at + dt.timedelta(minutes=50)]]}), name="a.xlsx")
    assert [sheet.cell(row, 0) for row in (1, 2)] == ["2026-04-01T14:10:00", "2026-04-01T15:00:00"]


def test_thousands_separators_and_marks_are_left_for_the_checks_to_read() -> None:
    cells = ["1,234", "<5", "-", "n/a", "[c]", "£1,000.50", "12%", "007"]
    for content in (csv_bytes([["x"], *([cell] for cell in cells)]), xlsx_bytes({"A": [["x"], *([c] for c in cells)]})):
        (sheet,) = read_tables(content, name="a")
        assert [sheet.cell(row, 0) for row in range(1, len(sheet.rows))] == cells


def test_lines_are_those_of_the_file_also_where_a_cell_holds_line_breaks() -> None:
    (sheet,) = read_tables(b'Place,Number\n"two\nlines",1\nplain,2\n\nlast,3\n', name="a.csv")
    assert sheet.lines == [1, 2, 4, 5, 6]
    assert sheet.rows[3] == []


PRINTED = st.text(st.characters(whitelist_categories=["L", "N", "P", "S", "Zs"]), max_size=10)


@given(st.lists(st.lists(PRINTED, min_size=3, max_size=3), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_any_table_of_text_is_the_same_in_every_format(rows: list[list[str]]) -> None:
    """Cells that a CSV could not tell from nothing are nothing, and spaces around and between do not count."""
    table = [["First", "Second", "Third"], *([" ".join(cell.split()) for cell in row] for row in rows), ["x", "y", "z"]]
    expected = [[text_of(cell) for cell in row] for row in table]
    for content in (csv_bytes(table), xlsx_bytes({"A": table}), ods_bytes({"A": table})):
        assert texts(read_tables(content, name="a")[0]) == expected
