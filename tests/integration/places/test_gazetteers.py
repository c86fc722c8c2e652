"""The publishers' lists, in their own layouts, become tables that a row can be looked up in."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest

from saferplace.evidence.areas import find_area
from saferplace.evidence.importing import Terms, held_imports, import_files
from saferplace.evidence.places.gazetteers.extent import Box, boxes_around
from saferplace.evidence.places.gazetteers.gazetteer import ONS_POSTCODES, OPEN_UPRN
from saferplace.evidence.places.gazetteers.loading import LoadedGazetteer, UnreadableGazetteer, load_gazetteer
from saferplace.evidence.places.gazetteers.lookup import HeldGazetteers
from saferplace.evidence.store import EvidenceStore
from tests.gazetteer_files import NSPL_2026, ONSPD_2024, code_point_open, ons_postcodes, open_names, open_uprn
from tests.police_files import row, street_file

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
DACORUM = boxes_around([find_area("E07000096")])


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path / "evidence")


def load(
    store: EvidenceStore,
    path: Path,
    boxes: tuple[Box, ...] = (),
    *,
    edition: str | None = None,
    minute: int = 0,
) -> LoadedGazetteer:
    return load_gazetteer(
        store, path, boxes=boxes, edition=edition, loaded_by="a test", at=NOW + dt.timedelta(minutes=minute)
    )


@pytest.mark.parametrize("header", [ONSPD_2024, NSPL_2026], ids=["headings until 2024", "headings since"])
def test_postcodes_of_ons_are_read_under_the_old_headings_and_the_new(
    store: EvidenceStore, tmp_path: Path, header: str
) -> None:
    loaded = load(store, ons_postcodes(tmp_path / "ONSPD_FEB_2024_UK.csv", header))
    assert (loaded.edition, loaded.rows_read, loaded.rows_kept) == ("2024-02", 8, 6)
    found = HeldGazetteers.of(store).postcodes(["HP1 1HH", "HP23 5AA", "BT1 1AA", "HP99 1AA"])
    assert found.rows() == [
        ("HP1 1HH", 505532, 207263, 1, "E01035562", None),
        ("HP23 5AA", 492397, 211396, 1, "E01023420", "1996-06"),
    ]


def test_code_point_open_has_no_headings_and_a_file_for_each_postcode_area(
    store: EvidenceStore, tmp_path: Path
) -> None:
    loaded = load(store, code_point_open(tmp_path / "codepo_gb.zip"), edition="2026-02")
    assert (loaded.rows_read, loaded.rows_kept) == (7, 6)
    assert HeldGazetteers.of(store).postcodes(["HP4 9ZZ", "SW1A 1AA"]).rows() == [
        ("HP4 9ZZ", 498400, 208240, 5, None, None),
        ("SW1A 1AA", 529090, 179645, 1, None, None),
    ]


def test_the_lsoa_of_ons_wins_over_code_point_open_where_both_know_a_postcode(
    store: EvidenceStore, tmp_path: Path
) -> None:
    load(store, code_point_open(tmp_path / "codepo_gb.zip"), edition="2026-02")
    load(store, ons_postcodes(tmp_path / "ONSPD_FEB_2024_UK.csv"), minute=1)
    assert HeldGazetteers.of(store).postcodes(["HP1 1HH"])["lsoa_code"].to_list() == ["E01035562"]


def test_the_packed_national_list_of_properties_is_cut_to_the_area(store: EvidenceStore, tmp_path: Path) -> None:
    loaded = load(store, open_uprn(tmp_path / "osopenuprn_202602_csv.zip"), DACORUM)
    assert (loaded.edition, loaded.rows_read, loaded.rows_kept) == ("2026-02", 3, 2)
    found = HeldGazetteers.of(store).properties(["100080700001", "1"])
    assert found.rows() == [("100080700001", 505532, 207263)]


def test_open_names_gives_roads_and_settlements_and_leaves_rivers_out(store: EvidenceStore, tmp_path: Path) -> None:
    load(store, open_names(tmp_path / "opname_csv_gb.zip"), edition="2026-01")
    names = HeldGazetteers.of(store).names()
    assert sorted(names["name"]) == [
        "Cow Lane",
        "Cow Lane",
        "Endless Road",
        "Hemel Hempstead",
        "Invented Ride",
        "Markyate",
        "Marlowes",
    ]


def test_the_same_file_again_changes_nothing(store: EvidenceStore, tmp_path: Path) -> None:
    file = open_uprn(tmp_path / "osopenuprn_202602_csv.zip")
    first, again = load(store, file), load(store, file, minute=1)
    assert (first.version, again.version, again.is_unchanged, again.rows_kept) == (
        first.version,
        first.version,
        True,
        3,
    )


def test_a_newer_edition_takes_the_place_of_the_older_and_both_stay_on_record(
    store: EvidenceStore, tmp_path: Path
) -> None:
    load(store, open_uprn(tmp_path / "osopenuprn_202602_csv.zip"))
    load(store, open_uprn(tmp_path / "new.zip", [(7, 505000.0, 207000.0)]), edition="2026-08", minute=1)
    held = HeldGazetteers.of(store)
    assert held.properties(["7", "100080700001"])["uprn"].to_list() == ["7"]
    assert held.editions == {OPEN_UPRN.data_set: "ordnance-survey~2026-08"}
    assert [held.published for held in held_imports(store, OPEN_UPRN.data_set)] == ["2026-08", "2026-02"]


def test_an_import_of_evidence_leaves_the_lists_alone_even_when_the_load_could_not_tidy_up(
    store: EvidenceStore, tmp_path: Path
) -> None:
    load(store, ons_postcodes(tmp_path / "ONSPD_FEB_2024_UK.csv"))
    [file] = store.files(ONS_POSTCODES.data_set)
    import_id = held_imports(store, ONS_POSTCODES.data_set)[0].import_id
    manifest = store.root / "staging" / f"{import_id}.jsonl"
    path = file.removeprefix(f"{store.folder(ONS_POSTCODES.data_set)}/")
    manifest.write_text(f'{{"data_set": "{ONS_POSTCODES.data_set}", "path": "{path}"}}\n')
    police = street_file(tmp_path, [row()])
    import_files(store, [police], today=NOW.date(), terms=Terms("a test"), started_at=NOW)
    assert Path(file).exists()
    assert not manifest.exists()


def test_a_file_in_pieces_is_read_once_when_it_also_comes_whole(store: EvidenceStore, tmp_path: Path) -> None:
    whole = ons_postcodes(tmp_path / "whole.csv").read_bytes()
    with zipfile.ZipFile(tmp_path / "ONSPD_FEB_2024.zip", "w") as archive:
        archive.writestr("Data/ONSPD_FEB_2024_UK.csv", whole)
        archive.writestr("Data/multi_csv/ONSPD_FEB_2024_UK_HP.csv", whole)
    assert load(store, tmp_path / "ONSPD_FEB_2024.zip").rows_read == 8


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("notes.csv", "a,b\n1,2\n", "is none of the lists that can be loaded"),
        ("uprn.csv", "UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\n1,505000,207000,51,0\n", "--edition"),
        ("uprn_202602.csv", "UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\n1,x,y,51,0\n", "none of them can be"),
        ("uprn_202602.csv", "UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\n1,505000\n", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_a_sentence_and_changes_nothing(
    store: EvidenceStore, tmp_path: Path, name: str, content: str, sentence: str
) -> None:
    file = tmp_path / name
    file.write_text(content)
    with pytest.raises(UnreadableGazetteer, match=sentence):
        load(store, file)
    assert store.version(OPEN_UPRN.data_set) is None


def test_a_box_is_four_numbers_in_order() -> None:
    assert Box.parse("495000,200000,510000,218000") == Box(495000, 200000, 510000, 218000)
    with pytest.raises(ValueError, match="west must be less than east"):
        Box.parse("2,1,1,2")
    with pytest.raises(ValueError, match="is not a box"):
        Box.parse("Dacorum")
