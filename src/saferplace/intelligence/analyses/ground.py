"""Shapes on the ground in metres: the area's boundary, its small areas, and the way from degrees and back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import polars as pl
import shapely
from pyproj import Transformer
from pyproj.enums import TransformDirection
from shapely.geometry import shape

from saferplace.evidence.areas import Area, AreaKind, lsoa_codes
from saferplace.evidence.reference import reference_table
from saferplace.intelligence.outlines import shapes_of

Metres = npt.NDArray[np.float64]
_DECIMALS = 6  # of degrees: about ten centimetres


@lru_cache(maxsize=1)
def _transformer() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)


def in_metres(longitude: Metres, latitude: Metres) -> tuple[Metres, Metres]:
    """Eastings and northings of points in degrees."""
    east, north = _transformer().transform(np.asarray(longitude, dtype=float), np.asarray(latitude, dtype=float))
    return np.asarray(east), np.asarray(north)


def in_degrees(outlines: Sequence[shapely.Geometry]) -> list[shapely.Geometry]:
    """Shapes in degrees (WGS84), rounded; right to about 3 m (the OSTN15 grid is not shipped)."""

    def back(metres: Metres) -> Metres:
        east, north = metres.T
        longitude, latitude = _transformer().transform(east, north, direction=TransformDirection.INVERSE)
        return np.column_stack((longitude, latitude)).round(_DECIMALS)

    turned = shapely.transform(np.asarray(list(outlines), dtype=object), back)
    return list(shapely.make_valid(turned))


@lru_cache(maxsize=64)
def boundary(area: Area) -> shapely.Geometry | None:
    """The area in one piece, in metres: a ward's own outline, else of its small areas. None where none are bundled."""
    if area.kind is AreaKind.WARD:
        outlines = [outline for code, outline in _outlines("wards").items() if code == area.code]
    else:
        outlines = [outline for code, outline in _outlines("lsoas_2021").items() if code in lsoa_codes(area)]
    # Generalised neighbours leave slivers between them; 20 m close those and no valley.
    return shapely.union_all(outlines).buffer(20).buffer(-20) if outlines else None


def small_area_outlines(codes: Sequence[str]) -> dict[str, shapely.Geometry]:
    """Each code to its outline in metres: an LSOA of either edition, or ground of several joined by ``+``.

    Codes whose outline is not bundled (outside Hertfordshire) are left out.
    """
    known = {**_outlines("lsoas_2011"), **_outlines("lsoas_2021")}
    found = {}
    for code in codes:
        parts = [known[part] for part in code.split("+") if part in known]
        if len(parts) == len(code.split("+")):
            found[code] = parts[0] if len(parts) == 1 else shapely.union_all(parts)
    return found


def wards_at(area: Area, east: Metres, north: Metres) -> list[str]:
    """The ward of the small area at each point, or nearest to it: by generalised outlines, so for names only.

    Blank where no outlines are bundled.
    """
    tree, names = _wards_of_small_areas(area)
    if not names:
        return [""] * len(east)
    return [names[number] for number in tree.nearest(shapely.points(east, north))]


def residents_of(codes: Sequence[str], year: int) -> npt.NDArray[np.float64]:
    """Mid-year residents of each small area or joined ground, NaN where unknown; the nearest year that there is.

    ONS mid-year estimates of LSOAs of 2021. See `year_of_residents` for the year that is used.
    """
    table = reference_table("population")
    people = dict(table.select("lsoa_code", f"mid_{year_of_residents(year)}").iter_rows())
    totals = []
    for code in codes:
        known = [people.get(part) for whole in code.split("+") for part in parts_of_2021(whole)]
        totals.append(float(sum(n for n in known if n is not None)) if None not in known else np.nan)
    return np.array(totals, dtype=float)


def year_of_residents(year: int) -> int:
    """The year of the estimate that is used for rates of ``year``."""
    years = [int(name.removeprefix("mid_")) for name in reference_table("population").columns if name != "lsoa_code"]
    return min(years, key=lambda one: (abs(one - year), one))


@lru_cache(maxsize=32)
def _wards_of_small_areas(area: Area) -> tuple[shapely.STRtree, tuple[str, ...]]:
    lsoas = reference_table("lsoas").join(reference_table("wards"), "ward_code")
    wards = dict(lsoas.select("lsoa_code", "ward_name").iter_rows())
    outlines = small_area_outlines(sorted(wards.keys() & lsoa_codes(area)))
    return shapely.STRtree(list(outlines.values())), tuple(wards[code] for code in outlines)


def parts_of_2021(code: str) -> tuple[str, ...]:
    """The whole LSOAs of 2021 that an LSOA of either edition is made of: itself, unless it was split."""
    return _codes_2021().get(code, (code,))


@lru_cache(maxsize=1)
def _codes_2021() -> dict[str, tuple[str, ...]]:
    """LSOAs of 2011 that are no more, each to the whole LSOAs of 2021 that it was split into."""
    fit = reference_table("exact_fit").filter(pl.col("change") == "S")
    gathered = fit.group_by("lsoa_2011").agg("lsoa_2021")
    return {older: tuple(sorted(newer)) for older, newer in gathered.iter_rows()}


@lru_cache(maxsize=8)
def _outlines(name: str) -> dict[str, shapely.Geometry]:
    features = shapes_of(name)
    if not features:
        return {}
    drawn = np.array([shape(feature["geometry"]) for feature in features], dtype=object)
    turned = shapely.transform(drawn, lambda degrees: np.column_stack(in_metres(*degrees.T)))
    codes = [feature["properties"]["code"] for feature in features]
    return dict(zip(codes, shapely.make_valid(turned), strict=True))
