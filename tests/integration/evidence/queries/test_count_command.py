"""`saferplace count` says what the queries say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from saferplace.cli import main
from saferplace.core.models import StoredReceipt
from saferplace.evidence.store import EvidenceStore


def count(data: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["count", *words, "--data", str(data)])


@pytest.fixture
def data(hertfordshire: EvidenceStore, tmp_path: Path) -> Path:
    (tmp_path / "evidence").symlink_to(hertfordshire.root)
    return tmp_path


ROBBERY_2021 = ("--area", "E07000096", "--type", "robbery", "--from", "2021-01", "--to", "2021-12")


def test_a_person_reads_count_rows_without_place_rate_and_receipt(data: Path) -> None:
    said = count(data, *ROBBERY_2021)
    assert said.exit_code == 0
    assert "Recorded: 57\n" in said.output
    assert "18 more rows in the files of hertfordshire have none" in said.output
    assert "0.37 per 1,000 (95% interval 0.28 to 0.48), by 155,211 residents (ONS mid-2021" in said.output
    assert "Receipt: " in said.output


def test_a_program_reads_the_same_numbers(data: Path) -> None:
    said = json.loads(count(data, *ROBBERY_2021, "--json").output)
    assert (said["count"], said["is_whole_period"], said["without_location"]["count"]) == (57, True, 18)
    assert said["rate_per_1000"]["denominator"] == 155_211
    assert said["months"]["2021-07"] == {"count": 0, "status": "known"}
    assert said["receipts"]["count"] in count(data, *ROBBERY_2021).output


def test_missing_months_are_named_and_give_no_rate(data: Path) -> None:
    said = count(data, "--area", "Dacorum", "--from", "2022-01", "--to", "2022-06")
    assert "in the 3 of 6 months that can be counted" in said.output
    assert "Months not held: April to June 2022. They are unknown, not zero." in said.output
    assert "Rate: not given, because months are missing." in said.output


def test_an_area_without_any_file_has_no_data_and_not_zero(data: Path) -> None:
    words = ("--area", "Greater Manchester", "--from", "2025-01", "--to", "2025-03")
    assert "Recorded: no data\n" in count(data, *words).output
    said = json.loads(count(data, *words, "--json").output)
    assert (said["count"], said["without_location"]["count"], said["rate_per_1000"]) == (None, None, None)


def test_a_ward_that_shares_an_lsoa_says_what_is_not_in_its_count(data: Path) -> None:
    said = count(data, "--area", "E05004705", "--from", "2021-01", "--to", "2021-12")
    assert "LSOAs of 2011 that lie only partly in this ward are not counted in it." in said.output


def test_a_financial_year_is_per_the_residents_of_its_middle(data: Path) -> None:
    said = json.loads(count(data, "--area", "Dacorum", "--from", "2021-04", "--to", "2022-03", "--json").output)
    assert said["rate_per_1000"]["year"] == 2021


@pytest.mark.django_db
def test_the_receipts_are_kept_where_there_are_records(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (data / "records.sqlite3").touch()
    monkeypatch.setenv("SAFERPLACE_DATA", str(data))
    said = json.loads(CliRunner().invoke(main, ["count", *ROBBERY_2021, "--json"]).output)
    assert set(StoredReceipt.objects.values_list("digest", flat=True)) == set(said["receipts"].values())


def test_without_records_a_count_is_answered_all_the_same(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFERPLACE_DATA", str(data))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert CliRunner().invoke(main, ["count", *ROBBERY_2021]).exit_code == 0


def test_burglary_is_told_per_household(data: Path) -> None:
    said = json.loads(
        count(data, "--area", "Dacorum", "--type", "burglary", "--from", "2021-01", "--to", "2021-12", "--json").output
    )
    assert (said["rate_per_1000"]["of"], said["rate_per_1000"]["denominator"]) == ("households", 63_405)


def test_an_earlier_version_is_counted_as_it_was(data: Path) -> None:
    said = json.loads(count(data, *ROBBERY_2021, "--json", "--version", "1").output)
    assert said["months_counted"] == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--area", "Dacorun", "--from", "2021-01", "--to", "2021-12"), "Did you mean Dacorum?"),
        (("--area", "Dacorum", "--type", "robery", "--from", "2021-01", "--to", "2021-12"), "Did you mean robbery?"),
        (("--area", "Dacorum", "--from", "2021-1", "--to", "2021-12"), "Write it as year and month"),
        (("--area", "Dacorum", "--from", "2021-12", "--to", "2021-01"), "ends (2021-01) before it begins"),
    ],
)
def test_wrong_use_ends_with_status_2_and_a_sentence(data: Path, words: tuple[str, ...], sentence: str) -> None:
    said = count(data, *words)
    assert said.exit_code == 2
    assert sentence in said.output


def test_no_evidence_ends_with_status_1_and_what_to_do(tmp_path: Path) -> None:
    said = count(tmp_path, *ROBBERY_2021)
    assert said.exit_code == 1
    assert "saferplace import PATH" in said.output
