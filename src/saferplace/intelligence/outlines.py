"""The offline base of the map: outlines of the partnership's districts and wards, from bundled files."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from saferplace.evidence.areas import Area

_FOLDER = Path(__file__).resolve().parents[3] / "data" / "geo"


def outlines_of(area: Area) -> dict[str, Any]:
    """GeoJSON of neighbouring districts, the area's wards, then its own districts.

    ``kind`` says which. Empty of what is not bundled.
    """
    wards = [shape for shape in shapes_of("wards") if shape["properties"].get("lad24_code") in area.lad_codes]
    districts = [shape for shape in shapes_of("districts_2024") if shape["properties"]["code"] in area.lad_codes]
    others = [shape for shape in shapes_of("districts_2024") if shape["properties"]["code"] not in area.lad_codes]
    neighbours = others if districts else []  # elsewhere, Hertfordshire's districts are no neighbours
    marked = [
        {**shape, "properties": {**shape["properties"], "kind": kind}}
        for kind, shapes in (("neighbour", neighbours), ("ward", wards), ("district", districts))
        for shape in shapes
    ]
    return {"type": "FeatureCollection", "features": marked}


@cache
def shapes_of(name: str) -> list[dict[str, Any]]:
    """The bundled shapes of one kind (GeoJSON features in degrees), none where the file is not there."""
    file = _FOLDER / f"{name}.geojson"
    shapes: list[dict[str, Any]] = json.loads(file.read_text())["features"] if file.exists() else []
    return shapes
