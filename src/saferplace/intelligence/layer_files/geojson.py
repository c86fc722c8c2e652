"""GeoJSON as RFC 7946 has it: degrees (WGS84), outer rings against the clock, a bounding box."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import shapely

from saferplace.intelligence.analyses.ground import in_degrees
from saferplace.intelligence.layer_files.answered import AnsweredLayer


def write_geojson(answered: AnsweredLayer, file: Path) -> None:
    """Areas in order of rank, then bands. What is said of them all stands in the member ``about``."""
    file.write_text(json.dumps(as_geojson(answered), ensure_ascii=False, allow_nan=False), encoding="utf-8")


def as_geojson(answered: AnsweredLayer) -> dict[str, Any]:
    layer = answered.layer
    columns, lines = answered.table()
    shapes = in_degrees([area.outline for area in layer.areas] + [band.outline for band in layer.bands])
    told = [{"kind": "area", **dict(zip(columns, line, strict=True))} for line in lines]
    told += [{"kind": "band", "level": layer.level(band.level).label} for band in layer.bands]
    drawn = [(shape, said) for shape, said in zip(shapes, told, strict=True) if not shape.is_empty]
    collection: dict[str, Any] = {"type": "FeatureCollection"}
    if drawn:
        collection["bbox"] = [round(float(edge), 6) for edge in shapely.total_bounds([shape for shape, _ in drawn])]
    collection["about"] = answered.facts()
    collection["features"] = [
        {"type": "Feature", "geometry": _turned(shape).__geo_interface__, "properties": said} for shape, said in drawn
    ]
    return collection


def _turned(shape: shapely.Geometry) -> shapely.Geometry:
    return shapely.orient_polygons(shape, exterior_cw=False)
