"""One street has one folded name, however it is written."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from saferplace.evidence.places.street_names import fold, is_never_one_place
from saferplace.evidence.places.texts import PART, parts_key

# fmt: off
WORDS = st.lists(
    st.sampled_from([
        "st", "St.", "ST", "rd", "Rd.", "road", "ave", "dr", "Dr", "ct", "pl", "the", "The", "of", "on", "or", "near",
        "O/S", "No", "12", "12a", "3-5", "flat", "Flat", "&", "'", "in", "High", "King's", "Saint", "saint", "Albans",
        "North", "\u00c9", "\u0175", "\u017ft", "\u0130",
    ]),
    max_size=8,
).map(" ".join)
# fmt: on


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("On or near High Street", "high street"),
        ("12 High St", "high street"),
        ("Flat 3, 12-14 HIGH ST.", "high street"),
        ("High St North", "high street north"),
        ("outside 12a The Marlowes", "marlowes"),
        ("On or near St John'S Road", "st johns road"),
        ("Saint John’s Rd", "st johns road"),
        ("St. Albans Rd", "st albans road"),
        ("Koh-I-Noor Av.", "koh i noor avenue"),
        ("Queen's Sq", "queens square"),
        ("opp. 5 to 7 Park Cres", "park crescent"),
        ("1st Avenue", "1st avenue"),
        ("Heol y Dŵr", "heol y dŵr"),
        ("12", "12"),
    ],
)
def test_spellings_of_one_street_fold_to_one_name(written: str, name: str) -> None:
    assert fold(written) == name


@given(st.one_of(st.text(max_size=40), WORDS))
@settings(deadline=None)  # the first query of a process is slow
@example("st. st. st")
@example("of the in St")
def test_folding_twice_is_folding_once(written: str) -> None:
    assert fold(fold(written)) == fold(written)


@given(st.one_of(st.text(max_size=60), WORDS))
@settings(max_examples=40, deadline=None)
def test_the_key_of_a_text_is_the_same_whatever_its_commas_and_capitals(written: str) -> None:
    key = pl.select(parts_key(pl.lit(written))).item()
    spaced = pl.select(parts_key(pl.lit(f" ,{written.replace(',', ' ,, ')};"))).item()
    assert key == spaced
    assert pl.select(parts_key(pl.lit(key))).item() == key


def test_the_parts_of_an_address_are_told_apart() -> None:
    said = pl.select(parts_key(pl.lit("Flat 2, 12 High St (rear), Berkhamsted - Herts"))).item()
    assert said.split(PART) == ["flat 2", "high street", "rear", "berkhamsted", "herts"]


def test_a_kind_of_place_and_a_numbered_road_are_never_one_place() -> None:
    names = pl.Series(["parking area", "a41", "a1 m", "b4506", "m25", "a place", "high street"])
    judged = pl.select(is_never_one_place(names)).to_series()
    assert judged.to_list() == [True] * 5 + [False] * 2
