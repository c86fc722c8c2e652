"""A council's own workbook, through its mapping, into the evidence: in, refused, corrected, and again."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from saferplace.evidence.importing import Terms, count_refused, import_files, refused_rows
from saferplace.evidence.importing.corrected import write_correction
from saferplace.evidence.partner.data_sets.probation_return import PROBATION_RETURN
from saferplace.evidence.store import EvidenceStore
from saferplace.evidence.tables.mapping import ColumnRule, Mapping
from tests.partner_tables import COUNCIL, HEADINGS, MAPPING, TIPPING, TODAY, bring, messy_workbook, tip
from tests.workbooks import csv_bytes, ods_bytes, written


@pytest.fixture
def october(tmp_path: Path) -> Path:
    """Six rows: four sound ones of two months, one with an impossible date, one with an unknown kind of waste."""
    rows = [
        tip(1),
        tip(2, "02/10/2026 22:15", waste="Construction"),
        tip(3, "30/09/2026", waste="fridge"),
        tip(4, "31/10/2026", quantity=3),
        tip(5, "32/10/2026"),
        tip(6, waste="Uranium"),
    ]
    return written(tmp_path, "fly-tipping.xlsx", messy_workbook(rows))


def held(store: EvidenceStore) -> pl.DataFrame:
    return pl.concat([pl.read_parquet(file) for file in store.files(TIPPING.data_set)]).sort("source_line")


def test_each_row_comes_into_its_month_under_standard_words(store: EvidenceStore, october: Path) -> None:
    summary = bring(store, october).of(TIPPING.data_set)
    assert (summary.rows_read, summary.rows_refused) == (6, 2)
    assert store.units(TIPPING.data_set) == [f"{COUNCIL}~2026-09", f"{COUNCIL}~2026-10"]
    rows = held(store)
    assert rows["category"].to_list() == ["Black bags", "Construction", "White goods", "Black bags"]
    assert rows["month"].to_list() == ["2026-10", "2026-10", "2026-09", "2026-10"]
    assert rows["number"].to_list() == [1, 1, 1, 3]


def test_imp_03_a_refused_row_is_named_by_sheet_row_and_column(store: EvidenceStore, october: Path) -> None:
    bring(store, october)
    impossible, unknown = refused_rows(store, TIPPING)
    assert (impossible.file, impossible.line, impossible.column) == ("fly-tipping.xlsx › Sheet “October”", 10, "Date")
    assert "32/10/2026" in impossible.reason
    assert (unknown.line, unknown.column, unknown.value) == (11, "Category", "Uranium")


def test_what_was_left_out_and_not_read_is_said(store: EvidenceStore, october: Path) -> None:
    summary = bring(store, october).of(TIPPING.data_set)
    notes = " ".join(note for unit in summary.units for note in unit.notes)
    assert "4 rows were left out as no record: 2 × blank row; 1 × a total below the data (row 13)" in notes
    assert "a note below the data (row 14)" in notes
    assert "Only the sheet “October” was read, not “Codes”." in notes


def test_a_dropped_column_is_nowhere_in_the_store(store: EvidenceStore, october: Path) -> None:
    bring(store, october)
    everything = b"".join(file.read_bytes() for file in store.root.rglob("*") if file.is_file())
    cells = [cell for row in refused_rows(store, TIPPING) for cell in row.cells]
    assert b"Jane" not in everything
    assert "Jane Smith" not in cells


def test_imp_01_a_dry_run_says_what_the_real_run_then_does(store: EvidenceStore, october: Path) -> None:
    dry = bring(store, october, is_dry_run=True)
    assert store.version(TIPPING.data_set) is None
    real = bring(store, october)
    assert dry.of(TIPPING.data_set).units == real.of(TIPPING.data_set).units


def test_imp_02_the_same_workbook_again_changes_nothing(store: EvidenceStore, october: Path) -> None:
    bring(store, october)
    version = store.version(TIPPING.data_set)
    again = bring(store, october, minute=1).of(TIPPING.data_set)
    assert again.changes_nothing
    assert sum(unit.difference.unchanged for unit in again.units) == 4
    assert store.version(TIPPING.data_set) == version


def test_two_refused_rows_are_corrected_and_sent_alone(store: EvidenceStore, tmp_path: Path, october: Path) -> None:
    bring(store, october)
    correction = write_correction(TIPPING, refused_rows(store, TIPPING))
    correction = correction.replace(",32/10/2026,", ",12/09/2026,").replace(",Uranium,", ",Construction,")
    done = bring(store, written(tmp_path, "refused.csv", correction.encode()), minute=1).of(TIPPING.data_set)
    assert (done.rows_read, done.rows_refused, count_refused(store, TIPPING)) == (2, 0, 0)
    corrected = held(store).filter(pl.col("is_correction")).select("source_line", "month", "source_file").rows()
    name = "fly-tipping.xlsx › Sheet “October”"
    assert corrected == [(10, "2026-09", name), (11, "2026-10", name)]
    assert bring(store, october, minute=2).changes_nothing


def test_a_month_that_the_sender_states_and_that_has_no_row_is_held_as_empty(
    store: EvidenceStore, tmp_path: Path
) -> None:
    path = written(tmp_path, "tips.csv", csv_bytes([HEADINGS, tip(1)]))
    bring(store, path, covers=["2026-10", "2026-11"])
    assert store.units(TIPPING.data_set) == [f"{COUNCIL}~2026-10", f"{COUNCIL}~2026-11"]
    assert held(store).height == 1
    assert bring(store, path, covers=["2026-10", "2026-11"], minute=1).changes_nothing


def test_a_row_outside_the_stated_months_is_refused_and_does_not_touch_its_month(
    store: EvidenceStore, tmp_path: Path
) -> None:
    path = written(tmp_path, "tips.csv", csv_bytes([HEADINGS, tip(1), tip(2, "30/09/2026")]))
    bring(store, path, covers=["2026-10"])
    (refused,) = refused_rows(store, TIPPING)
    assert refused.reason == "Date: “30/09/2026” is in 2026-09; the file was said to cover 2026-10 only."
    assert refused.cells[:2] == ("30/09/2026", "Black bags")
    assert store.units(TIPPING.data_set) == [f"{COUNCIL}~2026-10"]


def test_a_file_wholly_outside_the_stated_months_empties_nothing(store: EvidenceStore, tmp_path: Path) -> None:
    bring(store, written(tmp_path / "a", "tips.csv", csv_bytes([HEADINGS, tip(1)])), covers=["2026-10"])
    wrong = written(tmp_path / "b", "tips.csv", csv_bytes([HEADINGS, tip(1, "01/09/2026")]))
    (refused,) = bring(store, wrong, covers=["2026-10"], minute=1).refused_files
    assert refused.reason.startswith("The file was said to cover 2026-10, and its rows are of 2026-09.")
    assert held(store).height == 1


def test_a_stated_month_of_which_every_row_was_refused_is_not_held_as_empty(
    store: EvidenceStore, tmp_path: Path
) -> None:
    path = written(tmp_path, "tips.csv", csv_bytes([HEADINGS, tip(1, waste="Uranium")]))
    bring(store, path, covers=["2026-10"])
    assert (store.units(TIPPING.data_set), count_refused(store, TIPPING)) == ([], 1)


def test_a_table_with_no_readable_date_at_all_is_refused_whole(store: EvidenceStore, tmp_path: Path) -> None:
    path = written(tmp_path, "tips.csv", csv_bytes([HEADINGS, tip(1, "soon"), tip(2, "later")]))
    (refused,) = bring(store, path).refused_files
    assert refused.reason.startswith("No row says when it happened in a way that can be read: the first says “soon”.")


def test_a_table_without_rows_asks_what_it_covers(store: EvidenceStore, tmp_path: Path) -> None:
    path = written(tmp_path, "tips.csv", csv_bytes([HEADINGS]))
    (refused,) = bring(store, path).refused_files
    assert "state which months it covers" in refused.reason
    assert not bring(store, path, covers=["2026-10"], minute=1).refused_files
    assert store.units(TIPPING.data_set) == [f"{COUNCIL}~2026-10"]


def test_a_row_with_more_cells_than_headings_is_refused_without_its_cells(store: EvidenceStore, tmp_path: Path) -> None:
    """Its cells may stand under any heading, and one column is of names."""
    path = written(tmp_path, "tips.csv", csv_bytes([HEADINGS, tip(1), tip(2), [*tip(3), "extra", "more"]]))
    bring(store, path)
    (refused,) = refused_rows(store, TIPPING)
    assert (refused.line, refused.reason) == (4, "The row has 8 cells where there are 6 headings.")
    assert not any(refused.cells)


def test_a_column_of_names_stops_the_import_until_it_is_dropped(store: EvidenceStore, tmp_path: Path) -> None:
    keeping = dataclasses.replace(
        MAPPING,
        columns=tuple(
            ColumnRule.keep("Reported by", "note") if rule.heading == "Reported by" else rule
            for rule in MAPPING.columns
        ),
    )
    path = written(tmp_path, "tips.csv", csv_bytes([HEADINGS, tip(1), tip(2, by="Ravi Patel")]))
    (refused,) = bring(store, path, mappings=[keeping]).refused_files
    assert (
        "The column “Reported by” seems to hold a name in 2 rows, first in row 2 (like “xxxx xxxxx”)" in refused.reason
    )
    assert "Jane" not in refused.reason
    assert store.units(TIPPING.data_set) == []
    assert not bring(store, path, minute=1).refused_files


def test_a_file_of_one_stated_month_needs_no_column_of_dates(store: EvidenceStore, tmp_path: Path) -> None:
    undated = Mapping("undated", TIPPING.data_set, COUNCIL, (ColumnRule.keep("Waste", "category"),))
    path = written(tmp_path, "tips.csv", csv_bytes([["Waste"], ["Construction"], ["White goods"]]))
    (refused,) = bring(store, path, mappings=[undated]).refused_files
    assert "No column fills “Date”" in refused.reason
    assert not bring(store, path, mappings=[undated], covers=["2026-10"], minute=1).refused_files
    rows = held(store)
    assert rows["month"].unique().to_list() == ["2026-10"]
    assert rows["time_precision"].unique().to_list() == ["month"]


def test_a_return_of_figures_goes_to_the_quarter_it_states(store: EvidenceStore, tmp_path: Path) -> None:
    rows = [["Measure", "Figure"], ["People on probation", "<5"], ["Mental health treatment requirements made", 12]]
    mapping = Mapping(
        "probation",
        PROBATION_RETURN.data_set,
        "hertfordshire-probation",
        (ColumnRule.keep("Measure", "indicator"), ColumnRule.keep("Figure", "figure")),
        constants={"area_code": "E07000096"},
    )
    path = written(tmp_path, "return.ods", ods_bytes({"Q1": rows}))
    report = import_files(
        store,
        [path],
        today=TODAY,
        terms=Terms("a test"),
        started_at=dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC),
        mappings=[mapping],
        covers=["2026-27-Q1"],
        sources=(PROBATION_RETURN,),
    )
    assert (report.refused_files, report.rows_read, report.rows_refused) == ((), 2, 0)
    assert store.units(PROBATION_RETURN.data_set) == ["hertfordshire-probation~2026-27-Q1"]
    figures = pl.concat([pl.read_parquet(file) for file in store.files(PROBATION_RETURN.data_set)])
    assert sorted(figures["status"].to_list()) == ["known", "suppressed"]
