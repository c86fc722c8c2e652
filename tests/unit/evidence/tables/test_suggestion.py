"""What is proposed for a partner's columns and words, and which data set a sheet is taken for."""

from __future__ import annotations

from saferplace.evidence.partner.fields import DATE, LOCATION, TIME, category
from saferplace.evidence.partner.record import record_source
from saferplace.evidence.tables.data_set_rank import rank_data_sets
from saferplace.evidence.tables.field_match import Certainty
from saferplace.evidence.tables.headings import Header
from saferplace.evidence.tables.mapping import ColumnRule, Use
from saferplace.evidence.tables.mapping_fit import faults_of_mapping
from saferplace.evidence.tables.suggest import Suggestion, suggest_mapping
from saferplace.evidence.tables.word_match import suggest_words
from saferplace.evidence.tables.workbook import read_tables
from tests.partner_tables import HEADINGS, TIPPING, messy_workbook, tip
from tests.workbooks import Rows, csv_bytes

WORDS = ("Black bags", "Construction", "Other household waste", "White goods")
NOISE = record_source(
    data_set="test-noise",
    title="noise complaints",
    duty="",
    fields=(DATE, TIME, category("The noise.", ("Music", "Dogs", "Alarm")), LOCATION),
)


def suggest(rows: Rows) -> Suggestion:
    (sheet,) = read_tables(csv_bytes(rows), name="table.csv")
    return suggest_mapping(sheet, TIPPING, provider="a-council", name="a table")


def rules(suggestion: Suggestion) -> dict[str, tuple[Use, str | None]]:
    return {column.rule.heading: (column.rule.use, column.rule.field) for column in suggestion.columns}


def test_a_councils_workbook_is_mapped_but_for_what_it_does_not_say() -> None:
    kinds = ["Bags (black)", "White good", "Constr.", "other household"]
    rows = [tip(day, f"{day:02}/10/2026 22:15", waste=kinds[day % 4]) for day in range(1, 20)]
    sheet = read_tables(messy_workbook(rows), name="tips.xlsx")[0]
    suggestion = suggest_mapping(sheet, TIPPING, provider="a-council", name="tips")
    assert rules(suggestion) == {
        "Ref No.": (Use.KEEP, "reference"),
        "Date/Time": (Use.KEEP, "date"),
        "Waste": (Use.KEEP, "category"),
        "Street": (Use.KEEP, "location"),
        "Reported by": (Use.DROP, None),
        "Qty": (Use.KEEP, "number"),
    }
    assert suggestion.mapping.header_line == 4
    assert suggestion.missing == ()
    assert faults_of_mapping(suggestion.mapping, TIPPING) == ()


def test_our_own_headings_are_sure_and_odd_ones_are_not() -> None:
    suggestion = suggest([["Date", "Category", "When seen", "Shoe size"], ["01/10/2026", "Black bags", "", "9"]])
    certain = {column.rule.heading: column.certainty for column in suggestion.columns}
    assert certain["Date"] is certain["Category"] is Certainty.SURE
    assert rules(suggestion)["Shoe size"] == (Use.DROP, None)


def test_a_heading_whose_values_say_otherwise_is_only_a_guess_or_nothing() -> None:
    suggestion = suggest([["Date", "Category"], *([f"area {n}", "Black bags"] for n in range(5))])
    column = next(column for column in suggestion.columns if column.rule.heading == "Date")
    assert column.certainty is not Certainty.SURE


def test_a_date_is_known_by_its_values_when_the_heading_says_nothing() -> None:
    assert rules(suggest([["Col1", "Category"], ["01/10/2026", "Construction"]]))["Col1"] == (Use.KEEP, "date")


def test_each_field_is_proposed_for_one_column_only() -> None:
    suggestion = suggest(
        [["Incident date", "Date", "Category"], ["01/10/2026", "02/10/2026", "Construction"]],
    )
    assert [field for _, field in rules(suggestion).values()].count("date") == 1
    assert rules(suggestion)["Date"] == (Use.KEEP, "date")


def test_free_text_with_a_phone_number_is_proposed_to_be_masked_and_shows_no_example() -> None:
    rows = [["Date", "Category", "Comments"], ["01/10/2026", "Construction", "call 07700 900123 about a van"]]
    suggestion = suggest(rows)
    assert rules(suggestion)["Comments"] == (Use.MASK, "note")
    assert suggestion.columns[2].examples == ()


def test_what_nothing_fills_is_said() -> None:
    suggestion = suggest([["Street"], ["High Street"]])
    assert [field.heading for field in suggestion.missing] == ["Date", "Category"]


def test_a_persons_word_on_the_header_row_is_taken() -> None:
    (sheet,) = read_tables(csv_bytes([["a", "b"], ["Date", "Category"], ["01/10/2026", "Construction"]]), name="t.csv")
    suggestion = suggest_mapping(sheet, TIPPING, provider="p", name="n", header=Header(1, 1))
    assert suggestion.mapping.columns == (ColumnRule.keep("Date", "date"), ColumnRule.keep("Category", "category"))


def test_words_that_are_the_same_or_nearly_are_translated_and_others_are_left_to_a_person() -> None:
    found = {
        word.word: (word.standard, word.certainty)
        for word in suggest_words(["BLACK BAG", "construction", "White goods", "Whte goods", "Asbestos"], WORDS)
    }
    assert found["BLACK BAG"] == ("Black bags", Certainty.SURE)
    assert found["construction"] == ("Construction", Certainty.SURE)
    assert "White goods" not in found
    assert found["Whte goods"] == ("White goods", Certainty.LIKELY)
    assert found["Asbestos"] == ("", Certainty.GUESS)


def test_two_words_that_are_as_near_are_a_guess() -> None:
    (found,) = suggest_words(["Vehicle"], ["Vehicle fire", "Vehicle parts"])
    assert found.certainty is Certainty.GUESS


def test_the_data_set_that_a_table_is_of_comes_first() -> None:
    tips = read_tables(csv_bytes([HEADINGS, *(tip(n) for n in range(9))]), name="fly-tipping.csv")[0]
    noise = read_tables(
        csv_bytes(
            [["Date", "Time", "Type", "Street"], *(["01/10/2026", "22:15", "Dogs", "High Street"] for _ in "abc")]
        ),
        name="export.csv",
    )[0]
    assert rank_data_sets(tips, [NOISE, TIPPING])[0].source is TIPPING
    assert rank_data_sets(noise, [TIPPING, NOISE])[0].source is NOISE
