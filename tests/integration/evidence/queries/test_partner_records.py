"""Counting what partners send: by hand on a few rows, and every way of asking agreeing with every other."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saferplace.analysis.missing import Known, Missing
from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import find_area
from saferplace.evidence.queries import (
    CannotRecompute,
    NothingLoaded,
    figures_of,
    recompute,
    record_hours,
    record_rows,
    records_at_points,
    records_by_lsoa,
    records_by_month,
    records_by_ward,
)
from saferplace.evidence.store import EvidenceStore
from tests.partner_records import (
    COUNCIL,
    FIGURES,
    FLY_TIPPING,
    NOW,
    ONE_WARD,
    OTHER_WARD,
    POLICE,
    SPLIT,
    ST_ALBANS,
    figure,
    record,
    send,
)

SUMMER = Period(Month(2026, 6), Month(2026, 8))
DACORUM = find_area("E07000096")
WHOLE = {"source": FLY_TIPPING, "categories": None, "period": SUMMER, "at": NOW}


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    """June: five records of seven things. July: said to be empty. August: not sent."""
    evidence = EvidenceStore(tmp_path)
    june = [
        record("2026-06", ONE_WARD, number=3),
        record("2026-06", OTHER_WARD, category="Tyres", place_certainty="approximate"),
        record("2026-06", SPLIT, longitude=None, latitude=None, place_method="area"),
        record("2026-06", ST_ALBANS),
        record("2026-06", None, time_precision="month", occurred_on=None, occurred_from=None, occurred_to=None),
    ]
    send(evidence, FLY_TIPPING, {(COUNCIL, "2026-06"): june, (COUNCIL, "2026-07"): []})
    return evidence


def test_a_month_adds_up_its_numbers_an_empty_month_is_zero_and_one_not_sent_is_no_data(store: EvidenceStore) -> None:
    counted = records_by_month(store, area=DACORUM, **WHOLE)
    assert counted.counts == {
        Month(2026, 6): Known(5),
        Month(2026, 7): Known(0),
        Month(2026, 8): Missing.NOT_YET_AVAILABLE,
    }
    assert counted.without_area == {Month(2026, 6): 1}
    assert counted.total is None


def test_without_an_area_everything_that_was_sent_is_counted(store: EvidenceStore) -> None:
    assert records_by_month(store, area=None, **WHOLE).counts[Month(2026, 6)] == Known(7)


def test_categories_narrow_the_count(store: EvidenceStore) -> None:
    tyres = records_by_month(store, area=DACORUM, **{**WHOLE, "categories": frozenset({"Tyres"})})
    assert tyres.counts[Month(2026, 6)] == Known(1)


def test_a_month_counts_only_when_everybody_who_sends_has_sent_it(store: EvidenceStore) -> None:
    send(store, FLY_TIPPING, {(POLICE, "2026-07"): [record("2026-07", provider=POLICE)]})
    both = records_by_month(store, area=DACORUM, **WHOLE)
    assert [both.counts[month] for month in SUMMER] == [
        Missing.NOT_YET_AVAILABLE,
        Known(1),
        Missing.NOT_YET_AVAILABLE,
    ]
    assert both.months.not_held[Month(2026, 6)] == (POLICE,)
    alone = records_by_month(store, area=DACORUM, providers=frozenset({COUNCIL}), **WHOLE)
    assert alone.counts[Month(2026, 6)] == Known(5)


def test_a_place_is_a_ward_an_lsoa_a_point_or_none_and_each_is_said(store: EvidenceStore) -> None:
    wards = records_by_ward(store, area=DACORUM, **WHOLE)
    lsoas = records_by_lsoa(store, area=DACORUM, **WHOLE)
    points = records_at_points(store, area=DACORUM, **WHOLE)
    assert sorted(place.count for place in wards.places if place.count) == [1, 3]
    assert (wards.not_certain, wards.without_area, wards.total) == (1, 1, 5)
    assert {place.code: place.count for place in lsoas.places} == {ONE_WARD: 3, OTHER_WARD: 1, SPLIT: 1}
    assert (lsoas.total, lsoas.without_area) == (5, 1)
    assert (points.total, points.without_point, points.without_area) == (4, 1, 1)
    assert points.by_certainty == {"certain": 3, "approximate": 1}


def test_a_point_holds_what_lies_within_ten_metres_under_one_name(store: EvidenceStore) -> None:
    near = [record("2026-07", longitude=-0.45001, latitude=51.75001), record("2026-07", location="Station Road")]
    send(store, FLY_TIPPING, {(COUNCIL, "2026-07"): [record("2026-07"), *near]}, at=NOW + dt.timedelta(minutes=1))
    july = Period(Month(2026, 7), Month(2026, 7))
    points = records_at_points(store, area=DACORUM, **{**WHOLE, "period": july})
    assert [(point.location, point.total) for point in points.points] == [("High Street", 2), ("Station Road", 1)]
    first = points.points[0]
    behind = record_rows(
        store, area=DACORUM, place=(first.longitude, first.latitude, first.location), **{**WHOLE, "period": july}
    )
    assert behind.total == 2


def test_the_rows_behind_a_count_name_their_file_line_and_own_columns(store: EvidenceStore) -> None:
    rows = record_rows(store, area=DACORUM, **WHOLE)
    assert (rows.total, rows.receipt.result["records"]) == (3, 5)
    assert all(row["source_line"] and row["size"] == "Car boot load" for row in rows.rows)


def test_no_hour_is_made_up_for_a_record_without_one(store: EvidenceStore) -> None:
    hours = record_hours(store, area=None, **WHOLE)
    wednesday_half_past_two = (2, 14)
    assert hours.counts == {wednesday_half_past_two: 6}
    assert (hours.at_range, hours.at_day, hours.at_month, hours.on_the_hour) == (0, 0, 1, 0)


def test_midnight_and_noon_are_told_apart_as_likely_defaults(store: EvidenceStore) -> None:
    noon = dt.datetime.fromisoformat("2026-07-05T12:00:00")
    times = {"occurred_from": noon, "occurred_to": noon}
    send(store, FLY_TIPPING, {(COUNCIL, "2026-07"): [record("2026-07", **times)]}, at=NOW + dt.timedelta(minutes=1))
    hours = record_hours(store, area=None, **{**WHOLE, "period": Period(Month(2026, 7), Month(2026, 7))})
    assert (hours.counts, hours.on_the_hour) == ({(6, 12): 1}, 1)


def months_with(counts: list[int], category: str = "Household waste") -> dict[tuple[str, str], list[dict]]:
    first = Month(2026, 1)
    return {
        (COUNCIL, str(first + i)): [record(str(first + i), number=n, category=category)] for i, n in enumerate(counts)
    }


def test_a_month_far_below_its_neighbours_is_doubtful_and_says_why(tmp_path: Path) -> None:
    evidence = EvidenceStore(tmp_path)
    send(evidence, FLY_TIPPING, months_with([210, 190, 205, 12, 220, 198]))
    counted = records_by_month(evidence, area=DACORUM, **{**WHOLE, "period": Period(Month(2026, 1), Month(2026, 6))})
    assert counted.counts[Month(2026, 4)] is Missing.DOUBTFUL
    assert counted.seen_in_doubt == {Month(2026, 4): 12}
    assert "only 12 where the months around it usually have 205" in counted.months.doubts[Month(2026, 4)][0].reason
    assert counted.receipt.result["missing"] == {"2026-04": "doubtful"}


def test_a_spike_is_told_and_counted_since_it_may_have_happened(tmp_path: Path) -> None:
    evidence = EvidenceStore(tmp_path)
    send(evidence, FLY_TIPPING, months_with([210, 190, 205, 1900, 220, 198]))
    counted = records_by_month(evidence, area=DACORUM, **{**WHOLE, "period": Period(Month(2026, 1), Month(2026, 6))})
    assert counted.counts[Month(2026, 4)] == Known(1900)
    assert "rows may have come twice" in counted.months.too_high(None)[Month(2026, 4)][0].reason


def test_a_category_that_stops_spoils_counts_of_that_category_alone(tmp_path: Path) -> None:
    evidence = EvidenceStore(tmp_path)
    units = months_with([210, 190, 205, 201, 220, 198])
    for (_, month), rows in units.items():
        rows.append(record(month, number=1 if month == "2026-05" else 90, category="Tyres"))
    send(evidence, FLY_TIPPING, units)
    asked = {**WHOLE, "period": Period(Month(2026, 5), Month(2026, 5))}
    tyres, household = (
        records_by_month(evidence, area=DACORUM, **{**asked, "categories": frozenset({name})}).counts[Month(2026, 5)]
        for name in ("Tyres", "Household waste")
    )
    assert (tyres, household) == (Missing.DOUBTFUL, Known(220))


_PLACES = st.sampled_from([ONE_WARD, OTHER_WARD, SPLIT, ST_ALBANS, None])
_ROWS = st.lists(st.tuples(_PLACES, st.sampled_from(["2026-06", "2026-07"]), st.integers(1, 9)), max_size=30)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_ROWS)
def test_every_way_of_asking_adds_up_to_the_same(tmp_path_factory: pytest.TempPathFactory, rows: list) -> None:
    evidence = EvidenceStore(tmp_path_factory.mktemp("any"))
    units = {(COUNCIL, month): [] for month in ("2026-06", "2026-07", "2026-08")}
    for lsoa, month, number in rows:
        units[COUNCIL, month].append(record(month, lsoa, number=number))
    send(evidence, FLY_TIPPING, units)
    by_hand = sum(number for lsoa, _, number in rows if lsoa in (ONE_WARD, OTHER_WARD, SPLIT))
    nowhere = sum(number for lsoa, _, number in rows if lsoa is None)
    months = records_by_month(evidence, area=DACORUM, **WHOLE)
    wards = records_by_ward(evidence, area=DACORUM, **WHOLE)
    lsoas = records_by_lsoa(evidence, area=DACORUM, **WHOLE)
    points = records_at_points(evidence, area=DACORUM, **WHOLE)
    assert months.total == wards.total == lsoas.total == points.total + points.without_point == by_hand
    assert sum(months.without_area.values()) == wards.without_area == lsoas.without_area == nowhere
    assert record_rows(evidence, area=DACORUM, **WHOLE).receipt.result["records"] == by_hand


def test_a_figure_is_known_or_says_which_kind_of_missing_it_is(tmp_path: Path) -> None:
    evidence = EvidenceStore(tmp_path)
    sent = [
        figure("2026-27-Q1", "2026-04", "2026-06", value=0.0),
        figure("2026-27-Q2", "2026-07", "2026-09", status="suppressed", value=None),
        figure("2026-27-Q2", "2026-07", "2026-09", breakdown="Age: 10 to 17", value=3.0),
        figure("2025-26", "2025-04", "2026-03", value=12.0, numerator=12.0, denominator=30.0, is_provisional=True),
    ]
    send(evidence, FIGURES, {("hertfordshire-probation", "2026-27"): sent})
    asked = {"source": FIGURES, "indicator": "Orders completed", "area_code": "E07000096", "at": NOW}
    found = figures_of(evidence, months=Period(Month(2025, 4), Month(2026, 12)), **asked)
    assert [(one.period, one.figure) for one in found.figures] == [
        ("2025-26", Known(12.0, is_provisional=True)),
        ("2026-27-Q1", Known(0.0)),
        ("2026-27-Q2", Missing.SUPPRESSED),
    ]
    assert found.figures[0].denominator == 30
    young = figures_of(evidence, months=SUMMER.shifted(1), breakdown="Age: 10 to 17", **asked)
    assert [one.figure for one in young.figures] == [Known(3.0)]


def test_nothing_loaded_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NothingLoaded, match="Nothing of fly-tipping incidents"):
        records_by_month(EvidenceStore(tmp_path), area=DACORUM, **WHOLE)


def test_every_kind_of_receipt_of_partners_data_is_computed_again_to_the_same_digest(store: EvidenceStore) -> None:
    questions = (records_by_month, records_by_ward, records_by_lsoa, records_at_points, record_rows, record_hours)
    receipts = [question(store, area=DACORUM, **WHOLE).receipt for question in questions]
    again = [recompute(store, receipt, find_source=lambda _: FLY_TIPPING) for receipt in receipts]
    assert [receipt.digest for receipt in again] == [receipt.digest for receipt in receipts]


def test_a_receipt_of_a_data_set_that_is_no_longer_known_is_refused_in_a_sentence(store: EvidenceStore) -> None:
    receipt = records_by_month(store, area=DACORUM, **WHOLE).receipt
    with pytest.raises(CannotRecompute, match="There is no data set “test-fly-tipping”"):
        recompute(store, receipt)
