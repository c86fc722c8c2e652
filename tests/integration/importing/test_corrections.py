"""Refused rows go out as a CSV, are corrected by a person, and join their month when they come back."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from saferplace.evidence.importing import RefusedRow, count_refused, refused_rows
from saferplace.evidence.importing.corrected import read_correction, write_correction
from saferplace.evidence.police_street import POLICE_STREET
from saferplace.evidence.sources.catalogue import SOURCES
from saferplace.evidence.store import EvidenceStore
from tests.police_files import asb, bring_in, row, street_file


@pytest.fixture
def original(store: EvidenceStore, tmp_path: Path) -> Path:
    """A file with one good row and two refused ones, imported."""
    rows = [row(), row(Crime_type="Burglry"), row(Longitude="2.0", Latitude="54.5", Context="-=x")]
    file = street_file(tmp_path, rows)
    bring_in(store, file)
    return file


def sent_back(store: EvidenceStore, tmp_path: Path, old: str, new: str) -> Path:
    """What an officer sends: the CSV of refused rows with one word corrected."""
    waiting = refused_rows(store, POLICE_STREET)
    file = tmp_path / "refused.csv"
    file.write_text(
        write_correction(POLICE_STREET, waiting).replace(f",{old},", f",{new},"), encoding="utf-8-sig", newline=""
    )
    return file


def test_a_corrected_row_joins_its_month_and_is_marked(store: EvidenceStore, tmp_path: Path, original: Path) -> None:
    summary = bring_in(store, sent_back(store, tmp_path, "Burglry", "Burglary"), minute=1)
    assert (summary.rows_read, summary.rows_refused, count_refused(store, POLICE_STREET)) == (2, 1, 1)
    rows = pl.concat([pl.read_parquet(file) for file in store.files("police-uk-street")]).sort("source_line")
    assert rows.select("source_line", "is_correction", "source_file").rows() == [
        (2, False, original.name),
        (3, True, original.name),
    ]


def test_a_row_that_is_still_wrong_stays_refused_and_says_why(
    store: EvidenceStore, tmp_path: Path, original: Path
) -> None:
    summary = bring_in(store, sent_back(store, tmp_path, "Burglry", "Burglery"), minute=1)
    assert any("“Burglery” is not a crime type" in note for note in summary.units[0].notes)
    assert count_refused(store, POLICE_STREET) == 2


def test_sending_the_corrections_twice_changes_nothing(store: EvidenceStore, tmp_path: Path, original: Path) -> None:
    correction = sent_back(store, tmp_path, "Burglry", "Burglary")
    bring_in(store, correction, minute=1)
    version = store.version("police-uk-street")
    again = bring_in(store, correction, minute=2)
    assert any("this row was corrected before" in note for note in again.notes)
    assert store.version("police-uk-street") == version


def test_the_original_file_again_is_unchanged_and_keeps_the_correction(
    store: EvidenceStore, tmp_path: Path, original: Path
) -> None:
    bring_in(store, sent_back(store, tmp_path, "Burglry", "Burglary"), minute=1)
    again = bring_in(store, original, minute=2)
    assert again.changes_nothing
    assert (count_refused(store, POLICE_STREET), store.version("police-uk-street")) == (1, 2)


def test_a_new_release_that_has_the_row_right_sets_the_correction_aside(
    store: EvidenceStore, tmp_path: Path, original: Path
) -> None:
    bring_in(store, sent_back(store, tmp_path, "Burglry", "Burglary"), minute=1)
    newer = bring_in(store, street_file(tmp_path / "new", [row(), row(), asb()]), minute=2)
    rows = pl.concat([pl.read_parquet(file) for file in store.files("police-uk-street")])
    assert (rows.height, rows["is_correction"].sum()) == (3, 0)
    assert "set aside" in newer.units[0].notes[0]


def test_the_same_refused_rows_again_make_no_new_version(store: EvidenceStore, tmp_path: Path) -> None:
    file = street_file(tmp_path, [row(Crime_type="Burglry")])
    bring_in(store, file)
    bring_in(store, file, minute=1)
    assert (count_refused(store, POLICE_STREET), store.version("police-uk-street")) == (1, 1)


def test_a_row_nobody_refused_is_not_taken(store: EvidenceStore, tmp_path: Path, original: Path) -> None:
    file = sent_back(store, tmp_path, "3", "99")
    summary = bring_in(store, file, minute=1)
    assert any("no such row was refused" in note for note in summary.notes)


def test_changed_columns_are_told_in_a_sentence(store: EvidenceStore, tmp_path: Path, original: Path) -> None:
    file = sent_back(store, tmp_path, "Crime ID", "ID")
    (refused,) = bring_in(store, file, minute=1).refused_files
    assert refused.reason == "The columns of this file of refused rows were changed. Correct the cells only."


def test_imp_17_guarded_cells_come_back_as_they_were() -> None:
    cells = ["=1+1", "-0.5", "+44", "@x", "'=1", "plain", "", "a,b", 'q"q', "two\nlines", "-x", "1e5"]
    text = write_correction(
        POLICE_STREET, [RefusedRow("id", "unit", "file.csv", 7, "Month", "", "why", tuple(cells), is_corrected=False)]
    )
    assert "'=1+1" in text
    assert "'-0.5" not in text
    _, (came,) = read_correction(text.encode(), SOURCES)
    assert (list(came.cells), came.line) == (cells, 7)
