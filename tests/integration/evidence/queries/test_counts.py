"""Counting recorded crime in real files: the published totals, and the traps on the way to them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from saferplace.analysis.missing import Known, Missing
from saferplace.analysis.months import Month, Period
from saferplace.evidence.areas import Area, find_area
from saferplace.evidence.queries import (
    CannotRecompute,
    MonthlyCounts,
    NothingLoaded,
    recompute,
    recorded_crime_at_points,
    recorded_crime_by_lsoa,
    recorded_crime_by_month,
    recorded_crime_by_type_and_month,
    recorded_crime_by_ward,
    recorded_crime_rows,
    rows_without_location,
)
from saferplace.evidence.store import EvidenceStore
from tests.integration.evidence.queries.conftest import NOW, load

ROBBERY = frozenset({"Robbery"})
ASB = frozenset({"Anti-social behaviour"})
YEAR = Period.year(2021)


def period(first: str, last: str) -> Period:
    return Period(Month.parse(first), Month.parse(last))


def by_month(store: EvidenceStore, area: Area, asked: Period, types: frozenset[str] | None = None) -> MonthlyCounts:
    return recorded_crime_by_month(store, area=area, crime_types=types, period=asked, at=NOW)


@pytest.mark.parametrize(
    ("first", "last", "rows"),
    [
        ("2014-01", "2014-11", 9_317),
        ("2021-03", "2022-03", 13_319),
        ("2021-01", "2021-12", 12_190),
        ("2024-01", "2024-04", 4_151),
        ("2025-01", "2025-06", 7_342),
    ],
)
def test_rows_in_dacorum_by_code_are_those_by_name(
    hertfordshire: EvidenceStore, dacorum: Area, first: str, last: str, rows: int
) -> None:
    assert by_month(hertfordshire, dacorum, period(first, last)).total == rows


def test_57_robberies_of_2021_lie_in_dacorum_and_18_more_have_no_place(
    hertfordshire: EvidenceStore, dacorum: Area
) -> None:
    nowhere = rows_without_location(hertfordshire, area=dacorum, crime_types=ROBBERY, period=YEAR, at=NOW)
    assert (by_month(hertfordshire, dacorum, YEAR, ROBBERY).total, nowhere.total) == (57, 18)


def test_imp_11_a_month_that_is_not_held_is_not_yet_available_and_never_zero(
    hertfordshire: EvidenceStore, dacorum: Area
) -> None:
    counted = by_month(hertfordshire, dacorum, period("2022-03", "2022-04"), ROBBERY)
    assert isinstance(counted.counts[Month(2022, 3)], Known)
    assert counted.counts[Month(2022, 4)] is Missing.NOT_YET_AVAILABLE
    assert counted.total is None


def test_a_month_held_without_a_crime_is_zero(hertfordshire: EvidenceStore, dacorum: Area) -> None:
    assert by_month(hertfordshire, dacorum, YEAR, ROBBERY).counts[Month(2021, 7)] == Known(0)


def test_a_force_without_any_file_has_no_data(anomalies: EvidenceStore) -> None:
    manchester = find_area("Greater Manchester")
    counted = by_month(anomalies, manchester, period("2025-01", "2025-02"))
    assert set(counted.counts.values()) == {Missing.NOT_YET_AVAILABLE}


def test_rows_of_another_force_count_where_they_lie(anomalies: EvidenceStore, dacorum: Area) -> None:
    july = period("2025-07", "2025-07")
    found = recorded_crime_rows(anomalies, area=dacorum, crime_types=None, period=july, at=NOW)
    assert (found.total, {row["force"] for row in found.rows}) == (32, {"cambridgeshire"})


def test_another_force_s_file_does_not_make_a_month_held(anomalies: EvidenceStore, dacorum: Area) -> None:
    counted = by_month(anomalies, dacorum, period("2025-07", "2025-07"))
    assert counted.counts[Month(2025, 7)] is Missing.NOT_YET_AVAILABLE


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("E01035562", YEAR),  # new in 2021; the files of that year still used the code of the whole
        ("E01023508", period("2025-01", "2025-06")),  # redrawn, and gone from the files of 2025
    ],
)
def test_imp_11_an_lsoa_that_the_months_codes_cannot_draw_is_not_collected_and_never_zero(
    hertfordshire: EvidenceStore, code: str, asked: Period
) -> None:
    area = find_area(code)
    counted = by_month(hertfordshire, area, asked)
    points = recorded_crime_at_points(hertfordshire, area=area, crime_types=None, period=asked, at=NOW)
    assert set(counted.counts.values()) == {Missing.NOT_COLLECTED}
    assert (points.points, points.months.counted) == ((), ())


def test_an_lsoa_is_counted_in_the_months_whose_codes_draw_it(hertfordshire: EvidenceStore) -> None:
    spanning = by_month(hertfordshire, find_area("E01035562"), period("2022-03", "2024-01"))
    assert spanning.counts[Month(2022, 3)] is Missing.NOT_COLLECTED
    assert isinstance(spanning.counts[Month(2024, 1)], Known)


def test_a_split_lsoa_is_counted_by_its_parts_once_the_files_use_them(hertfordshire: EvidenceStore) -> None:
    asked = period("2025-01", "2025-06")
    parts = [by_month(hertfordshire, find_area(f"E0103556{n}"), asked).total or 0 for n in (2, 3, 4)]
    assert by_month(hertfordshire, find_area("E01023398"), asked).total == sum(parts) > 0


def test_places_of_a_month_that_is_not_held_are_not_listed_as_noughts(anomalies: EvidenceStore, dacorum: Area) -> None:
    july = period("2025-07", "2025-07")  # Cambridgeshire's file alone holds 32 rows there
    wards = recorded_crime_by_ward(anomalies, area=dacorum, crime_types=None, period=july, at=NOW)
    lsoas = recorded_crime_by_lsoa(anomalies, area=dacorum, crime_types=None, period=july, at=NOW)
    points = recorded_crime_at_points(anomalies, area=dacorum, crime_types=None, period=july, at=NOW)
    assert (wards.places, lsoas.places, points.points) == ((), (), ())
    assert wards.receipt.result["missing"] == {"2025-07": "not yet available"}


def test_a_partial_upload_of_asb_is_doubtful_and_not_a_fall(anomalies: EvidenceStore) -> None:
    asked = period("2021-12", "2022-01")
    counted = by_month(anomalies, find_area("Nottinghamshire"), asked, ASB)
    assert counted.counts[Month(2022, 1)] is Missing.DOUBTFUL
    assert "exactly 200" in counted.doubts[Month(2022, 1)][0].reason
    assert counted.total is None


def test_a_partial_upload_of_asb_leaves_other_crime_known(anomalies: EvidenceStore) -> None:
    counted = recorded_crime_by_type_and_month(
        anomalies,
        area=find_area("Nottinghamshire"),
        crime_types=ASB | ROBBERY,
        period=period("2022-01", "2022-01"),
        at=NOW,
    )
    month = Month(2022, 1)
    assert counted.counts["Anti-social behaviour"][month] is Missing.DOUBTFUL
    assert isinstance(counted.counts["Robbery"][month], Known)


def test_types_add_up_to_all_types(hertfordshire: EvidenceStore, dacorum: Area) -> None:
    apart = recorded_crime_by_type_and_month(hertfordshire, area=dacorum, crime_types=None, period=YEAR, at=NOW)
    known = [figure for figures in apart.counts.values() for figure in figures.values()]
    assert sum(figure.value for figure in known if isinstance(figure, Known)) == 12_190


@pytest.mark.parametrize("district", ["Dacorum", "St Albans", "East Hertfordshire", "Three Rivers"])
def test_wards_and_what_is_not_certain_add_up_to_the_district(hertfordshire: EvidenceStore, district: str) -> None:
    area, asked = find_area(district), period("2021-01", "2025-06")
    wards = recorded_crime_by_ward(hertfordshire, area=area, crime_types=None, period=asked, at=NOW)
    seen = recorded_crime_rows(hertfordshire, area=area, crime_types=None, period=asked, at=NOW)
    assert wards.total == seen.total


def test_a_ward_alone_counts_what_the_list_of_wards_says(hertfordshire: EvidenceStore, dacorum: Area) -> None:
    wards = recorded_crime_by_ward(hertfordshire, area=dacorum, crime_types=None, period=YEAR, at=NOW)
    busiest = max(wards.places, key=lambda place: place.count)
    assert by_month(hertfordshire, find_area(busiest.code), YEAR).total == busiest.count


def test_lsoa_codes_are_counted_as_given_in_both_editions(hertfordshire: EvidenceStore, dacorum: Area) -> None:
    older, newer = (
        recorded_crime_by_lsoa(hertfordshire, area=dacorum, crime_types=None, period=asked, at=NOW)
        for asked in (YEAR, period("2025-01", "2025-06"))
    )
    new_codes = {"E01035562", "E01035563", "E01035564"}
    assert (len(older.places), len(newer.places)) == (94, 96)
    assert {place.code for place in newer.places} - {place.code for place in older.places} == new_codes
    assert (older.total, newer.total) == (12_190, 7_342)


def test_the_points_of_the_map_add_up_to_the_count(hertfordshire: EvidenceStore, dacorum: Area) -> None:
    points = recorded_crime_at_points(hertfordshire, area=dacorum, crime_types=ROBBERY, period=YEAR, at=NOW)
    assert points.total == 57
    assert [point.total for point in points.points] == sorted((p.total for p in points.points), reverse=True)


def test_the_rows_behind_a_number_come_in_pages_without_a_gap(hertfordshire: EvidenceStore, dacorum: Area) -> None:
    pages = [
        recorded_crime_rows(
            hertfordshire, area=dacorum, crime_types=ROBBERY, period=YEAR, page=page, page_size=20, at=NOW
        )
        for page in (1, 2, 3, 4)
    ]
    lines = [(row["source_file"], row["source_line"]) for page in pages for row in page.rows]
    assert [len(page.rows) for page in pages] == [20, 20, 17, 0]
    assert len(set(lines)) == 57
    assert {page.total for page in pages} == {57}


def test_every_row_names_its_file_line_and_import(hertfordshire: EvidenceStore, dacorum: Area) -> None:
    page = recorded_crime_rows(hertfordshire, area=dacorum, crime_types=ROBBERY, period=YEAR, at=NOW)
    assert all(row["source_file"] and row["source_line"] > 1 and row["import_id"] for row in page.rows)


def test_every_kind_of_receipt_is_computed_again_to_the_same_digest(
    hertfordshire: EvidenceStore, dacorum: Area
) -> None:
    questions = (
        recorded_crime_by_month,
        recorded_crime_by_type_and_month,
        recorded_crime_by_ward,
        recorded_crime_by_lsoa,
        recorded_crime_at_points,
        recorded_crime_rows,
        rows_without_location,
    )
    receipts = [
        question(hertfordshire, area=dacorum, crime_types=ROBBERY, period=YEAR, at=NOW).receipt
        for question in questions
    ]
    assert [recompute(hertfordshire, receipt).digest for receipt in receipts] == [each.digest for each in receipts]


def test_a_receipt_stands_after_a_newer_release_was_loaded(tmp_path: Path, bundled_data: Path, dacorum: Area) -> None:
    store, folder = EvidenceStore(tmp_path), bundled_data / "police-uk-hertfordshire"
    load(store, folder / "hertfordshire_2021-01_2021-02_street.zip")
    before = by_month(store, dacorum, period("2021-01", "2021-03"))
    load(store, folder / "hertfordshire_2021-03_2022-03_street.zip")
    after = by_month(store, dacorum, period("2021-01", "2021-03"))
    assert (before.total is None, after.total is None) == (True, False)
    assert recompute(store, before.receipt) == before.receipt


def test_a_receipt_of_another_method_is_refused_in_a_sentence(hertfordshire: EvidenceStore, dacorum: Area) -> None:
    receipt = replace(by_month(hertfordshire, dacorum, YEAR).receipt, method="crime_by_moon")
    with pytest.raises(CannotRecompute, match="crime_by_moon"):
        recompute(hertfordshire, receipt)


def test_a_receipt_without_its_evidence_is_refused_in_a_sentence(
    hertfordshire: EvidenceStore, dacorum: Area, tmp_path: Path
) -> None:
    with pytest.raises(CannotRecompute, match="No recorded crime"):
        recompute(EvidenceStore(tmp_path), by_month(hertfordshire, dacorum, YEAR).receipt)


@pytest.mark.parametrize("folder", ["My data", "Données", "2021=2022", "a#b"])
def test_evidence_is_read_from_a_folder_of_any_name(
    tmp_path: Path, bundled_data: Path, dacorum: Area, folder: str
) -> None:
    store = EvidenceStore(tmp_path / folder)
    load(store, bundled_data / "police-uk-hertfordshire" / "hertfordshire_2021-01_2021-02_street.zip")
    assert by_month(store, dacorum, period("2021-01", "2021-02")).total == 1_766


def test_nothing_loaded_is_said_with_what_to_do(tmp_path: Path, dacorum: Area) -> None:
    with pytest.raises(NothingLoaded, match="saferplace import"):
        by_month(EvidenceStore(tmp_path), dacorum, YEAR)
