"""Build the folder `data`: the real police files and map outlines that the product loads on its first start.

Usage: python scripts/bundle_data.py FOLDER

FOLDER holds `police-uk-hertfordshire` and `geo-hertfordshire`. Each street CSV is packed again byte for byte, one
archive per publication; outcomes and outlines that no page draws are left out. The same input gives the same bytes.
"""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[1] / "data"
HERTFORDSHIRE_DISTRICTS = {
    "E07000095", "E07000096", "E07000098", "E07000099", "E07000102",
    "E07000103", "E07000240", "E07000241", "E07000242", "E07000243",
}  # fmt: skip


def pack_street_files(source: Path, target: Path) -> None:
    with zipfile.ZipFile(source) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as kept:
        for name in sorted(name for name in given.namelist() if name.endswith("-street.csv")):
            # A fixed date: a repack must not look like a change.
            kept.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), given.read(name), zipfile.ZIP_DEFLATED, 9)


def outlines(path: Path, *, code: str, name: str, also: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Features with the properties `code` and `name`, whatever the publisher's edition calls them."""
    features = json.loads(path.read_text())["features"]
    for feature in features:
        given = feature["properties"]
        feature["properties"] = {"code": given[code], "name": given[name], **{key: given[key] for key in also}}
    return sorted(features, key=lambda feature: feature["properties"]["code"])


def rounded(feature: dict[str, Any]) -> dict[str, Any]:
    """Corners to five decimals, about a metre: the rest of the publisher's digits say nothing."""

    def corners(nested: list[Any]) -> list[Any]:
        return [round(inner, 5) if isinstance(inner, float) else corners(inner) for inner in nested]

    return {**feature, "geometry": {**feature["geometry"], "coordinates": corners(feature["geometry"]["coordinates"])}}


def write_outlines(name: str, features: list[dict[str, Any]]) -> None:
    target = DATA / "geo" / f"{name}.geojson"
    collection = {"type": "FeatureCollection", "features": features}
    target.write_text(json.dumps(collection, separators=(",", ":"), ensure_ascii=False) + "\n")
    print(f"{target.name}: {len(features)} outlines, {target.stat().st_size:,} bytes")


def main(folder: Path) -> None:
    police, geo = folder / "police-uk-hertfordshire", folder / "geo-hertfordshire"
    for made in (DATA / "police-uk-hertfordshire", DATA / "geo"):
        made.mkdir(parents=True, exist_ok=True)
    for source in sorted(police.glob("*.zip")):
        target = DATA / "police-uk-hertfordshire" / source.name.replace("street+outcomes", "street")
        pack_street_files(source, target)
        print(f"{target.name}: {target.stat().st_size:,} bytes")
    districts = outlines(geo / "lad2024_hertfordshire_and_neighbours.geojson", code="ltla24_code", name="ltla24_name")
    for district in districts:
        district["properties"]["is_in_hertfordshire"] = district["properties"]["code"] in HERTFORDSHIRE_DISTRICTS
    write_outlines("districts_2024", districts)
    write_outlines(
        "lsoas_2011", outlines(geo / "lsoa2011_hertfordshire.geojson", code="lsoa11_code", name="lsoa11_name")
    )
    write_outlines(
        "lsoas_2021", outlines(geo / "lsoa2021_hertfordshire.geojson", code="lsoa21_code", name="lsoa21_name")
    )
    finer = outlines(geo / "dacorum_lsoa_2011-13_martinjc.geojson", code="LSOA11CD", name="LSOA11NM")
    write_outlines("lsoas_2011_dacorum_finer", [rounded(feature) for feature in finer])
    write_outlines(
        "wards",
        outlines(geo / "wards2022_hertfordshire.geojson", code="ward22_code", name="ward22_name", also=("lad24_code",)),
    )
    write_outlines(
        "police_force_area", outlines(geo / "pfa2020_hertfordshire.geojson", code="pfa20_code", name="pfa20_name")
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
