"""A mapping made once: kept as JSON, found to fit next month's file or not, and what it makes of the rows."""

from __future__ import annotations

import dataclasses
import json

import pytest

from saferplace.evidence.tables.apply import read_mapped
from saferplace.evidence.tables.mapping import ColumnRule, Mapping
from saferplace.evidence.tables.mapping_file import InvalidMapping, from_json, to_json, to_plain
from saferplace.evidence.tables.mapping_fit import faults_of_mapping, template_mapping
from saferplace.evidence.tables.sheet import Sheet
from saferplace.evidence.tables.workbook import read_tables
from tests.partner_tables import HEADINGS, MAPPING, TIPPING, tip
from tests.workbooks import Rows, csv_bytes, xlsx_bytes


def sheet_of(rows: Rows) -> Sheet:
    return read_tables(csv_bytes(rows), name="table.csv")[0]


def test_a_mapping_comes_back_from_its_file_as_it_was() -> None:
    assert from_json(to_json(MAPPING)) == MAPPING


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"provider": ""}, "“provider” must be given as text."),
        ({"colour": "red"}, "“colour” is not part of a mapping."),
        ({"columns": []}, "“columns” must be a list with a rule for every column."),
        ({"columns": [{"heading": "Date", "use": "keep"}]}, "Column 1: “Date” needs the “field” that it fills."),
        ({"columns": [{"heading": "Date", "use": "hide"}]}, "Column 1: “Date” needs a “use”: keep, mask or drop."),
        ({"header_line": 0}, "“header_line” must be the number of the line"),
        ({"header_rows": 3}, "“header_rows” must be 1 or 2."),
        ({"constants": {"date": "x"}}, "The field “date” is filled 2 times."),
        ({"translations": {"category": ["x"]}}, "“translations of category” must be pairs of words."),
    ],
)
def test_every_fault_of_a_mapping_file_is_named(changes: dict[str, object], problem: str) -> None:
    with pytest.raises(InvalidMapping) as invalid:
        from_json(json.dumps(to_plain(MAPPING) | changes))
    assert any(said.startswith(problem) for said in invalid.value.problems)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "null", "3"])
def test_what_is_no_mapping_at_all_is_refused(text: str) -> None:
    with pytest.raises(InvalidMapping):
        from_json(text)


def test_next_months_file_is_known_with_its_headings_on_another_line_and_columns_moved() -> None:
    rows = [["A longer title"], ["and another"], [], ["Qty", "Street", "Waste", "Date/Time", "Ref No.", "Reported by"]]
    sheet = sheet_of([*rows, [1, "High Street", "Fridge", "01/11/2026", "FT/9", "Jane Smith"]])
    assert MAPPING.problems(sheet) == ()
    assert MAPPING.header_in(sheet).first_row == 3


def test_a_renamed_column_is_asked_about() -> None:
    renamed = ["Reference No.", *HEADINGS[1:]]
    (problem,) = MAPPING.problems(sheet_of([renamed, tip(1)]))
    assert problem == (
        "The column “Ref No.” is not in this file, but “Reference No.” is new. Decide whether it is the same."
    )


def test_a_new_column_must_be_decided_before_anything_is_read() -> None:
    (problem,) = MAPPING.problems(sheet_of([[*HEADINGS, "Mobile"], [*tip(1), "07700 900123"]]))
    assert problem.startswith("The column “Mobile” is new. Decide which field it fills, or that it is dropped.")


def test_an_empty_spacer_column_is_no_new_column() -> None:
    assert MAPPING.problems(sheet_of([[*HEADINGS[:3], "", *HEADINGS[3:]], [*tip(1)[:3], "", *tip(1)[3:]]])) == ()


def test_another_table_is_no_file_of_this_mapping() -> None:
    assert not MAPPING.applies_to(sheet_of([["Name", "Age"], ["x", "1"]]))


def test_words_are_translated_whatever_their_case() -> None:
    cells = read_mapped(
        sheet_of([HEADINGS, tip(1, waste="BAGS - black"), tip(2, waste="Sofa")]), MAPPING, TIPPING.cells
    )
    assert cells.cells["category"].to_list() == ["Black bags", "Sofa"]


def test_a_column_may_fill_two_fields_and_a_constant_one() -> None:
    mapping = Mapping(
        "both",
        TIPPING.data_set,
        "p",
        (ColumnRule.keep("When", "date"), ColumnRule.keep("When", "note")),
        constants={"category": "Construction"},
    )
    cells = read_mapped(sheet_of([["When"], ["01/04/2026"]]), mapping, TIPPING.cells).cells
    assert cells.select("date", "note", "category", "location").row(0) == (
        "01/04/2026",
        "01/04/2026",
        "Construction",
        "",
    )


def test_a_masked_column_is_read_without_the_people_in_it() -> None:
    mapping = Mapping("m", TIPPING.data_set, "p", (ColumnRule.keep("Date", "date"), ColumnRule.mask("Notes", "note")))
    rows = [["Date", "Notes"], ["01/04/2026", "Mrs Jones rang from 07700 900123"]]
    assert read_mapped(sheet_of(rows), mapping, TIPPING.cells).cells["note"].to_list() == [
        "[removed] rang from [removed]"
    ]


def test_what_a_mapping_can_never_fill_is_said_before_any_file_is_read() -> None:
    broken = dataclasses.replace(
        MAPPING,
        columns=(ColumnRule.keep("Ref No.", "referense"), ColumnRule.keep("Waste", "category")),
        translations={"category": {"Fridge": "Fridges"}},
    )
    assert faults_of_mapping(broken, TIPPING) == (
        "“referense” is no field of fly-tipping as a test sends it.",
        "No column fills “Date”, without which every row would be refused.",
        "“Fridges” is no standard word of “Category”.",
    )
    assert faults_of_mapping(MAPPING, TIPPING) == faults_of_mapping(template_mapping(TIPPING, "p"), TIPPING) == ()


BOOK: dict[str, Rows] = {"Cover": [["Fly-tipping"]], "October": [HEADINGS, tip(1)], "Lists": [["x"]]}


def chosen(sheet: str | None, book: dict[str, Rows], *hidden: str) -> str | None:
    sheets = read_tables(xlsx_bytes(book, hidden=hidden), name="a.xlsx")
    found = dataclasses.replace(MAPPING, sheet=sheet).choose_sheet(sheets)
    return found.name if found else None


def test_without_a_name_the_first_sheet_with_these_columns_is_read() -> None:
    assert chosen(None, BOOK) == "October"


def test_a_sheet_that_was_renamed_since_is_known_by_its_columns() -> None:
    assert chosen("September", BOOK) == "October"


def test_two_sheets_that_could_be_it_are_not_guessed_between() -> None:
    assert chosen("September", {**BOOK, "November": [HEADINGS, tip(2)]}) is None


def test_a_hidden_sheet_is_read_only_by_its_name() -> None:
    book = {"Cover": [["Fly-tipping"]], "October": [HEADINGS, tip(1)]}
    assert (chosen("October", book, "October"), chosen(None, book, "October")) == ("October", "Cover")
