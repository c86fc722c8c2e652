"""Counts that are kept beside the rows: always those of the rows, in every version, or not used at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from saferplace.evidence.engine import DUCKDB
from saferplace.evidence.importing import staging
from saferplace.evidence.police_street import DATA_SET
from saferplace.evidence.police_street.tally import PLACE_AND_MONTH, TALLY
from saferplace.evidence.queries.street import open_street
from saferplace.evidence.queries.street_counts import tallied_of, tallies_table
from saferplace.evidence.store import EvidenceStore
from saferplace.evidence.tallies import FOLDER, Tallied, find_tallies
from tests.integration.evidence.queries.catalogue import QUESTIONS, arguments, assert_same_answer
from tests.police_files import archive, asb, bring_in, row, street_file, written

SURREY = "2021-03-surrey-street.csv"


def counted(tallied: Tallied) -> list[dict[str, object]]:
    return DUCKDB.run(tallies_table(DUCKDB, tallied).select(*TALLY.names).order_by(*PLACE_AND_MONTH))


def assert_tallies_are_the_rows(store: EvidenceStore, version: int | None = None) -> None:
    street = open_street(store, version)
    files = street.files()
    tallied = tallied_of(street, None, None)
    assert not tallied.untallied
    assert counted(tallied) == counted(Tallied((), None, tuple(files)))


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path / "evidence")


def two_forces(folder: Path, **changes: str) -> Path:
    hertfordshire = written(
        [row(), row(), asb(), row(LSOA_code="", LSOA_name="", Longitude="", Latitude=""), row(Crime_ID="")]
    )
    return archive(folder, {"2021-03-hertfordshire-street.csv": hertfordshire, SURREY: written([row(**changes)])})


def test_real_months_are_tallied_as_they_are(bundled_evidence: EvidenceStore) -> None:
    for version in range(1, 1 + (bundled_evidence.version(DATA_SET) or 0)):
        assert_tallies_are_the_rows(bundled_evidence, version)


def test_each_version_has_the_tallies_of_its_own_files(store: EvidenceStore, tmp_path: Path) -> None:
    bring_in(store, two_forces(tmp_path / "first.zip"))
    newer = street_file(tmp_path / "newer", [row(Crime_type="Drugs"), asb(), asb()])
    bring_in(store, newer, minute=1)
    bring_in(store, street_file(tmp_path / "other", [row(LSOA_code="E01023368")], SURREY), minute=2)
    for version in (1, 2, 3):
        assert_tallies_are_the_rows(store, version)


def test_a_unit_without_a_row_left_has_no_count_left(store: EvidenceStore, tmp_path: Path) -> None:
    bring_in(store, two_forces(tmp_path / "first.zip"))
    bring_in(store, street_file(tmp_path / "bad", [row(Crime_type="No such type")], SURREY), minute=1)
    assert_tallies_are_the_rows(store)
    assert {each["force"] for each in counted(tallied_of(open_street(store), None, None))} == {"hertfordshire"}


@pytest.mark.parametrize("name", sorted(name for name in QUESTIONS if name.startswith(("recorded", "rows", "force"))))
def test_every_answer_is_the_same_without_tallies(name: str, bundled_evidence: EvidenceStore, tmp_path: Path) -> None:
    bare = EvidenceStore(tmp_path / "bare")
    shutil.copytree(bundled_evidence.root, bare.root)
    shutil.rmtree(bare.folder(DATA_SET) / FOLDER)
    asked = arguments(name)
    assert_same_answer(QUESTIONS[name](bare, **asked), QUESTIONS[name](bundled_evidence, **asked))


def test_tallies_of_a_part_of_the_files_are_joined_by_the_rows_of_the_rest(
    store: EvidenceStore, tmp_path: Path
) -> None:
    bring_in(store, two_forces(tmp_path / "first.zip"))
    shutil.rmtree(store.folder(DATA_SET) / FOLDER)
    bring_in(store, street_file(tmp_path / "newer", [row(), asb()]), minute=1)
    street = open_street(store)
    tallied = tallied_of(street, None, None)
    assert len(tallied.tallies) == len(tallied.untallied) == 1
    assert counted(tallied) == counted(Tallied((), None, tuple(street.files())))


def test_an_import_that_dies_leaves_no_tallies(
    store: EvidenceStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(store, street_file(tmp_path / "a", [row()]))
    before = find_tallies(store.folder(DATA_SET), store.files(DATA_SET))

    class Died(BaseException):
        pass

    def dies(_self: object, _said: object) -> int:
        raise Died

    with monkeypatch.context() as patched, pytest.raises(Died):
        patched.setattr(staging.Staging, "commit", dies)
        bring_in(store, street_file(tmp_path / "b", [row(), asb()]), minute=1)
    assert len(list((store.folder(DATA_SET) / FOLDER).iterdir())) == 2
    bring_in(store, street_file(tmp_path / "c", [row()]), minute=2)
    assert [str(file) for file in (store.folder(DATA_SET) / FOLDER).iterdir()] == list(before.tallies)
