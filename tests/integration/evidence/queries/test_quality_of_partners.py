"""The quality of any data set: what lacks, what leaps, what changes, how soon it comes, and what is due."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from saferplace.analysis.months import Month, Period
from saferplace.evidence.exchange import ExchangeState, exchange
from saferplace.evidence.police_street import POLICE_STREET
from saferplace.evidence.queries.data_set_quality import data_set_quality
from saferplace.evidence.queries.force_matrix import Cell, force_matrix
from saferplace.evidence.queries.unit_profiles import unit_profiles
from saferplace.evidence.store import EvidenceStore
from tests.partner_records import (
    COUNCIL,
    FIGURES,
    FLY_TIPPING,
    ONE_WARD,
    POLICE,
    SPLIT,
    figure,
    record,
    record_source_for_tests,
    send,
)
from tests.police_files import bring_in, row, street_file

TODAY = dt.date(2026, 11, 25)


def at(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T09:00:00+00:00")


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    evidence = EvidenceStore(tmp_path)
    again = record("2026-06", ONE_WARD, number=2)
    june = [
        again,
        again,
        record("2026-06", SPLIT, place_certainty="approximate", lsoa_edition="2011", sub_category="x"),
    ]
    july = [record("2026-07", None), record("2026-07", place_certainty="uncertain")]
    send(evidence, FLY_TIPPING, {(COUNCIL, "2026-06"): june}, at=at("2026-07-20"))
    send(evidence, FLY_TIPPING, {(COUNCIL, "2026-07"): july}, at=at("2026-08-30"))
    send(evidence, FLY_TIPPING, {(COUNCIL, "2026-09"): []}, at=at("2026-10-10"))
    return evidence


def test_a_unit_says_its_rows_what_they_stand_for_what_they_lack_and_what_repeats(store: EvidenceStore) -> None:
    june, july, september = unit_profiles(store, FLY_TIPPING)
    assert (june.rows, june.number, june.repeated) == (3, 5, 1)
    assert (june.blanks["sub_category"], june.blanks["category"]) == (2, 0)
    assert june.certainty == {"certain": 2, "approximate": 1, "uncertain": 0, "none": 0}
    assert july.certainty == {"certain": 0, "approximate": 0, "uncertain": 1, "none": 1}
    assert (september.rows, september.unit.period) == (0, "2026-09")


def test_a_provider_says_how_well_placed_how_complete_and_how_soon(store: EvidenceStore) -> None:
    (council,) = data_set_quality(store, FLY_TIPPING).providers
    assert council.location_rate == 3 / 5
    assert council.missing == (Month(2026, 8),)
    assert council.rhythm.usual_days == 20  # of 20, 30 and 10 days
    assert (council.rhythm.next_month, council.rhythm.expected) == (Month(2026, 10), dt.date(2026, 11, 20))
    assert council.rhythm.is_late(TODAY)
    assert 0 < (council.completeness or 0) < 1


def test_an_edition_of_small_areas_that_changes_is_named(tmp_path: Path) -> None:
    evidence = EvidenceStore(tmp_path)
    editions = {"2026-01": "2011", "2026-02": "2011", "2026-03": "2021"}
    units = {(COUNCIL, month): [record(month, lsoa_edition=edition)] for month, edition in editions.items()}
    send(evidence, FLY_TIPPING, units)
    (council,) = data_set_quality(evidence, FLY_TIPPING).providers
    assert council.edition_switches == (Month(2026, 3),)


def test_a_category_that_begins_and_one_that_stops_are_told_per_provider(tmp_path: Path) -> None:
    evidence = EvidenceStore(tmp_path)
    months = Period(Month(2026, 1), Month(2026, 8)).months()
    units = {}
    for place, month in enumerate(months):
        kinds = ["Household waste", "Asbestos" if place < 4 else "Other"]
        units[COUNCIL, str(month)] = [record(str(month), number=40, category=kind) for kind in kinds]
    send(evidence, FLY_TIPPING, units)
    (council,) = data_set_quality(evidence, FLY_TIPPING).providers
    assert [change.in_words for change in council.changes] == [
        "“Asbestos” last occurs in April 2026; the 4 months held since have none.",
        "“Other” first occurs in May 2026; the 4 months held before have none.",
    ]


def test_figures_have_completeness_and_timeliness_and_neither_places_nor_leaps(tmp_path: Path) -> None:
    evidence = EvidenceStore(tmp_path)
    units = {(POLICE, "2026-27-Q1"): [figure("2026-27-Q1", "2026-04", "2026-06")]}
    send(evidence, FIGURES, units, at=at("2026-09-01"))
    (police,) = data_set_quality(evidence, FIGURES).providers
    assert (police.location_rate, police.odd, police.changes) == (None, {}, ())
    assert police.arrived["2026-27-Q1"].on == dt.date(2026, 9, 1)


def test_police_files_have_the_same_profile(tmp_path: Path) -> None:
    evidence = EvidenceStore(tmp_path / "evidence")
    nowhere = {"Longitude": "", "Latitude": "", "Location": "No Location", "LSOA_code": "", "LSOA_name": ""}
    bring_in(evidence, street_file(tmp_path, [row(), row(**nowhere)]))
    (force,) = data_set_quality(evidence, POLICE_STREET).providers
    assert (force.provider, force.rows, force.location_rate) == ("hertfordshire", 2, 0.5)
    assert force.blanks["context"] == 2


def test_nothing_loaded_has_no_providers(tmp_path: Path) -> None:
    assert data_set_quality(EvidenceStore(tmp_path), FLY_TIPPING).providers == ()


def test_every_territorial_force_is_a_row_and_a_month_without_a_file_is_no_data(tmp_path: Path) -> None:
    evidence = EvidenceStore(tmp_path / "evidence")
    spring = Period(Month(2021, 2), Month(2021, 4))
    empty = force_matrix(evidence, spring)
    assert len(empty.rows) == 43
    assert empty.count(Cell.NO_DATA) == 43 * 3
    bring_in(evidence, street_file(tmp_path, [row()]))
    matrix = force_matrix(evidence, spring)
    named = {one.force.name: [cell.value for cell in one.cells.values()] for one in matrix.rows}
    assert named["Hertfordshire"] == ["No data", "Doubtful", "No data"]
    assert named["Greater Manchester"] == ["No data"] * 3


def test_the_exchange_says_for_each_set_what_came_when_it_was_due_and_what_lacks(store: EvidenceStore) -> None:
    nobody = record_source_for_tests("test-fires", title="deliberate fires of a test")
    spring, summer = Period(Month(2026, 4), Month(2026, 6)), Period(Month(2026, 7), Month(2026, 9))
    lines = exchange(store, [FLY_TIPPING, nobody], newest=summer, periods=2, today=TODAY)
    told = {(line.source.data_set, line.information): line for line in lines}
    assert {key: line.state for key, line in told.items()} == {
        ("test-fly-tipping", summer): ExchangeState.NOT_DUE,
        ("test-fly-tipping", spring): ExchangeState.PARTLY,
        ("test-fires", summer): ExchangeState.NOT_DUE,
        ("test-fires", spring): ExchangeState.OVERDUE,
    }
    assert told["test-fly-tipping", summer].missing == (Month(2026, 8),)
    assert (told["test-fly-tipping", summer].due, told["test-fly-tipping", summer].rows) == (dt.date(2026, 12, 31), 2)
    assert told["test-fires", spring].provider is None


@pytest.mark.parametrize(
    ("day", "state"), [("2026-09-30", ExchangeState.RECEIVED), ("2026-10-01", ExchangeState.RECEIVED_LATE)]
)
def test_a_quarter_is_late_from_the_day_after_the_end_of_the_next(
    tmp_path: Path, day: str, state: ExchangeState
) -> None:
    evidence = EvidenceStore(tmp_path)
    spring = Period(Month(2026, 4), Month(2026, 6))
    send(evidence, FLY_TIPPING, {(COUNCIL, str(month)): [record(str(month))] for month in spring}, at=at(day))
    (line,) = exchange(evidence, [FLY_TIPPING], newest=spring, periods=1, today=TODAY)
    assert (line.state, line.received, line.rows) == (state, dt.date.fromisoformat(day), 3)


def test_a_quarterly_return_covers_its_three_months(tmp_path: Path) -> None:
    evidence = EvidenceStore(tmp_path)
    units = {(POLICE, "2026-27-Q1"): [figure("2026-27-Q1", "2026-04", "2026-06")]}
    send(evidence, FIGURES, units, at=at("2026-09-01"))
    (line,) = exchange(evidence, [FIGURES], newest=Period(Month(2026, 4), Month(2026, 6)), periods=1, today=TODAY)
    assert (line.state, line.rows, line.provider) == (ExchangeState.RECEIVED, 1, POLICE)
