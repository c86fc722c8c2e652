"""A text that could be several places waits for a person; the answer counts for the rows held and for all that come."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from saferplace.evidence.areas import find_area
from saferplace.evidence.importing import AnotherImportIsRunning, held_imports
from saferplace.evidence.importing.lock import import_lock
from saferplace.evidence.places.candidates import candidates_of, point_said
from saferplace.evidence.places.decisions import Decision, decisions_on
from saferplace.evidence.places.gazetteers.loading import load_gazetteer
from saferplace.evidence.places.locate import Places
from saferplace.evidence.places.settling import place_again, settle
from saferplace.evidence.places.waiting import WaitingText, find_waiting, waiting_texts
from saferplace.evidence.store import EvidenceStore
from tests.gazetteer_files import ons_postcodes
from tests.placed_records import INCIDENTS, NOW, SOURCES, bring_in_records, held_records

COUNCIL = "dacorum-borough-council"
BERKHAMSTED = (498384, 208228)
AMBIGUOUS = [{"location": "High Street"}, {"location": "12 HIGH ST."}, {"location": "Marlowes"}, {"location": ""}]


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    """A partnership's own."""
    return EvidenceStore(tmp_path / "partnerships" / "dacorum")


@pytest.fixture
def places(bundled_evidence: EvidenceStore, store: EvidenceStore) -> Places:
    return Places.of(bundled_evidence, find_area("E07000096"), store)


def decided(text: WaitingText, point: tuple[int, int] | None, *, minute: int = 5) -> Decision:
    easting, northing = point or (None, None)
    return Decision(
        provider=text.provider,
        place_key=text.place_key,
        text=text.text,
        easting=easting,
        northing=northing,
        lsoa_code=None,
        chosen="High Street, Berkhamsted" if point else "Cannot be placed",
        why="The warden covers Berkhamsted only.",
        decided_by="Analyst",
        decided_at=NOW + dt.timedelta(minutes=minute),
    )


def test_two_spellings_of_one_street_wait_as_one_question(store: EvidenceStore, places: Places) -> None:
    summary = bring_in_records(store, AMBIGUOUS, places)
    [text] = waiting_texts(store, SOURCES)
    assert (text.provider, text.text, text.rows, text.data_sets) == (COUNCIL, "12 HIGH ST.", 2, ("test-incidents",))
    assert (summary.noticed["place_uncertain"], summary.noticed["place_not_given"]) == (2, 1)
    assert find_waiting(store, SOURCES, text.digest) == text


def test_the_candidates_are_the_high_streets_of_the_borough(store: EvidenceStore, places: Places) -> None:
    bring_in_records(store, AMBIGUOUS, places)
    [text] = waiting_texts(store, SOURCES)
    words = [candidate.words for candidate in candidates_of(text, places)]
    assert len(words) == 8
    assert "High Street, Berkhamsted West ward" in words
    assert "High Street, Hemel Hempstead Town ward" in words


def test_an_answer_places_the_rows_that_are_held_in_one_commit_that_says_who(
    store: EvidenceStore, places: Places
) -> None:
    bring_in_records(store, AMBIGUOUS, places)
    [text] = waiting_texts(store, SOURCES)
    [replaced] = settle(store, SOURCES, places, decided(text, BERKHAMSTED))
    rows = held_records(store)
    assert (
        rows.select("easting", "northing", "place_method", "place_certainty").rows()[:2]
        == [(*BERKHAMSTED, "settled", "approximate")] * 2
    )
    assert rows["lsoa_code"][0] == "E01023370"
    assert rows["place_method"].to_list()[2:] == ["street", "none"]
    assert (replaced.rows, replaced.version) == (2, store.version("test-incidents"))
    assert held_imports(store, INCIDENTS.data_set)[0].loaded_by == "Analyst"
    assert waiting_texts(store, SOURCES) == ()


def test_the_rows_before_the_answer_can_still_be_read_at_their_version(store: EvidenceStore, places: Places) -> None:
    bring_in_records(store, AMBIGUOUS, places)
    before = held_records(store)
    [text] = waiting_texts(store, SOURCES)
    settle(store, SOURCES, places, decided(text, BERKHAMSTED))
    files = store.files(INCIDENTS.data_set, 1)
    assert before["place_certainty"].to_list()[0] == "uncertain"
    assert len(files) == 1 and files != store.files(INCIDENTS.data_set)


def test_the_answer_is_consulted_in_every_later_import(store: EvidenceStore, places: Places) -> None:
    bring_in_records(store, AMBIGUOUS, places)
    [text] = waiting_texts(store, SOURCES)
    settle(store, SOURCES, places, decided(text, BERKHAMSTED))
    known = places.with_decisions_of(store)
    bring_in_records(store, [{"location": "45 High Street"}], known, month="2026-11", minute=9)
    assert held_records(store).row(-1, named=True)["easting"] == BERKHAMSTED[0]


