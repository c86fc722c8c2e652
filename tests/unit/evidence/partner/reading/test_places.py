from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferplace.evidence.partner.reading.grid_references import GridReference, read_grid_reference
from saferplace.evidence.partner.reading.postcodes import read_outward_postcode, read_postcode
from saferplace.evidence.partner.reading.unread import Unread
from saferplace.evidence.partner.reading.uprns import read_uprn


@pytest.mark.parametrize("text", ["HP1 1HH", "hp11hh", " HP1  1hh ", "Hp1 1Hh"])
def test_a_whole_postcode_has_one_form(text: str) -> None:
    assert read_postcode(text) == "HP1 1HH"


@pytest.mark.parametrize("text", ["SW1A 1AA", "M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 0AX", "EC1A 1BB"])
def test_every_form_of_the_royal_mail_is_known(text: str) -> None:
    assert read_postcode(text) == text
    assert read_postcode(text.replace(" ", "")) == text


def test_a_first_half_stays_one_and_a_sector_becomes_one() -> None:
    assert read_postcode("HP23") == "HP23"
    assert read_postcode("HP1 1") == "HP1"


def test_of_an_outward_column_the_second_half_is_not_kept() -> None:
    assert read_outward_postcode("HP1 1HH") == "HP1"
    assert isinstance(read_outward_postcode("Hemel"), Unread)


@pytest.mark.parametrize("text", ["HP1 1H", "1HP 1HH", "HP1 1CH", "Hemel", "HP111HHH"])
def test_what_is_no_postcode_is_refused(text: str) -> None:
    assert isinstance(read_postcode(text), Unread)


def test_a_uprn_is_text_without_leading_noughts() -> None:
    assert read_uprn("010002345678") == "10002345678"
    assert read_uprn("100080000001.0") == "100080000001"


@pytest.mark.parametrize(
    ("text", "why"), [("1.00032E+11", "shortened by a spreadsheet"), ("1000800000012", "up to 12"), ("0", "up to 12")]
)
def test_a_uprn_that_a_spreadsheet_damaged_is_refused(text: str, why: str) -> None:
    read = read_uprn(text)
    assert isinstance(read, Unread)
    assert why in read.why


@pytest.mark.parametrize(
    ("text", "easting", "northing", "size"),
    [("TL 055 075", 505550, 207550, 100), ("TL0555007550", 505550, 207550, 1), ("sp 985 085", 498550, 208550, 100),
     ("TQ 300 800", 530050, 180050, 100), ("SV 900 100", 90050, 10050, 100), ("HU 470 410", 447050, 1141050, 100)],
)  # fmt: skip
def test_a_grid_reference_is_the_middle_of_its_square(text: str, easting: int, northing: int, size: int) -> None:
    assert read_grid_reference(text) == GridReference(easting, northing, size)


@pytest.mark.parametrize("text", ["TL 055 07", "TI 055 075", "XX 01 01", "505550 207550", "TL", "TL 05 07"])
def test_what_is_no_grid_reference_is_refused(text: str) -> None:
    assert isinstance(read_grid_reference(text), Unread)


@given(st.integers(0, 99_999), st.integers(0, 99_999))
def test_a_written_grid_reference_reads_back(east: int, north: int) -> None:
    assert read_grid_reference(f"TL {east:05d} {north:05d}") == GridReference(500_000 + east, 200_000 + north, 1)


@given(st.text(max_size=14))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert read_postcode(text) is None or isinstance(read_postcode(text), str | Unread)
    assert isinstance(read_uprn(text), str | Unread)
    assert isinstance(read_grid_reference(text), GridReference | Unread)
