"""The known faults of published files are seen, and sound months are not accused."""

from __future__ import annotations

import pytest

from saferplace.analysis.months import Month
from saferplace.evidence.areas import Area
from saferplace.evidence.queries import coverage, force_quality, points_compared
from saferplace.evidence.store import EvidenceStore


@pytest.mark.parametrize(
    ("force", "doubted"),
    [
        ("nottinghamshire", ["2022-01", "2024-01"]),
        ("dyfed-powys", ["2024-01", "2024-02", "2024-03", "2024-04"]),
        ("hampshire", ["2025-08"]),
        ("cambridgeshire", []),
        ("derbyshire", []),
        ("gloucestershire", []),
        ("north-wales", []),
        ("btp", []),
        ("northern-ireland", []),
    ],
)
def test_the_months_in_doubt_are_those_known_to_be_partial(
    anomalies: EvidenceStore, force: str, doubted: list[str]
) -> None:
    assert [str(month) for month in force_quality(anomalies, force=force).doubts] == doubted


def test_no_month_of_hertfordshire_is_in_doubt(hertfordshire: EvidenceStore) -> None:
    assert force_quality(hertfordshire, force="hertfordshire").doubts == {}


def test_the_switch_of_lsoa_edition_is_seen_in_2024(hertfordshire: EvidenceStore) -> None:
    assert force_quality(hertfordshire, force="hertfordshire").edition_switches == (Month(2024, 1),)


def test_months_between_the_publications_are_missing(hertfordshire: EvidenceStore) -> None:
    [held] = coverage(hertfordshire).forces
    assert (len(held.months), held.missing[0], held.missing[-1]) == (36, Month(2014, 12), Month(2024, 12))


def test_identical_asb_rows_are_kept_as_separate_incidents(hertfordshire: EvidenceStore) -> None:
    asb = force_quality(hertfordshire, force="hertfordshire").equal_rows["Anti-social behaviour"]
    assert (asb.rows, asb.equal_to_another, asb.beyond_first) == (73_496, 34_964, 22_137)


def test_four_crime_ids_of_hertfordshire_stand_on_two_rows_each(hertfordshire: EvidenceStore) -> None:
    ids = force_quality(hertfordshire, force="hertfordshire").repeated_ids
    assert (ids.repeated, ids.rows_of_repeated, ids.mean_nothing) == (4, 8, False)


def test_crime_ids_of_northern_ireland_mean_nothing(anomalies: EvidenceStore) -> None:
    assert force_quality(anomalies, force="northern-ireland").repeated_ids.mean_nothing


def test_rows_that_are_not_asb_may_have_no_id(anomalies: EvidenceStore) -> None:
    [month] = force_quality(anomalies, force="btp").months
    assert month.rows_without_crime_id == 3_304


def test_a_tenth_of_gloucestershire_has_no_place(anomalies: EvidenceStore) -> None:
    [month] = force_quality(anomalies, force="gloucestershire").months
    assert month.rows_without_lsoa / month.rows == pytest.approx(0.095, abs=0.005)


def test_points_were_redrawn_between_2022_and_2024_only(hertfordshire: EvidenceStore, dacorum: Area) -> None:
    compared = points_compared(hertfordshire, area=dacorum)
    assert [(str(each.last_month_before), each.are_redrawn) for each in compared] == [
        ("2014-11", False),
        ("2021-02", False),
        ("2022-03", True),
        ("2024-04", False),
    ]
    assert compared[2].recurring == 50


def test_a_force_without_files_has_no_months(hertfordshire: EvidenceStore) -> None:
    assert force_quality(hertfordshire, force="greater-manchester").months == ()
