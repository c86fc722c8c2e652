"""The same files change nothing; a newer release replaces a month and says what changed."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from saferplace.evidence.importing import held_imports
from saferplace.evidence.store import EvidenceStore
from tests.police_files import NAME, archive, asb, bring_in, row, street_file, written

DATA_SET = "police-uk-street"


def test_imp_02_a_second_identical_import_changes_nothing(store: EvidenceStore, tmp_path: Path) -> None:
    file = street_file(tmp_path, [row(), asb(), asb()])
    bring_in(store, file)
    again = bring_in(store, file, minute=1)
    assert again.changes_nothing
    assert again.units[0].difference.unchanged == 3
    assert (store.version(DATA_SET), len(held_imports(store, DATA_SET))) == (1, 1)


def test_the_order_of_rows_is_no_change(store: EvidenceStore, tmp_path: Path) -> None:
    rows = [row(), asb(), row(Crime_ID="b" * 64), asb()]
    bring_in(store, street_file(tmp_path / "a", rows))
    assert bring_in(store, street_file(tmp_path / "b", rows[::-1]), minute=1).changes_nothing


def test_imp_01_a_dry_run_gives_the_summary_of_the_real_run_and_stores_nothing(
    store: EvidenceStore, tmp_path: Path
) -> None:
    file = street_file(tmp_path, [row(), row(Crime_type="Piracy")])
    dry = bring_in(store, file, is_dry_run=True)
    assert not store.root.exists()
    real = bring_in(store, file)
    assert dataclasses.replace(real, is_dry_run=True, version=None) == dry


def test_a_newer_release_replaces_the_month_and_says_what_changed(store: EvidenceStore, tmp_path: Path) -> None:
    one, two, three = (row(Crime_ID=letter * 64) for letter in "bcd")
    bring_in(store, street_file(tmp_path / "a", [one, two, asb(), asb()]))
    settled = {**one, "Last outcome category": "Offender sent to prison"}
    moved = {**two, "Longitude": "-0.460000", "LSOA code": "E01023346"}
    newer = bring_in(store, street_file(tmp_path / "b", [settled, moved, three, asb()]), minute=1)
    found = newer.units[0].difference
    assert (found.new, found.unchanged, found.changed, found.removed) == (1, 1, 2, 1)
    assert (found.changes["outcome_changed"], found.changes["point_changed"], found.changes["lsoa_changed"]) == (
        1,
        1,
        1,
    )
    assert newer.version == 2


def test_the_evidence_can_still_be_read_as_it_was(store: EvidenceStore, tmp_path: Path) -> None:
    bring_in(store, street_file(tmp_path / "a", [row()]))
    before = store.files(DATA_SET, 1)
    bring_in(store, street_file(tmp_path / "b", [row(), asb()]), minute=1)
    assert store.files(DATA_SET, 1) == before != store.files(DATA_SET)
    assert all(Path(file).exists() for file in before)


def test_other_months_are_untouched_by_a_newer_release_of_one(store: EvidenceStore, tmp_path: Path) -> None:
    april = "2021-04-hertfordshire-street.csv"
    both = archive(tmp_path / "a.zip", {NAME: written([row()]), april: written([row(Month="2021-04")])})
    bring_in(store, both)
    kept = store.files(DATA_SET, units=["hertfordshire~2021-04"])
    bring_in(store, street_file(tmp_path, [row(), asb()]), minute=1)
    assert store.files(DATA_SET, units=["hertfordshire~2021-04"]) == kept


def test_an_older_release_never_replaces_a_newer_one(store: EvidenceStore, tmp_path: Path) -> None:
    bring_in(store, street_file(tmp_path / "a", [row()]), published="2022-06")
    older = bring_in(store, street_file(tmp_path / "b", [row(), asb()]), published="2022-03", minute=1)
    assert older.changes_nothing
    assert older.refused_files[0].reason == (
        "This month is already held as released in 2022-06; 2022-03 is older. It was left out."
    )


def test_the_same_month_twice_in_one_import_uses_the_later_and_says_so(store: EvidenceStore, tmp_path: Path) -> None:
    one = street_file(tmp_path / "a", [row()])
    other = street_file(tmp_path / "b", [row(), asb()])
    summary = bring_in(store, one, other)
    assert summary.units[0].read == 2
    assert "differ: the second was used" in summary.notes[0]


def test_months_missing_in_a_run_are_named_and_are_not_zero(store: EvidenceStore, tmp_path: Path) -> None:
    files = [
        street_file(tmp_path, [row(Month=month)], f"{month}-hertfordshire-street.csv")
        for month in ("2021-03", "2021-06")
    ]
    assert bring_in(store, *files).missing_months == (("hertfordshire", ("2021-04", "2021-05")),)


def test_several_forces_and_months_at_once_are_one_version(store: EvidenceStore, tmp_path: Path) -> None:
    members = {
        f"{month}/{month}-{force}-street.csv": written([row(Month=month)])
        for month in ("2021-03", "2021-04")
        for force in ("hertfordshire", "bedfordshire")
    }
    summary = bring_in(store, archive(tmp_path / "a.zip", members))
    assert (len(summary.units), summary.version) == (4, 1)
