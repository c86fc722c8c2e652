"""Postcodes as they are written."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferplace.evidence.places.postcodes import near_misses, outward_postcode, whole_postcode

POSTCODES = st.from_regex(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}", fullmatch=True)


@pytest.mark.parametrize(
    ("written", "whole", "outward"),
    [
        ("HP1 1HH", "HP1 1HH", "HP1"),
        (" hp11hh ", "HP1 1HH", "HP1"),
        ("W1A-1AA", "W1A 1AA", "W1A"),
        ("HP1", None, "HP1"),
        ("hp23", None, "HP23"),
        ("HP1 1", None, "HP1"),
        ("HPI 1HH", None, None),
        ("n/a", None, None),
        ("", None, None),
    ],
)
def test_a_postcode_is_whole_or_its_first_half_or_none(written: str, whole: str | None, outward: str | None) -> None:
    read = pl.select(whole_postcode(pl.lit(written)).alias("w"), outward_postcode(pl.lit(written)).alias("o"))
    assert read.row(0) == (whole, outward)


@given(POSTCODES, st.data())
@settings(deadline=None)
def test_a_postcode_with_one_wrong_character_has_the_right_one_among_its_near_misses(
    postcode: str, data: st.DataObject
) -> None:
    bare = postcode.replace(" ", "")
    place = data.draw(st.integers(0, len(bare) - 1))
    wrong = bare[:place] + data.draw(st.sampled_from("ABOI015")) + bare[place + 1 :]
    assert postcode in near_misses(wrong)


@given(st.text(max_size=200))
@settings(deadline=None)
def test_near_misses_of_any_text_are_few_and_whole(written: str) -> None:
    found = near_misses(written)
    assert len(found) < 700
    assert all(" " in postcode for postcode in found)
