"""The whole country at once says of each partnership what a question about it alone says."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from saferplace.analysis.missing import Known, Missing
from saferplace.analysis.months import Month, Period
from saferplace.cli import main
from saferplace.evidence.areas import find_area
from saferplace.evidence.queries import (
    CountryCounts,
    recompute,
    recorded_crime_by_lsoa,
    recorded_crime_by_partnership_and_type,
    recorded_crime_by_type_and_month,
    top_lsoas,
)
from saferplace.evidence.store import EvidenceStore
from tests.integration.evidence.queries.conftest import NOW

BOTH_SIDES_OF_A_GAP = Period(Month(2022, 2), Month(2022, 5))
DACORUM, WATFORD = "E22000124", "E22000134"


def counted(store: EvidenceStore, period: Period, types: frozenset[str] | None = None) -> CountryCounts:
    return recorded_crime_by_partnership_and_type(store, crime_types=types, period=period, at=NOW)


def of(counts: CountryCounts, name: str, month: Month, crime_type: str) -> object:
    (partnership,) = [each for each in counts.partnerships if each.name == name]
    return counts.figure(partnership, month, crime_type)


@pytest.mark.parametrize("name", ["Dacorum", "Watford", "Three Rivers"])
def test_each_partnership_is_counted_as_if_it_had_been_asked_for_alone(hertfordshire: EvidenceStore, name: str) -> None:
    counts = counted(hertfordshire, BOTH_SIDES_OF_A_GAP)
    alone = recorded_crime_by_type_and_month(
        hertfordshire, area=find_area(name), crime_types=None, period=BOTH_SIDES_OF_A_GAP, at=NOW
    )
    assert len(alone.counts) > 10
    for crime_type, figures in alone.counts.items():
        assert figures == {month: of(counts, name, month, crime_type) for month in BOTH_SIDES_OF_A_GAP}


def test_a_force_that_sent_nothing_is_no_data_and_a_spoilt_month_is_in_doubt(anomalies: EvidenceStore) -> None:
    counts = counted(anomalies, Period(Month(2024, 1), Month(2024, 3)))
    assert of(counts, "Manchester", Month(2024, 1), "Robbery") is Missing.NOT_YET_AVAILABLE
    assert of(counts, "Ceredigion", Month(2024, 2), "Robbery") is Missing.DOUBTFUL
    assert isinstance(of(counts, "Nottingham", Month(2024, 3), "Robbery"), Known)


def test_partnerships_that_share_a_district_are_named_and_left_out(hertfordshire: EvidenceStore) -> None:
    counts = counted(hertfordshire, BOTH_SIDES_OF_A_GAP)
    assert "Carlisle" in counts.left_out
    assert len(counts.partnerships) + len(counts.left_out) == 314


def test_the_fullest_lsoas_are_those_that_their_district_has_most_of(hertfordshire: EvidenceStore) -> None:
    year = Period.year(2021)
    fullest = top_lsoas(hertfordshire, crime_types=None, period=year, limit=3, at=NOW)
    assert fullest.forces == ("hertfordshire",)
    first = fullest.lsoas[0]
    places = recorded_crime_by_lsoa(
        hertfordshire, area=find_area(first.district), crime_types=None, period=year, at=NOW
    ).places
    assert max((place.count, place.code) for place in places) == (first.count, first.code)
    assert sorted((-lsoa.count, lsoa.code) for lsoa in fullest.lsoas) == [
        (-each.count, each.code) for each in fullest.lsoas
    ]


def test_both_answers_can_be_computed_again_from_their_receipts(hertfordshire: EvidenceStore) -> None:
    robbery = frozenset({"Robbery"})
    for receipt in (
        counted(hertfordshire, BOTH_SIDES_OF_A_GAP, robbery).receipt,
        top_lsoas(hertfordshire, crime_types=None, period=BOTH_SIDES_OF_A_GAP, limit=5, at=NOW).receipt,
    ):
        assert recompute(hertfordshire, receipt) == receipt


@pytest.mark.django_db
def test_the_command_writes_a_line_for_each_count_and_says_why_one_is_missing(
    hertfordshire: EvidenceStore, tmp_path: Path
) -> None:
    (tmp_path / "evidence").symlink_to(hertfordshire.root)
    out = tmp_path / "country.csv"
    words = ["--type", "robbery", "--from", "2022-03", "--to", "2022-04", "--out", str(out), "--data", str(tmp_path)]
    said = CliRunner().invoke(main, ["country", *words])
    assert said.exit_code == 0, said.output
    assert "Their partnerships are unknown, not zero." in said.output
    rows = list(csv.DictReader(out.open(encoding="utf-8")))
    dacorum = [
        (row["Month"], row["Count"], row["Why there is no count"]) for row in rows if row["Partnership"] == "Dacorum"
    ]
    assert dacorum == [("2022-03", "4", ""), ("2022-04", "", "no data yet")]


def test_the_command_refuses_a_month_that_is_none(tmp_path: Path) -> None:
    said = CliRunner().invoke(main, ["country", "--from", "2022", "--to", "2022-04", "--data", str(tmp_path)])
    assert said.exit_code == 2
