"""What must hold of any file whatever it says."""

from __future__ import annotations

import tempfile
from pathlib import Path

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from saferplace.evidence.police.csv_file import read_csv_file
from saferplace.evidence.police_street.layout import COLUMNS, CONTENT
from saferplace.evidence.store import EvidenceStore
from tests.police_files import asb, bring_in, row, street_file, written

# Any text that a CSV can hold; a NUL marks a file that is no CSV.
cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=12)
ids = st.sampled_from(["", "a" * 64, "b" * 64])
rows = st.lists(
    st.one_of(
        st.builds(row, Crime_ID=ids, Location=cells, Last_outcome_category=cells),
        st.builds(asb, Location=cells),
        st.builds(row, Crime_type=st.sampled_from(["Piracy", "Burglary", ""])),
    ),
    max_size=12,
)
quickly = settings(max_examples=25, deadline=None)


def content_of(store: EvidenceStore) -> list[tuple[object, ...]]:
    frames = [pl.read_parquet(file, columns=list(CONTENT)) for file in store.files("police-uk-street")]
    return sorted(pl.concat(frames).rows(), key=repr) if frames else []


@quickly
@given(st.lists(st.builds(row, Location=cells, Context=cells, LSOA_name=cells), min_size=1, max_size=8))
def test_every_cell_is_read_as_it_was_written(given_rows: list[dict[str, str]]) -> None:
    read = read_csv_file(written(given_rows), COLUMNS)
    assert read.cells["location"].to_list() == [one["Location"] for one in given_rows]
    assert read.cells["context"].to_list() == [one["Context"] for one in given_rows]
    assert not read.broken


@quickly
@given(rows)
def test_what_is_read_is_kept_or_refused(given_rows: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = EvidenceStore(Path(folder) / "evidence")
        summary = bring_in(store, street_file(Path(folder), given_rows))
        assert summary.rows_read == len(given_rows)
        assert summary.rows_read == len(content_of(store)) + summary.rows_refused


@quickly
@given(rows, st.randoms(use_true_random=False))
def test_any_order_of_the_same_rows_is_unchanged(given_rows: list[dict[str, str]], chance: object) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = EvidenceStore(Path(folder) / "evidence")
        bring_in(store, street_file(Path(folder) / "a", given_rows))
        shuffled = list(given_rows)
        chance.shuffle(shuffled)  # type: ignore[attr-defined]
        before = store.version("police-uk-street")
        assert bring_in(store, street_file(Path(folder) / "b", shuffled), minute=1).changes_nothing
        assert store.version("police-uk-street") == before


@quickly
@given(rows, rows)
def test_a_release_and_then_another_hold_exactly_what_the_other_says(
    earlier: list[dict[str, str]], later: list[dict[str, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        both, alone = EvidenceStore(Path(folder) / "both"), EvidenceStore(Path(folder) / "alone")
        newer = street_file(Path(folder) / "b", later)
        bring_in(both, street_file(Path(folder) / "a", earlier))
        summary = bring_in(both, newer, minute=1)
        bring_in(alone, newer)
        assert content_of(both) == content_of(alone)
        found = summary.units[0].difference
        assert found.new + found.unchanged + found.changed == len(content_of(alone))