def test_the_same_file_again_is_unchanged_after_the_answer(store: EvidenceStore, places: Places) -> None:
    bring_in_records(store, AMBIGUOUS, places)
    [text] = waiting_texts(store, SOURCES)
    settle(store, SOURCES, places, decided(text, BERKHAMSTED))
    again = bring_in_records(store, AMBIGUOUS, places.with_decisions_of(store), minute=9)
    assert not again.is_changed


def test_the_answer_for_one_provider_is_offered_to_another_and_not_taken_for_it(
    store: EvidenceStore, places: Places
) -> None:
    bring_in_records(store, AMBIGUOUS, places)
    [text] = waiting_texts(store, SOURCES)
    settle(store, SOURCES, places, decided(text, BERKHAMSTED))
    known = places.with_decisions_of(store)
    bring_in_records(store, AMBIGUOUS, known, provider="fire-and-rescue", minute=9)
    [waits] = waiting_texts(store, SOURCES)
    first = candidates_of(waits, known)[0]
    assert waits.provider == "fire-and-rescue"
    assert (first.words, first.note) == ("High Street, Berkhamsted", f"settled for {COUNCIL}")


def test_what_cannot_be_placed_stops_waiting_and_has_no_point(store: EvidenceStore, places: Places) -> None:
    bring_in_records(store, AMBIGUOUS, places)
    [text] = waiting_texts(store, SOURCES)
    settle(store, SOURCES, places, decided(text, None))
    first = held_records(store).row(0, named=True)
    assert (first["easting"], first["place_method"], first["place_certainty"]) == (None, "settled", "none")
    assert waiting_texts(store, SOURCES) == ()


def test_a_second_answer_replaces_the_first_and_both_are_kept(store: EvidenceStore, places: Places) -> None:
    bring_in_records(store, AMBIGUOUS, places)
    [text] = waiting_texts(store, SOURCES)
    settle(store, SOURCES, places, decided(text, BERKHAMSTED))
    settle(store, SOURCES, places, decided(text, (505529, 207886), minute=6))
    first = held_records(store).row(0, named=True)
    assert (first["easting"], first["lsoa_code"]) == (505529, "E01023399")
    assert [each.easting for each in decisions_on(store, COUNCIL, text.place_key)] == [505529, BERKHAMSTED[0]]


def test_while_an_import_runs_nothing_is_settled(store: EvidenceStore, places: Places) -> None:
    bring_in_records(store, AMBIGUOUS, places)
    [text] = waiting_texts(store, SOURCES)
    with import_lock(store.root), pytest.raises(AnotherImportIsRunning):
        settle(store, SOURCES, places, decided(text, BERKHAMSTED))
    assert decisions_on(store, COUNCIL, text.place_key) == []


def test_a_wrong_postcode_is_asked_about_with_those_it_may_have_been(tmp_path: Path, store: EvidenceStore) -> None:
    lists = EvidenceStore(tmp_path / "open")
    load_gazetteer(lists, ons_postcodes(tmp_path / "ONSPD_FEB_2024_UK.csv"), loaded_by="a test", at=NOW)
    places = Places.of(lists, find_area("E07000096"), store)
    bring_in_records(store, [{"postcode": "HP1 1HJ"}, {"postcode": "HP1 1HH"}], places)
    [text] = waiting_texts(store, SOURCES)
    assert text.text == "HP1 1HJ"
    assert [candidate.words for candidate in candidates_of(text, places)] == ["Postcode HP1 1HH"]
    assert point_said("hp231aa", places) is None
    given_up = point_said("hp235aa", places)
    assert given_up is not None
    assert given_up.note == "given up in 1996-06"


def test_rows_without_a_point_are_looked_at_again_when_a_list_has_come(tmp_path: Path, store: EvidenceStore) -> None:
    lists, area = EvidenceStore(tmp_path / "open"), find_area("E07000096")
    bring_in_records(store, [{"postcode": "HP1 1HH"}], Places.of(lists, area, store))
    assert held_records(store)["place_method"].to_list() == ["outward postcode"]
    load_gazetteer(lists, ons_postcodes(tmp_path / "ONSPD_FEB_2024_UK.csv"), loaded_by="a test", at=NOW)
    [replaced] = place_again(store, SOURCES, Places.of(lists, area, store), by="a test", at=NOW)
    assert (replaced.rows, held_records(store)["place_method"].to_list()) == (1, ["postcode"])
    assert place_again(store, SOURCES, Places.of(lists, area, store), by="a test", at=NOW) == ()
