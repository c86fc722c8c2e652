"""`saferplace hotspots`: every kind of file says the same as the map's list, and nothing is half written."""

from __future__ import annotations

import csv
import json
import struct
from pathlib import Path

import pyogrio
import pytest
import shapely
from click.testing import CliRunner, Result
from shapely.geometry import shape

from saferplace.cli import main
from saferplace.core.charts import picture
from saferplace.evidence.areas import find_area
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence import layer_files
from saferplace.intelligence.analyses.ground import boundary

ENDINGS = (".geojson", ".gpkg", ".csv", ".png")


@pytest.fixture(scope="module")
def ask(bundled_evidence: EvidenceStore):  # type: ignore[no-untyped-def]
    def asked(*words: str, area: str = "Dacorum", period: str = "2021", method: str = "next") -> Result:
        fixed = ["--area", area, "--period", period, "--method", method, "--data", str(bundled_evidence.root.parent)]
        return CliRunner().invoke(main, ["hotspots", *fixed, *words])

    return asked


@pytest.fixture(scope="module")
def written(ask, tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("files")
    files = [word for ending in ENDINGS for word in ("--out", str(folder / f"next{ending}"))]
    return ask(*files), folder


def test_every_kind_of_file_has_the_same_places_in_the_same_order(written: tuple[Result, Path]) -> None:
    result, folder = written
    assert result.exit_code == 0, result.output
    with (folder / "next.csv").open(encoding="utf-8") as opened:
        listed = [(int(line["rank"]), line["name"], line["status"]) for line in csv.DictReader(opened)]
    assert len(listed) == 25 and {status for _, _, status in listed} == {"known"}
    told = [each["properties"] for each in json.loads((folder / "next.geojson").read_text())["features"]]
    assert [(each["rank"], each["name"], each["status"]) for each in told] == listed
    _, _, _, fields = pyogrio.raw.read(folder / "next.gpkg", layer="areas")
    names = pyogrio.read_info(folder / "next.gpkg", layer="areas")["fields"].tolist()
    columns = dict(zip(names, fields, strict=True))
    assert list(zip(columns["rank"], columns["name"], columns["status"], strict=True)) == listed
    digest = result.output.strip().rpartition("Receipt: ")[2]
    assert {each["receipt"] for each in told} == set(columns["receipt"]) == {digest}


def test_geojson_is_in_degrees_against_the_clock_and_geopackage_in_british_metres(
    written: tuple[Result, Path],
) -> None:
    _, folder = written
    collection = json.loads((folder / "next.geojson").read_text())
    west, south, east, north = collection["bbox"]
    assert -0.75 < west < east < -0.35 and 51.6 < south < north < 51.9
    for feature in collection["features"]:
        outline = shape(feature["geometry"])
        assert outline.is_valid and outline.exterior.is_ccw
    assert "finding" in collection["about"] and "crs" not in collection
    info = pyogrio.read_info(folder / "next.gpkg", layer="areas")
    assert info["crs"] == "EPSG:27700"
    _, _, outlines, _ = pyogrio.raw.read(folder / "next.gpkg", layer="areas")
    edge = boundary(find_area("Dacorum"))
    assert edge is not None and all(edge.buffer(250).contains(each) for each in shapely.from_wkb(outlines))


def test_the_geopackage_keeps_what_is_said_and_the_receipt(written: tuple[Result, Path]) -> None:
    result, folder = written
    assert pyogrio.list_layers(folder / "next.gpkg")[:, 0].tolist() == ["areas", "about"]
    _, _, _, (names, said) = pyogrio.raw.read(folder / "next.gpkg", layer="about")
    facts = dict(zip(names, said, strict=True))
    assert facts["receipt"] in result.output
    assert facts["settings"] == "places=25"
    assert "not who will do it" in facts["caveats"]
    assert "Open Government Licence" in facts["source"]


def test_the_picture_is_a_png_wide_enough_to_print(written: tuple[Result, Path]) -> None:
    _, folder = written
    drawn = (folder / "next.png").read_bytes()
    assert drawn[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", drawn[16:24])
    assert width == 2100 and 1200 < height < 2400


def test_a_file_that_is_there_is_kept_unless_told_otherwise(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "mine.csv"
    file.write_text("precious")
    refused = ask("--out", str(file))
    assert refused.exit_code == 1 and "--force" in refused.output
    assert file.read_text() == "precious"
    assert ask("--out", str(file), "--force").exit_code == 0
    assert file.read_text().startswith("rank,name,level,")


def test_a_failure_leaves_no_half_file_behind(ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    def half(answered: object, file: Path) -> None:
        file.write_text("half")
        raise OSError(28, "No space left on device", str(file))

    monkeypatch.setitem(layer_files.KINDS, ".csv", half)  # type: ignore[arg-type]
    result = ask("--out", str(tmp_path / "list.csv"))
    assert result.exit_code == 1 and "No space left" in result.output
    assert list(tmp_path.iterdir()) == []


def test_without_fonts_no_picture_without_words_is_written(
    ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(picture, "_has_fonts", lambda: False)
    result = ask("--out", str(tmp_path / "map.png"))
    assert result.exit_code == 1 and "No fonts are installed" in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("changed", "words", "status", "said"),
    [
        ({"period": "2021-13"}, (), 2, "months run from 01 to 12"),
        ({"period": "2021-06/2021-01"}, (), 2, "ends (2021-01) before it begins"),
        ({"method": "magic"}, (), 2, "There is no method “magic”. There are: "),
        ({"area": "Atlantis"}, (), 2, "Atlantis"),
        ({}, ("--set", "places=7"), 2, "is not a choice of “How many places”"),
        ({}, ("--set", "colour=red"), 2, "It has: places."),
        ({}, ("--type", "sorcery"), 2, "sorcery"),
        ({}, ("--data-set", "council-fly-tipping"), 2, "name it with --partnership"),
        ({"period": "2021-01"}, (), 1, "Too few months are held"),
        ({"period": "2019"}, (), 1, "No month of January to December 2019 can be counted in Dacorum"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(  # type: ignore[no-untyped-def]
    ask, tmp_path: Path, changed: dict[str, str], words: tuple[str, ...], status: int, said: str
) -> None:
    result = ask("--out", str(tmp_path / "x.csv"), *words, **changed)
    assert result.exit_code == status
    assert said in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["list.pdf", "nowhere/list.csv"])
def test_a_file_that_cannot_be_written_is_refused_before_anything_is_computed(  # type: ignore[no-untyped-def]
    ask, tmp_path: Path, name: str
) -> None:
    assert ask("--out", str(tmp_path / name)).exit_code == 2


def test_an_analysis_is_found_by_a_word_of_its_name(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    result = ask("--out", str(tmp_path / "areas.geojson"), method="small")
    assert result.exit_code == 0, result.output
    assert json.loads((tmp_path / "areas.geojson").read_text())["features"][0]["properties"]["count"] > 1000
