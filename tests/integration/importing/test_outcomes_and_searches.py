"""Outcomes and stop and search: each kind of police file goes to its own data set, in one import."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from saferplace.evidence.importing import Terms, import_files, refused_rows
from saferplace.evidence.importing.summary import ImportReport
from saferplace.evidence.police_outcomes import POLICE_OUTCOMES
from saferplace.evidence.police_outcomes.groups import GROUPS, OTHER
from saferplace.evidence.police_stop_and_search import POLICE_STOP_AND_SEARCH
from saferplace.evidence.store import EvidenceStore
from tests.police_files import NAME, TODAY, archive, row, written

OUTCOME_HEADER = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type"
SEARCH_HEADER = (
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,"
    "Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,"
    "Outcome linked to object of search,Removal of more than just outer clothing"
)


def outcome(crime_id: str, kind: str) -> str:
    force = "Hertfordshire Constabulary"
    place = "-0.468120,51.752030,On or near High Street,E01023345,Dacorum 013A"
    return f"{crime_id},2021-03,{force},{force},{place},{kind}"


def search(when: str, linked: str = "") -> str:
    return (
        f"Person search,{when},,,51.752030,-0.468120,Male,18-24,,White,Misuse of Drugs Act 1971 (section 23),"
        f"Controlled drugs,Arrest,{linked},False"
    )


def bring_all(store: EvidenceStore, *paths: Path, minute: int = 0, is_dry_run: bool = False) -> ImportReport:
    at = dt.datetime(2026, 11, 23, 9, minute, tzinfo=dt.UTC)
    return import_files(store, paths, today=TODAY, terms=Terms("a test"), started_at=at, is_dry_run=is_dry_run)


def held(store: EvidenceStore, data_set: str) -> pl.DataFrame:
    return pl.concat([pl.read_parquet(file, hive_partitioning=False) for file in store.files(data_set)])


def as_file(header: str, *lines: str) -> bytes:
    return "\n".join([header, *lines, ""]).encode()


def one_archive(folder: Path, **members: bytes) -> Path:
    names = {
        "street": NAME,
        "outcomes": "2021-03/2021-03-hertfordshire-outcomes.csv",
        "searches": "2021-03/2021-03-hertfordshire-stop-and-search.csv",
    }
    return archive(folder / "all.zip", {names[kind]: content for kind, content in members.items()})


@pytest.fixture
def all_kinds(tmp_path: Path) -> Path:
    return one_archive(
        tmp_path,
        street=written([row()]),
        outcomes=as_file(OUTCOME_HEADER, outcome("a" * 64, "Suspect charged"), outcome("b" * 64, "A new kind")),
        searches=as_file(SEARCH_HEADER, search("2021-03-30T14:05:00+00:00", "True")),
    )


def test_one_archive_fills_three_data_sets_and_a_second_time_changes_nothing(
    store: EvidenceStore, all_kinds: Path
) -> None:
    dry = bring_all(store, all_kinds, is_dry_run=True)
    assert [store.version(summary.data_set) for summary in dry.summaries] == [None] * 3
    real = bring_all(store, all_kinds)
    rows = {summary.data_set: summary.rows_read for summary in real.summaries}
    assert rows == {"police-uk-street": 1, "police-uk-outcomes": 2, "police-uk-stop-and-search": 1}
    assert [s.units for s in dry.summaries] == [s.units for s in real.summaries]
    assert bring_all(store, all_kinds, minute=1).changes_nothing


def test_a_crime_may_have_several_outcomes_and_an_unknown_kind_is_kept_and_told(
    store: EvidenceStore, tmp_path: Path
) -> None:
    several = as_file(
        OUTCOME_HEADER,
        outcome("a" * 64, "Suspect charged"),
        outcome("a" * 64, "Offender sent to prison"),
        outcome("b" * 64, "A new kind"),
    )
    (summary,) = bring_all(store, one_archive(tmp_path, outcomes=several)).summaries
    noticed = summary.units[0].noticed
    assert (noticed["several_outcomes"], noticed["unknown_outcomes"]) == (2, 1)
    groups = held(store, "police-uk-outcomes").sort("source_line")["outcome_group"].to_list()
    assert groups == ["Charged or summonsed", "Result at court", OTHER]


def test_an_outcome_without_a_crime_is_refused_with_its_reason(store: EvidenceStore, tmp_path: Path) -> None:
    bring_all(store, one_archive(tmp_path, outcomes=as_file(OUTCOME_HEADER, outcome("", "Suspect charged"))))
    (refused,) = refused_rows(store, POLICE_OUTCOMES)
    assert refused.reason == "Crime ID: “” is blank; an outcome must name its crime."


def test_a_summer_night_belongs_to_the_month_of_the_clock_in_london(store: EvidenceStore, tmp_path: Path) -> None:
    may = archive(
        tmp_path / "may.zip",
        {"2021-05-northumbria-stop-and-search.csv": as_file(SEARCH_HEADER, search("2021-04-30T23:58:00+00:00"))},
    )
    (summary,) = bring_all(store, may).summaries
    assert (summary.rows_read, summary.rows_refused) == (1, 0)
    (kept,) = held(store, "police-uk-stop-and-search").to_dicts()
    assert (kept["month"], kept["local_time"]) == ("2021-05", dt.datetime(2021, 5, 1, 0, 58))  # noqa: DTZ001 - local time


def test_yes_no_and_blank_stay_three_different_things(store: EvidenceStore, tmp_path: Path) -> None:
    at = "2021-03-30T14:05:00+00:00"
    lines = [search(at, linked) for linked in ("True", "False", "")]
    bring_all(store, one_archive(tmp_path, searches=as_file(SEARCH_HEADER, *lines)))
    assert held(store, "police-uk-stop-and-search")["is_outcome_linked"].to_list() == [True, False, None]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (search("30/03/2021"), "Date: “30/03/2021” is not a time like 2021-03-30T14:05:00+00:00."),
        (search("2021-06-01T10:00:00+00:00"), "Date: “2021-06-01T10:00:00+00:00” is not in the month in the file's"),
        (search("2021-03-30T14:05:00+00:00", "maybe"), "Outcome linked to object of search: “maybe” is not True or"),
    ],
)
def test_a_search_that_cannot_be_believed_says_why(
    store: EvidenceStore, tmp_path: Path, line: str, reason: str
) -> None:
    bring_all(store, one_archive(tmp_path, searches=as_file(SEARCH_HEADER, line)))
    (refused,) = refused_rows(store, POLICE_STOP_AND_SEARCH)
    assert refused.reason.startswith(reason)


def test_the_real_files_of_northumbria_come_in_whole(store: EvidenceStore, shared_data: Path) -> None:
    """Counts and oddities from the README beside the files: 193,646 outcomes, 10,031 searches, January 2022 missing."""
    folder = shared_data / "police-uk-northumbria"
    done = bring_all(store, *sorted(folder.glob("*outcomes.zip")), *sorted(folder.glob("*stop-and-search.zip")))
    outcomes, searches = done.of("police-uk-outcomes"), done.of("police-uk-stop-and-search")
    assert (outcomes.rows_read, searches.rows_read) == (193_646, 10_031)
    assert (outcomes.rows_refused, searches.rows_refused) == (0, 0)
    assert outcomes.missing_months == searches.missing_months == (("northumbria", ("2022-01",)),)
    assert sum(unit.noticed["unknown_outcomes"] for unit in outcomes.units) == 0
    kinds: set[Any] = set(held(store, "police-uk-outcomes")["outcome_type"].unique())
    assert kinds <= set(GROUPS)
