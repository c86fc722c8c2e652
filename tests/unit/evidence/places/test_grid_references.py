"""Grid references, against published ones and against the other way round."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from saferplace.evidence.places.coordinates import to_degrees, with_both_coordinates
from saferplace.evidence.places.grid_reference import parse_grid_reference

LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"


@pytest.mark.parametrize(
    ("written", "easting", "northing", "size_m"),
    [
        ("TQ 30 80", 530000, 180000, 1000),  # Trafalgar Square's square, as Ordnance Survey explains the grid
        ("TG 51409 13177", 651409, 313177, 1),  # Caister water tower, Ordnance Survey's worked example
        ("NN 166 712", 216600, 771200, 100),  # Ben Nevis
        ("SV 000 000", None, None, None),  # the grid's own origin is in the sea
        ("HP 61 17", 461000, 1217000, 1000),  # Unst, the northernmost
        ("TL055075", 505500, 207500, 100),
        ("tl 0550 0750", 505500, 207500, 10),
        ("Grid ref: TL 05500 07500", 505500, 207500, 1),
        ("505500, 207500", 505500, 207500, 1),
        ("505500.4 207500.0", 505500, 207500, 1),
    ],
)
def test_a_reference_is_the_corner_of_its_square(
    written: str, easting: int | None, northing: int | None, size_m: int | None
) -> None:
    found = parse_grid_reference(written)
    assert (found and (found.easting, found.northing, found.size_m)) == (easting and (easting, northing, size_m))


@pytest.mark.parametrize(
    "written", ["", "High Street", "TL 055 0750", "HP1 1HH", "TI 055 075", "TL05507", "12 High St"]
)
def test_anything_else_is_none(written: str) -> None:
    assert parse_grid_reference(written) is None


@given(st.integers(1, 699_999), st.integers(1, 1_299_999))
@settings(deadline=None)
def test_a_reference_written_out_of_a_point_is_read_back_to_it(easting: int, northing: int) -> None:
    column, line = easting // 500_000, northing // 500_000
    first = LETTERS[(3 - line) * 5 + column + 2]
    second = LETTERS[(4 - northing % 500_000 // 100_000) * 5 + easting % 500_000 // 100_000]
    found = parse_grid_reference(f"{first}{second} {easting % 100_000:05d} {northing % 100_000:05d}")
    assert found is not None
    assert (found.easting, found.northing) == (easting, northing)


def test_degrees_are_those_of_pyproj() -> None:
    longitude, latitude = to_degrees(pl.Series([651409, None]), pl.Series([313177, None]))
    expected = Transformer.from_crs(27700, 4326, always_xy=True).transform(651409, 313177)
    assert (longitude[0], latitude[0]) == pytest.approx(expected, abs=1e-6)
    assert (longitude[1], latitude[1]) == (None, None)


def test_what_was_given_is_kept_and_the_other_pair_computed() -> None:
    schema = {"longitude": pl.Float64, "latitude": pl.Float64, "easting": pl.Int32, "northing": pl.Int32}
    points = pl.DataFrame([(None, None, 505500, 207500), (-0.472923, 51.7559, None, None)], schema=schema, orient="row")
    both = with_both_coordinates(points)
    assert both["easting"][0] == 505500
    assert both["longitude"][0] == pytest.approx(-0.4729, abs=1e-4)
    assert both["easting"][1] == pytest.approx(505500, abs=40)
    assert both["longitude"][1] == -0.472923
