"""Any question can be asked as the evidence stood: at a version, as loaded by a day, as released by a day."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from saferplace.analysis.months import Month, Period
from saferplace.cli import main
from saferplace.evidence.areas import find_area
from saferplace.evidence.as_of import (
    NothingByThen,
    ReleasedBy,
    Standing,
    as_released,
    out_by,
    version_as_of,
    version_of_import,
)
from saferplace.evidence.count import answer_count
from saferplace.evidence.importing import HeldImport, held_imports
from saferplace.evidence.police_street import DATA_SET
from saferplace.evidence.queries import recompute, recorded_crime_by_month
from saferplace.evidence.store import EvidenceStore
from tests.police_files import asb, bring_in, row, street_file

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
APRIL = "2021-04-hertfordshire-street.csv"


def month(*rows: dict[str, str], month: str) -> list[dict[str, str]]:
    return [each | {"Month": month} for each in rows]


@pytest.fixture
def three_releases(tmp_path: Path) -> EvidenceStore:
    """March: 2 rows in the release of 2021-06, 3 in that of 2022-02. April: only in the release of 2022-02, 1 row."""
    store = EvidenceStore(tmp_path / "data" / "evidence")
    bring_in(store, street_file(tmp_path / "1", [row(), asb()]), published="2021-06", minute=1)
    march = street_file(tmp_path / "2", [row(), asb(), asb()])
    april = street_file(tmp_path / "2", month(row(), month="2021-04"), APRIL)
    bring_in(store, march, april, published="2022-02", minute=2)
    # Brought in again without a word on its release, with a fourth row.
    bring_in(store, street_file(tmp_path / "3", [row(), asb(), asb(), asb()]), minute=3)
    return store


def rows_of_march(store: EvidenceStore, standing: Standing) -> int:
    """Rows seen: so small a file is in doubt, which matters to no test here."""
    counted = recorded_crime_by_month(
        store,
        area=find_area("Dacorum"),
        crime_types=None,
        period=Period(Month(2021, 3), Month(2021, 3)),
        version=standing,
        at=NOW,
    )
    return counted.seen_in_doubt[Month(2021, 3)]


@pytest.mark.parametrize(
    ("day", "rows"), [("2021-06", 2), ("2021-06-30", 2), ("2022-01", 2), ("2022-02", 3), ("2022", 3), ("2030", 4)]
)
def test_a_question_is_answered_as_released_by_a_day(three_releases: EvidenceStore, day: str, rows: int) -> None:
    assert rows_of_march(three_releases, ReleasedBy(day)) == rows


def test_a_release_counts_from_the_end_of_the_month_that_is_known_of_it(three_releases: EvidenceStore) -> None:
    with pytest.raises(NothingByThen, match="had been released by 2021-06-29"):
        rows_of_march(three_releases, ReleasedBy("2021-06-29"))


def test_files_without_a_date_of_release_count_from_the_day_they_were_loaded(three_releases: EvidenceStore) -> None:
    loaded = held_imports(three_releases, DATA_SET)[0].committed_at
    the_day_before = (loaded - dt.timedelta(days=1)).date().isoformat()
    assert rows_of_march(three_releases, ReleasedBy(the_day_before)) == 3
    assert rows_of_march(three_releases, ReleasedBy(loaded.date().isoformat())) == 4


def test_a_month_that_was_not_out_is_no_data_and_never_zero(three_releases: EvidenceStore) -> None:
    counted = answer_count(
        three_releases,
        area=find_area("Dacorum"),
        crime_types=None,
        period=Period(Month(2021, 4), Month(2021, 4)),
        version=ReleasedBy("2021-06"),
        at=NOW,
    )
    assert counted.count is None
    assert "end of June 2021" in counted.as_it_stood


def test_units_may_come_from_different_versions(three_releases: EvidenceStore) -> None:
    versions = as_released(held_imports(three_releases, DATA_SET), 3, "2022-02")
    assert versions == {"hertfordshire~2021-03": 2, "hertfordshire~2021-04": 3}


def test_a_later_import_does_not_change_what_was_released_by_a_day(
    three_releases: EvidenceStore, tmp_path: Path
) -> None:
    before = rows_of_march(three_releases, ReleasedBy("2022-02"))
    bring_in(three_releases, street_file(tmp_path / "4", [row()]), published="2026-10", minute=4)
    assert rows_of_march(three_releases, ReleasedBy("2022-02")) == before == 3


def test_a_receipt_of_what_was_released_comes_out_the_same_after_a_later_import(
    three_releases: EvidenceStore, tmp_path: Path
) -> None:
    said = answer_count(
        three_releases,
        area=find_area("Dacorum"),
        crime_types=None,
        period=Period(Month(2021, 3), Month(2021, 4)),
        version=ReleasedBy("2030"),
        at=NOW,
    ).by_month.receipt
    bring_in(three_releases, street_file(tmp_path / "4", [row()]), minute=4)
    assert (said.version, said.parameters["released_by"]) == (3, "2030")
    assert recompute(three_releases, said).digest == said.digest


def test_the_version_of_a_moment_is_the_newest_committed_by_then(three_releases: EvidenceStore) -> None:
    for held in held_imports(three_releases, DATA_SET):
        assert version_as_of(three_releases, DATA_SET, held.committed_at) == held.version
        assert version_of_import(three_releases, DATA_SET, held.import_id) == held.version
    first = held_imports(three_releases, DATA_SET)[-1]
    with pytest.raises(NothingByThen, match="Nothing of police-uk-street had been loaded by"):
        version_as_of(three_releases, DATA_SET, first.committed_at - dt.timedelta(seconds=1))


def test_a_release_is_out_on_the_day_it_was_loaded_however_coarse_its_date(three_releases: EvidenceStore) -> None:
    dated = held_imports(three_releases, DATA_SET)[0]
    loaded = dated.committed_at.date()
    this_year = HeldImport(**{**vars(dated), "published": f"{loaded.year}"})
    assert out_by(this_year) == loaded


def count(store: EvidenceStore, *options: str) -> tuple[int, dict[str, object] | str]:
    area = ["count", "--area", "Dacorum", "--from", "2021-03", "--to", "2021-04", "--data", str(store.root.parent)]
    answer = CliRunner().invoke(main, [*area, "--json", *options])
    return answer.exit_code, json.loads(answer.stdout) if answer.exit_code == 0 else answer.output


def test_the_command_counts_as_it_stood(three_releases: EvidenceStore) -> None:
    status, said = count(three_releases, "--released-by", "2021-06")
    assert status == 0
    assert isinstance(said, dict)
    assert (said["released_by"], said["months"]["2021-04"]["status"]) == ("2021-06", "not yet available")  # type: ignore[index]
    _, now = count(three_releases, "--as-of", "2100-01-01")
    assert isinstance(now, dict)
    assert (now["version"], now["as_it_stood"]) == (3, None)
    _, first = count(three_releases, "--version", "1")
    assert isinstance(first, dict)
    assert first["as_it_stood"] == "As it stood at version 1; the newest is version 3."


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--as-of", "2021-01-01"), "Nothing of police-uk-street had been loaded by 1 January 2021."),
        (("--as-of", "soon"), "is not a date like"),
        (("--version", "1", "--as-of", "2030"), "Ask for one past state at a time"),
    ],
)
def test_a_past_that_is_not_there_is_refused_in_a_sentence(
    three_releases: EvidenceStore, options: tuple[str, ...], said: str
) -> None:
    status, told = count(three_releases, *options)
    assert status == 1
    assert said in str(told)
