"""GeoPackage in British National Grid: a layer of areas, one of bands if there are any, and a table of what is said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from saferplace.intelligence.analyses.area_layer import Value
from saferplace.intelligence.layer_files.answered import AnsweredLayer

_BRITISH_NATIONAL_GRID = "EPSG:27700"


def write_geopackage(answered: AnsweredLayer, file: Path) -> None:
    """Layers ``areas`` and ``bands``; table ``about`` with the facts by name, the receipt among them."""
    layer = answered.layer
    columns, lines = answered.table()
    _write(file, "areas", [area.outline for area in layer.areas], columns, lines)
    if layer.bands:
        levels: list[list[Value]] = [[layer.level(band.level).label] for band in layer.bands]
        _write(file, "bands", [band.outline for band in layer.bands], ["level"], levels)
    facts: list[list[Value]] = [[name, said] for name, said in answered.facts().items()]
    _write(file, "about", None, ["name", "said"], facts)


def _write(
    file: Path,
    layer: str,
    shapes: Sequence[shapely.Geometry] | None,
    columns: Sequence[str],
    lines: Sequence[Sequence[Value]],
) -> None:
    from pyogrio.raw import write  # brings GDAL, which no other verb needs

    fields = [_column([line[at] for line in lines]) for at in range(len(columns))]
    spatial: dict[str, Any] = {"geometry": None, "geometry_type": None, "crs": None}
    if shapes is not None:
        several = [shapely.multipolygons(_polygons(shape)) for shape in shapes]
        spatial = {
            "geometry": shapely.to_wkb(np.array(several, dtype=object)),
            "geometry_type": "MultiPolygon",
            "crs": _BRITISH_NATIONAL_GRID,
        }
    write(
        str(file),
        field_data=[values for values, _ in fields],
        fields=list(columns),
        field_mask=[mask for _, mask in fields],
        layer=layer,
        driver="GPKG",
        append=file.exists(),
        **spatial,
    )


def _polygons(shape: shapely.Geometry) -> list[shapely.Polygon]:
    return [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]


def _column(values: Sequence[Value]) -> tuple[np.ndarray, np.ndarray]:
    """Numbers as numbers; a mask over what is not there."""
    mask = np.array([value is None for value in values], dtype=bool)
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, int) for value in known):
        return np.array([value or 0 for value in values], dtype=np.int64), mask
    if known and all(isinstance(value, int | float) for value in known):
        return np.array([np.nan if value is None else value for value in values], dtype=np.float64), mask
    return np.array([None if value is None else str(value) for value in values], dtype=object), mask
