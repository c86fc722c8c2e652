"""What ships with the product is whole, licensed and small."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest


def test_every_bundled_archive_is_named_with_its_publication(bundled_data: Path) -> None:
    folder = bundled_data / "police-uk-hertfordshire"
    named = [each["file"] for each in json.loads((folder / "publications.json").read_text())["publications"]]
    assert named == sorted(path.name for path in folder.glob("*.zip"))


def test_36_months_are_bundled(bundled_data: Path) -> None:
    archives = (bundled_data / "police-uk-hertfordshire").glob("*.zip")
    assert sum(len(zipfile.ZipFile(path).namelist()) for path in archives) == 36


def test_street_files_are_byte_for_byte_as_published(bundled_data: Path, shared_data: Path) -> None:
    for given in (shared_data / "police-uk-hertfordshire").glob("*.zip"):
        kept = bundled_data / "police-uk-hertfordshire" / given.name.replace("street+outcomes", "street")
        with zipfile.ZipFile(given) as published, zipfile.ZipFile(kept) as bundled:
            assert all(published.read(name) == bundled.read(name) for name in bundled.namelist())


@pytest.mark.parametrize("folder", ["police-uk-hertfordshire", "geo"])
def test_each_folder_says_its_licence(bundled_data: Path, folder: str) -> None:
    assert "Open Government Licence v3.0" in (bundled_data / folder / "LICENCE").read_text()


def test_outlines_of_all_25_wards_of_dacorum_are_bundled(bundled_data: Path) -> None:
    wards = json.loads((bundled_data / "geo" / "wards.geojson").read_text())["features"]
    assert sum(ward["properties"]["lad24_code"] == "E07000096" for ward in wards) == 25
