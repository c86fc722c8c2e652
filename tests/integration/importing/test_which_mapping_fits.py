"""Many files and many mappings: each file goes to the mapping that fits it, or says why it cannot."""

from __future__ import annotations

import dataclasses
import datetime as dt
import gzip
from pathlib import Path

from saferplace.evidence.importing import Terms, count_refused, import_files, refused_rows
from saferplace.evidence.importing.corrected import write_correction
from saferplace.evidence.store import EvidenceStore
from saferplace.evidence.tables.mapping import ColumnRule, Mapping
from tests.partner_tables import COUNCIL, HEADINGS, MAPPING, TIPPING, TODAY, bring, tip
from tests.police_files import NAME, archive, row, street_file
from tests.workbooks import Rows, csv_bytes, ods_bytes, written, xlsx_bytes

SHORT: Rows = [["When", "Kind"], ["01/11/2026", "Construction"]]
OTHER = Mapping(
    "Short list", TIPPING.data_set, "another-council",
    (ColumnRule.keep("When", "date"), ColumnRule.keep("Kind", "category")),
)  # fmt: skip


def test_a_folder_of_two_kinds_of_table_goes_to_both_mappings(store: EvidenceStore, tmp_path: Path) -> None:
    written(tmp_path / "in", "a.csv", csv_bytes([HEADINGS, tip(1)]))
    written(tmp_path / "in" / "deeper", "b.ods", ods_bytes({"A": SHORT}))
    written(tmp_path / "in", "readme.txt", b"read me")
    report = bring(store, tmp_path / "in", mappings=[MAPPING, OTHER])
    assert store.units(TIPPING.data_set) == ["another-council~2026-11", f"{COUNCIL}~2026-10"]
    assert report.not_taken == ("readme.txt",)


def test_tables_inside_an_archive_and_gzipped_ones_are_read(store: EvidenceStore, tmp_path: Path) -> None:
    packed = archive(
        tmp_path / "all.zip",
        {
            "oct/a.xlsx": xlsx_bytes({"A": [HEADINGS, tip(1)]}),
            "b.csv.gz": gzip.compress(csv_bytes([HEADINGS, tip(2, "01/09/2026")])),
        },
    )
    assert not bring(store, packed).refused_files
    assert store.units(TIPPING.data_set) == [f"{COUNCIL}~2026-09", f"{COUNCIL}~2026-10"]


def test_of_two_mappings_that_fit_the_one_with_more_columns_is_used(store: EvidenceStore, tmp_path: Path) -> None:
    narrow = Mapping(
        "narrow", TIPPING.data_set, "wrong-council",
        (ColumnRule.keep("Date/Time", "date"), ColumnRule.keep("Waste", "category")),
    )  # fmt: skip
    path = written(tmp_path, "a.csv", csv_bytes([HEADINGS, tip(1)]))
    assert not bring(store, path, mappings=[narrow, MAPPING]).refused_files
    assert store.units(TIPPING.data_set) == [f"{COUNCIL}~2026-10"]


def test_two_tables_in_one_workbook_go_to_their_own_mappings(store: EvidenceStore, tmp_path: Path) -> None:
    book = xlsx_bytes({"Tips": [HEADINGS, tip(1)], "Short": SHORT})
    report = bring(store, written(tmp_path, "both.xlsx", book), mappings=[MAPPING, OTHER])
    assert {unit.source_file for unit in report.of(TIPPING.data_set).units} == {
        "both.xlsx › Sheet “Tips”",
        "both.xlsx › Sheet “Short”",
    }
    assert store.units(TIPPING.data_set) == ["another-council~2026-11", f"{COUNCIL}~2026-10"]


