"""What a workbook holds beside plain cells: failed formulas, percentages, hidden sheets, charts, repeated rows."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import polars as pl
import pytest
import xlsxwriter

from saferplace.evidence.tables.sheet import Sheet, UnreadableTable
from saferplace.evidence.tables.workbook import read_tables
from tests.workbooks import ods_bytes, ods_of, xlsx_bytes

_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def column(sheet: Sheet, number: int = 0) -> list[str]:
    return [sheet.cell(row, number) for row in range(len(sheet.rows))]


def open_sheet(rows: str) -> Sheet:
    """An OpenDocument sheet of these table-row elements."""
    content = (
        f"<office:document-content {_SPACES}><office:body><office:spreadsheet>"
        f'<table:table table:name="A">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return read_tables(ods_of(content), name="a.ods")[0]


@pytest.fixture
def book() -> Sheet:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("A")
        percent = workbook.add_format({"num_format": "0.0%"})
        quoted = workbook.add_format({"num_format": '0.0" % of all"'})
        sheet.write_row(0, 0, ["Share", "Lookup", "Sum", "Plain"])
        sheet.write_number(1, 0, 0.125, percent)
        sheet.write_formula(1, 1, "=VLOOKUP(1,A:A,1)", None, "#N/A")
        sheet.write_formula(1, 2, "=1+1", None, 2)
        sheet.write_number(1, 3, 0.125, quoted)
        sheet.write_formula(2, 0, "=1/8", percent, 0.125)
        sheet.write_formula(2, 1, "=A1/0", None, "#DIV/0!")
        sheet.write_formula(2, 2, '="a"&"b"', None, "ab")
        sheet.write_number(2, 3, 3)
    return read_tables(out.getvalue(), name="a.xlsx")[0]


def test_a_percentage_is_read_as_it_is_shown(book: Sheet) -> None:
    assert column(book, 0) == ["Share", "12.5%", "12.5%"]


def test_a_percent_sign_that_is_only_a_word_of_the_format_changes_nothing(book: Sheet) -> None:
    assert column(book, 3) == ["Plain", "0.125", "3"]


def test_a_failed_formula_stays_to_be_refused_by_name(book: Sheet) -> None:
    assert column(book, 1) == ["Lookup", "#N/A", "#DIV/0!"]


def test_a_formula_counts_by_its_result(book: Sheet) -> None:
    assert column(book, 2) == ["Sum", "2", "ab"]


def test_formulas_that_nothing_ever_computed_are_said() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes({"A": [["Sum"], [0]]}))) as made:
        members = {name: made.read(name) for name in made.namelist()}
    before = members["xl/worksheets/sheet1.xml"]
    members["xl/worksheets/sheet1.xml"] = before.replace(
        b"<v>0</v></c></row></sheetData>", b"<f>1+1</f></c></row></sheetData>"
    )
    assert members["xl/worksheets/sheet1.xml"].count(b"<f>") == 1
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as again:
        for name, content in members.items():
            again.writestr(name, content)
    (sheet,) = read_tables(out.getvalue(), name="a.xlsx")
    assert sheet.notes[0].startswith("One formula has no stored result and read as empty cells.")


def test_open_document_percentages_and_failed_formulas_are_as_in_excel() -> None:
    sheet = open_sheet(
        "<table:table-row>"
        '<table:table-cell office:value-type="percentage" office:value="0.125"><text:p>12.50%</text:p>'
        "</table:table-cell>"
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
        "</table:table-row>"
    )
    assert [sheet.cell(0, number) for number in (0, 1)] == ["12.5%", "#DIV/0!"]


def test_repeated_rows_and_cells_of_an_open_document_are_rows_and_cells() -> None:
    cell = (
        '<table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>x</text:p>'
        "</table:table-cell>"
    )
    sheet = open_sheet(f'<table:table-row table:number-rows-repeated="3">{cell}</table:table-row>')
    assert [[sheet.cell(row, number) for number in (0, 1)] for row in range(3)] == [["x", "x"]] * 3


def test_row_numbers_are_the_spreadsheets_also_below_empty_rows() -> None:
    rows = [[], [], ["Date"], [], ["01/04/2026"]]
    for content in (xlsx_bytes({"A": rows}), ods_bytes({"A": rows})):
        (sheet,) = read_tables(content, name="a")
        assert [(line, sheet.cell(at, 0)) for at, line in enumerate(sheet.lines) if sheet.rows[at]] == [
            (3, "Date"),
            (5, "01/04/2026"),
        ]


@pytest.mark.parametrize("make", [xlsx_bytes, ods_bytes])
def test_hidden_sheets_are_known_as_such(make: object) -> None:
    content = make({"Lists": [["a"]], "October": [["Date"]]}, hidden=["Lists"])  # type: ignore[operator]
    assert [(sheet.name, sheet.is_hidden) for sheet in read_tables(content, name="a")] == [
        ("Lists", True),
        ("October", False),
    ]


def test_a_merged_title_stands_in_its_first_cell() -> None:
    (sheet,) = read_tables(xlsx_bytes({"A": [["Title", None], ["Date", "Place"]]}, merged=["A1:B1"]), name="a.xlsx")
    assert (column(sheet, 0), sheet.rows[0]) == (["Title", "Date"], ["Title"])


def test_dates_of_the_mac_are_the_same_days() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": True}) as workbook:
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        workbook.add_worksheet("A").write_datetime(0, 0, dt.datetime(2026, 4, 1), day)  # noqa: DTZ001
    assert read_tables(out.getvalue(), name="a.xlsx")[0].cell(0, 0) == "2026-04-01"


def test_a_serial_number_without_a_date_format_stays_the_number_it_is() -> None:
    """The data set reads 46113 in a column of dates; in another column it is a number."""
    assert read_tables(xlsx_bytes({"A": [["Date"], [46113]]}), name="a.xlsx")[0].cell(1, 0) == "46113"


def test_a_parquet_file_reads_as_the_csv_of_the_same_table() -> None:
    out = io.BytesIO()
    pl.DataFrame(
        {
            "Date": [dt.date(2026, 4, 1), None],
            "Place": ["High Street", ""],
            "Cost": [1.5, 2.0],
            "Is repeat": [True, None],
        }
    ).write_parquet(out)
    (sheet,) = read_tables(out.getvalue(), name="a.parquet")
    assert [[sheet.cell(row, number) for number in range(4)] for row in range(3)] == [
        ["Date", "Place", "Cost", "Is repeat"],
        ["2026-04-01", "High Street", "1.5", "yes"],
        ["", "", "2", ""],
    ]
    assert sheet.lines == [1, 2, 3]


def test_a_parquet_file_of_lists_is_refused_by_its_column() -> None:
    out = io.BytesIO()
    pl.DataFrame({"Crimes": [[1, 2]]}).write_parquet(out)
    with pytest.raises(UnreadableTable, match="The column “Crimes” holds lists"):
        read_tables(out.getvalue(), name="a.parquet")
