"""Where the headings stand, what they are called, and which rows below them are records."""

from __future__ import annotations

import pytest

from saferplace.evidence.tables.header_guess import guess_header
from saferplace.evidence.tables.headings import Header, fingerprint, headings, normalised
from saferplace.evidence.tables.records import BLANK, HEADINGS_AGAIN, NOTE, TOTAL, records_of
from saferplace.evidence.tables.sheet import Sheet
from saferplace.evidence.tables.workbook import read_tables
from tests.workbooks import Rows, xlsx_bytes

DATA = [["01/04/2026", "High Street", 3, 51.75], ["02/04/2026", "Low Street", 2, 51.76], ["03/04/2026", "", 1, 51.7]]
NAMES = ["Date", "Street", "Number", "Latitude"]


def sheet_of(rows: Rows) -> Sheet:
    return read_tables(xlsx_bytes({"A": rows}), name="a.xlsx")[0]


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ([], Header(0, 1)),
        ([["Fly-tipping in Dacorum, April 2026"]], Header(1, 1)),
        ([["Fly-tipping"], ["Produced", "01/05/2026"], []], Header(3, 1)),
        ([[None, None, "Counts"], []], Header(2, 1)),
        ([["Dacorum Borough Council"], [], ["Filter:", "All wards"], ["Period:", "April 2026"], []], Header(5, 1)),
    ],
    ids=["none", "a title", "title, date and blank", "a stray word", "a report's own top"],
)
def test_titles_above_the_headings_are_passed_over(above: Rows, expected: Header) -> None:
    assert guess_header(sheet_of([*above, NAMES, *DATA])) == expected


def test_two_rows_of_headings_are_joined_under_their_groups() -> None:
    rows = [["Fly-tipping"], [None, None, "Land", None, "Size", None]]
    rows.append(["Month", "Ward", "Highway", "Footpath", "Small", "Large"])
    sheet = sheet_of([*rows, ["2026-04", "Adeyfield", 1, 2, 3, 4], ["2026-05", "Adeyfield", 0, 2, 1, 0]])
    header = guess_header(sheet)
    assert header == Header(1, 2)
    assert headings(sheet, header) == (
        "Month",
        "Ward",
        "Land – Highway",
        "Land – Footpath",
        "Size – Small",
        "Size – Large",
    )


def test_years_may_be_headings() -> None:
    sheet = sheet_of([["Area", 2024, 2025, "2025/26"], ["Dacorum", 1, 2, 3], ["Watford", 4, 5, 6]])
    assert headings(sheet, guess_header(sheet)) == ("Area", "2024", "2025", "2025/26")


def test_a_table_without_headings_gives_its_first_row_for_a_person_to_correct() -> None:
    assert guess_header(sheet_of(DATA)) == Header(0, 1)


def test_repeated_and_blank_headings_get_names_of_their_own() -> None:
    sheet = sheet_of([["Date", "Note", None, "Note"], ["01/04/2026", "a", "b", "c"], ["02/04/2026", "a", "b", "c"]])
    assert headings(sheet, Header(0, 1)) == ("Date", "Note", "Column C", "Note (2)")


def test_a_stray_cell_to_the_right_makes_no_column() -> None:
    rows = [NAMES, *DATA * 20]
    rows[7] = [*rows[7], None, "checked"]
    assert len(headings(sheet_of(rows), Header(0, 1))) == 4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ref No.", "ref_number"),
        ("Date/Time", "DATE  TIME"),
        ("Café & Bar", "cafe and bar"),
        ("# of bags", "Number of bags"),
    ],
)
def test_headings_are_the_same_whatever_their_spelling(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


def test_a_fingerprint_does_not_mind_order_and_a_new_column_changes_it() -> None:
    assert fingerprint(["Date", "Ward"]) == fingerprint(["ward", "DATE", "Column C"])
    assert fingerprint(["Date", "Ward"]) != fingerprint(["Date", "Ward", "Cost"])


def left_out(rows: Rows) -> tuple[list[int], dict[int, str]]:
    sheet = sheet_of(rows)
    positions, others = records_of(sheet, Header(0, 1), headings(sheet, Header(0, 1)))
    return [sheet.lines[position] for position in positions], {row.line: row.why for row in others}


@pytest.mark.parametrize(
    "total", ["Total", "Grand total", "TOTALS:", "*Total", "Total incidents", "Sub-total", "Total for April"]
)
def test_totals_below_the_records_are_left_out(total: str) -> None:
    assert left_out([NAMES, *DATA, [total, None, 6]]) == ([2, 3, 4], {5: TOTAL})


def test_notes_blank_rows_and_repeated_headings_are_left_out_and_told() -> None:
    rows = [NAMES, DATA[0], [], NAMES, *DATA[1:], [], ["Total", None, 6], [], ["Source: the waste system"]]
    assert left_out(rows) == ([2, 5, 6], {3: BLANK, 4: HEADINGS_AGAIN, 7: BLANK, 8: TOTAL, 9: BLANK, 10: NOTE})


def test_a_total_among_the_records_is_a_record_until_a_check_refuses_it() -> None:
    """Only below the last record is it sure; “Total” may be a street’s petrol station."""
    assert left_out([NAMES, DATA[0], ["Total", None, 3, None], *DATA[1:]])[0] == [2, 3, 4, 5]


def test_a_record_with_one_cell_in_a_narrow_table_is_no_note() -> None:
    assert left_out([["Month", "Number"], ["2026-04", 1], ["2026-05"]]) == ([2, 3], {})
