"""CSV files as they are sent: any separator, any way of writing letters, and quotation marks that nobody closed."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferplace.evidence.tables.cells import text_of
from saferplace.evidence.tables.sheet import Sheet, UnreadableTable
from saferplace.evidence.tables.workbook import read_tables

CELL = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=12)


def read(content: bytes) -> Sheet:
    return read_tables(content, name="table.csv")[0]


def texts(sheet: Sheet) -> list[list[str]]:
    return [[sheet.cell(row, column) for column in range(sheet.width)] for row in range(len(sheet.rows))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_makes_rows_alike(delimiter: str) -> None:
    rows = [
        ["Date", "Place, or street", "Cost"],
        ["01/04/2026", "High Street; north", "1,5"],
        ["02/04/2026", "A|B", "2"],
    ]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    assert texts(read(out.getvalue().encode())) == rows


def test_excels_own_word_on_the_separator_is_no_row() -> None:
    sheet = read(b"sep=;\nDate;Cost\n01/04/2026;1,5\n")
    assert (texts(sheet), sheet.lines) == ([["Date", "Cost"], ["01/04/2026", "1,5"]], [2, 3])


def test_windows_letters_are_read_and_said() -> None:
    sheet = read("Place,Cost\nCaf\u00e9,\u00a35\nO\u2019Neill \u2013 x,1\n".encode("cp1252"))
    assert texts(sheet)[1:] == [["Café", "£5"], ["O’Neill – x", "1"]]
    assert sheet.notes[0].startswith("2 lines are not written in UTF-8 and read as Windows-1252, the first on line 2.")


def test_one_stray_byte_does_not_garble_the_lines_that_were_right() -> None:
    assert texts(read("Place\nŴyn\n".encode() + b"Caf\xe9\n")) == [["Place"], ["Ŵyn"], ["Café"]]


@pytest.mark.parametrize(
    "content",
    [
        b'Place,Note\nHigh Street,"dumped at night\nLow Street,bags\n',
        b'Place,Note\nHigh Street,"dumped\nLow Street,bags\nMid Street,"x"\n',
        b'Place,Note\n"High Street,dumped\n' + b"Low Street,bags\n" * 600,
    ],
    ids=["to the end", "to the next quotation mark", "over hundreds of lines"],
)
def test_a_quotation_mark_that_is_never_closed_is_named_by_its_line(content: bytes) -> None:
    with pytest.raises(UnreadableTable, match="quotation mark") as refused:
        read(content)
    assert "line 2" in str(refused.value)


def test_a_quotation_mark_inside_a_line_is_only_untidy() -> None:
    assert texts(read(b'Place,Note\n"The "Red Lion" inn",x\nB,6" pipe\n'))[1:] == [
        ['The Red Lion" inn"', "x"],
        ["B", '6" pipe'],
    ]


def test_old_line_ends_and_a_missing_last_one_make_no_difference() -> None:
    expected = [["a", "b"], ["1", "2"]]
    assert texts(read(b"a,b\r1,2")) == texts(read(b"a,b\r\n1,2\r\n")) == texts(read(b"a,b\n1,2")) == expected


def test_cells_lose_spaces_around_and_letters_nobody_sees() -> None:
    assert texts(read("Place,x\n\u00a0High\u00a0Street\u200b ,1\n".encode()))[1] == ["High Street", "1"]


@given(st.integers(2, 5).flatmap(lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=8)))
@settings(max_examples=150, deadline=None)
def test_any_rectangular_table_of_text_survives_the_way_through_a_csv(rows: list[list[str]]) -> None:
    """Below headings, in quotation marks, as a spreadsheet program would write any text."""
    width = len(rows[0]) if rows else 2
    table = [[f"Heading {number}" for number in range(width)], *rows, ["end"] * width]
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(table)
    assert texts(read(out.getvalue().encode())) == [[text_of(cell) for cell in row] for row in table]
