"""A file that cannot be taken gets one clear sentence, and the good files beside it are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from saferplace.evidence.store import EvidenceStore
from tests.police_files import NAME, archive, bring_in, row, street_file, written

HTML = b"<!DOCTYPE html><html><body>Page not found</body></html>"
NO_LSOA = written([row()]).replace(b"LSOA code,", b"", 1)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (HTML, "This is a web page saved under the name of a CSV file."),
        (b"", "The file is empty."),
        (b"PK\x03\x04rest of a workbook", "This is a ZIP archive or an Excel workbook"),
        (b"Crime ID\x00,Month", "The file holds bytes that no CSV file has."),
        (NO_LSOA, "Line 1 lacks the column “LSOA code”."),
    ],
    ids=["web page", "empty", "workbook", "binary", "missing column"],
)
def test_a_file_that_is_no_street_file_is_named_and_the_good_one_is_kept(
    store: EvidenceStore, tmp_path: Path, content: bytes, sentence: str
) -> None:
    bad = tmp_path / NAME
    bad.write_bytes(content)
    good = street_file(tmp_path / "good", [row(Month="2021-04")], "2021-04-hertfordshire-street.csv")
    summary = bring_in(store, bad, good)
    (refused,) = summary.refused_files
    assert refused.name == NAME
    assert refused.reason.startswith(sentence)
    assert store.units("police-uk-street") == ["hertfordshire~2021-04"]


def test_a_truncated_archive_is_named(store: EvidenceStore, tmp_path: Path) -> None:
    whole = archive(tmp_path / "whole.zip", {f"2021-03/{NAME}": written([row()])})
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.read_bytes()[:-40])
    (refused,) = bring_in(store, cut).refused_files
    assert refused.reason.startswith("This is not a whole ZIP archive.")


def test_a_damaged_member_is_named_and_the_other_members_are_kept(store: EvidenceStore, tmp_path: Path) -> None:
    other = "2021-04-hertfordshire-street.csv"
    path = archive(tmp_path / "both.zip", {NAME: written([row()] * 50), other: written([row(Month="2021-04")])})
    content = bytearray(path.read_bytes())
    content[90] ^= 0xFF
    path.write_bytes(bytes(content))
    summary = bring_in(store, path)
    assert [refused.name for refused in summary.refused_files] == [f"both.zip/{NAME}"]
    assert store.units("police-uk-street") == ["hertfordshire~2021-04"]


def test_a_csv_whose_name_says_nothing_is_refused_with_an_example(store: EvidenceStore, tmp_path: Path) -> None:
    (refused,) = bring_in(store, street_file(tmp_path, [row()], "crimes.csv")).refused_files
    assert "2021-03-hertfordshire-street.csv" in refused.reason


def test_a_path_that_does_not_exist_is_named(store: EvidenceStore, tmp_path: Path) -> None:
    (refused,) = bring_in(store, tmp_path / "nowhere.zip").refused_files
    assert refused.reason == "There is no such file or folder."


def test_a_broken_file_of_one_kind_leaves_the_other_kinds_of_the_archive_whole(
    store: EvidenceStore, tmp_path: Path
) -> None:
    path = archive(tmp_path / "a.zip", {NAME: written([row()]), "2021-03-hertfordshire-outcomes.csv": b"x"})
    summary = bring_in(store, path)
    assert summary.rows_read == 1
    (refused,) = summary.refused_files
    assert refused.reason.startswith("Line 1 lacks the columns “Crime ID”")


def test_a_member_that_climbs_out_of_the_archive_writes_nothing_there(store: EvidenceStore, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {f"../../{NAME}": written([row()])})
    bring_in(store, path)
    assert not list(tmp_path.parent.glob(NAME))


def test_a_file_that_unpacks_to_far_more_than_it_can_hold_is_not_unpacked(store: EvidenceStore, tmp_path: Path) -> None:
    path = archive(tmp_path / "bomb.zip", {NAME: b"0" * 5_000_000})
    (refused,) = bring_in(store, path).refused_files
    assert refused.reason == "The file unpacks to more than it can truly hold."