def test_two_mappings_that_fit_alike_are_named(store: EvidenceStore, tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", csv_bytes([HEADINGS, tip(1)]))
    (refused,) = bring(store, path, mappings=[MAPPING, dataclasses.replace(MAPPING, name="Twin")]).refused_files
    assert refused.reason == (
        "The mappings “Dacorum fly-tipping” and “Twin” fit this file equally well. Say which one to use."
    )


def test_a_table_that_no_mapping_fits_is_refused_and_the_others_come_in(store: EvidenceStore, tmp_path: Path) -> None:
    good = written(tmp_path, "a.csv", csv_bytes([HEADINGS, tip(1)]))
    strange = written(tmp_path, "b.csv", csv_bytes([["Name", "Age"], ["x", "1"]]))
    for mappings in ([MAPPING], [MAPPING, OTHER]):
        (refused,) = bring(store, good, strange, mappings=mappings).refused_files
        assert refused.name == "b.csv"
        assert "Make a mapping for it" in refused.reason


def test_a_mapping_of_an_unknown_data_set_is_refused(store: EvidenceStore, tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", csv_bytes([HEADINGS, tip(1)]))
    (refused,) = bring(store, path, mappings=[dataclasses.replace(MAPPING, data_set="nothing")]).refused_files
    assert refused.reason == "The mapping “Dacorum fly-tipping” is for the data set “nothing”, which does not exist."


def test_police_files_are_not_taken_where_only_partners_data_are_kept(store: EvidenceStore, tmp_path: Path) -> None:
    tips = written(tmp_path, "a.csv", csv_bytes([HEADINGS, tip(1)]))
    (refused,) = bring(store, street_file(tmp_path, [row()]), tips).refused_files
    assert (refused.name, refused.reason[:9]) == (NAME, "It holds ")
    assert store.units(TIPPING.data_set) == [f"{COUNCIL}~2026-10"]


def test_our_template_needs_only_its_sender_in_any_format(store: EvidenceStore, tmp_path: Path) -> None:
    cells = {"Date": "01/10/2026", "Category": "Construction"}
    rows: Rows = [list(TIPPING.columns), [cells.get(heading) for heading in TIPPING.columns]]
    files = {"t.csv": csv_bytes(rows), "t.xlsx": xlsx_bytes({"How to": [["Read this"]], "Data": rows})}
    for number, (name, content) in enumerate(files.items()):
        path = written(tmp_path, name, content)
        (nameless,) = bring(store, path, mappings=[], minute=10 + number).refused_files
        assert "Say which organisation sends it." in nameless.reason
        assert not bring(store, path, mappings=[], provider=COUNCIL, minute=number).refused_files
    assert store.units(TIPPING.data_set) == [f"{COUNCIL}~2026-10"]


def test_two_files_of_one_month_are_not_silently_one(store: EvidenceStore, tmp_path: Path) -> None:
    one = written(tmp_path / "a", "tips.csv", csv_bytes([HEADINGS, tip(1)]))
    other = written(tmp_path / "b", "tips.csv", csv_bytes([HEADINGS, tip(2)]))
    report = bring(store, one, other)
    (refused,) = report.refused_files
    assert "also holds 2026-10 of dacorum-borough-council" in refused.reason
    assert report.of(TIPPING.data_set).rows_read == 1


def test_an_older_release_of_a_month_does_not_replace_a_newer_one(store: EvidenceStore, tmp_path: Path) -> None:
    path = written(tmp_path, "tips.csv", csv_bytes([HEADINGS, tip(1)]))
    for minute, published in enumerate(("2026-11-20", "2026-11-02")):
        report = import_files(
            store,
            [path],
            today=TODAY,
            terms=Terms("a test", published),
            started_at=dt.datetime(2026, 11, 23, 9, minute, tzinfo=dt.UTC),
            mappings=[MAPPING],
            sources=(TIPPING,),
        )
    assert report.refused_files[0].reason.startswith("This month is already held as released in 2026-11-20")


def test_a_telephone_number_typed_into_a_correction_does_not_get_in(store: EvidenceStore, tmp_path: Path) -> None:
    bring(store, written(tmp_path, "tips.csv", csv_bytes([HEADINGS, tip(1), tip(2, waste="Sofa")])))
    correction = write_correction(TIPPING, refused_rows(store, TIPPING))
    correction = correction.replace(",Sofa,Waterhouse Street,", ",Construction,ask on 07700 900123,")
    assert "07700 900123" in correction
    report = bring(store, written(tmp_path, "refused.csv", correction.encode()), minute=1)
    assert any("personal data (phone number)" in note for note in report.notes)
    assert count_refused(store, TIPPING) == 1
