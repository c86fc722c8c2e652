"""`saferplace near`: a file of features beside the real months of Dacorum."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from saferplace.cli import main
from saferplace.core.models import StoredReceipt
from saferplace.core.receipts import as_receipt
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence.analyses.again import compute_again

ASKED = ("--area", "Dacorum", "--from", "2021-01", "--to", "2021-12", "--within", "400")
FEATURES = """name,kind,easting,northing
Marlowes,Shopping centre,505520,206830
Berkhamsted High Street,Shopping centre,499100,207800
Hemel Hempstead,Station,504260,205930
Apsley,Station,506200,204800
"""


@pytest.fixture
def data(bundled_evidence: EvidenceStore, tmp_path: Path) -> Path:
    (tmp_path / "evidence").symlink_to(bundled_evidence.root)
    return tmp_path


def near(data: Path, written: str | bytes, *words: str) -> Result:
    file = data / "features.csv"
    file.write_bytes(written.encode() if isinstance(written, str) else written)
    return CliRunner().invoke(main, ["near", str(file), *(words or ASKED), "--data", str(data)])


def test_a_person_reads_the_ratio_that_it_is_no_cause_and_what_points_are(data: Path) -> None:
    said = near(data, FEATURES)
    assert said.exit_code == 0
    assert "More crime than elsewhere was found near: shopping centre" in said.output
    assert "It does not say that they cause it" in said.output
    assert "not where it happened" in said.output
    assert "Receipt: " in said.output


def test_a_program_reads_the_same_numbers(data: Path) -> None:
    said = json.loads(near(data, FEATURES, *ASKED, "--json").output)
    shops = said["near"]["shopping centre"]
    assert shops["lower_95"] < shops["ratio"] < shops["upper_95"]
    assert f"{shops['ratio']:.2f}" in near(data, FEATURES).output
    assert said["points"] == 1618 and said["crimes"] == 12_190


def test_degrees_say_the_same_as_metres(data: Path) -> None:
    grid = "name,kind,easting,northing\nMarlowes,shops,505520,206830\n"
    degrees = "Kind,Name,Latitude,Longitude\nShops,Marlowes,51.750167,-0.472839\n"
    found = [json.loads(near(data, written, *ASKED, "--json").output)["near"]["shops"] for written in (grid, degrees)]
    assert found[0]["points_near"] == pytest.approx(found[1]["points_near"], abs=1)


def test_features_far_away_are_too_few_to_tell_and_said(data: Path) -> None:
    said = near(data, "name,kind,easting,northing\nCape Wrath,lighthouse,225000,974000\n")
    assert said.exit_code == 1
    assert "No feature can be told: lighthouse, only 0 places are near" in said.output


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("name,kind,easting\na,b,1\n", "row 1: there is no pair of columns easting and northing, or longitude"),
        ("name,easting,northing\na,1,1\n", "row 1, column kind: the column is not there"),
        ("name,kind,easting,northing\na,b,abc,1\n", "features.csv, row 2, column easting: “abc” is not a number."),
        ("name,kind,easting,northing\na,b,1,1\n\na,,1,\n", "features.csv, row 4, column kind: it is blank."),
        ("name,kind,easting,northing\na,b,1,1\n\na,,1,\n", "features.csv, row 4, column northing: it is blank."),
        ("name,kind,longitude,latitude\na,b,51.7,-0.4\n", "row 2, column longitude: 51.7 is outside Great Britain"),
        ("name,kind,easting,northing\na,b,nan,1\n", "column easting: nan is outside Great Britain"),
        ("name,kind,easting,northing\n", "there is no feature under the header"),
        ("", "row 1, column name: the column is not there"),
        (b"name,kind,easting,northing\nCaf\xe9,b,1,1\n", "the file is not text in UTF-8"),
    ],
)
def test_a_fault_is_said_with_file_row_and_column(data: Path, written: str | bytes, said: str) -> None:
    refused = near(data, written)
    assert refused.exit_code == 1
    assert said in refused.output


def test_a_wrong_area_or_type_is_wrong_use(data: Path) -> None:
    months = ("--from", "2021-01", "--to", "2021-12")
    assert near(data, FEATURES, "--area", "Atlantis", *months).exit_code == 2
    assert near(data, FEATURES, "--area", "Dacorum", "--type", "witchcraft", *months).exit_code == 2


@pytest.mark.django_db
def test_its_receipt_is_kept_with_the_places_and_computes_again(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (data / "records.sqlite3").touch()
    monkeypatch.setenv("SAFERPLACE_DATA", str(data))
    (data / "features.csv").write_text(FEATURES)
    asked = ["near", str(data / "features.csv"), *ASKED, "--type", "burglary", "--json"]
    said = json.loads(CliRunner().invoke(main, asked).output)
    stored = StoredReceipt.objects.get(pk=said["receipt"])
    assert stored.parameters["settings"]["features"]["station"] == [[504260, 205930], [506200, 204800]]
    assert compute_again(EvidenceStore(data / "evidence"), as_receipt(stored)).result == stored.result
