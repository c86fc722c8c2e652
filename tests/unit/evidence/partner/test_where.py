from __future__ import annotations

import pytest

from saferplace.evidence.partner.data_sets.council_fly_tipping import COUNCIL_FLY_TIPPING
from saferplace.evidence.partner.data_sets.hospital_admissions import HOSPITAL_ADMISSIONS
from tests.unit.evidence.partner.cells import check, kept, reasons

ROW = {"date": "01/04/2026", "category": "Tyres"}


def where(**given: str) -> dict[str, object]:
    (row,) = kept(COUNCIL_FLY_TIPPING, ROW | given)
    return row


@pytest.mark.parametrize(
    "given",
    [
        {"easting": "505,550", "northing": "207550.0"},
        {"longitude": "-0.4721836", "latitude": "51.7567028"},
        {"grid_reference": "TL 05550 07550"},
        {"grid_reference": "TL 055 075"},
        {"easting": "505550", "northing": "207550", "grid_reference": "TL 01 01 01"},
    ],
)
def test_every_way_to_a_point_makes_the_same_point(given: dict[str, str]) -> None:
    row = where(**given)
    assert (row["easting"], row["northing"]) == (505550, 207550)
    assert row["longitude"] == pytest.approx(-0.4721836, abs=1e-6)
    assert row["latitude"] == pytest.approx(51.7567028, abs=1e-6)
    assert (row["place_method"], row["place_certainty"]) == ("coordinates", "certain")


def test_what_is_said_of_a_place_is_kept_beside_its_point() -> None:
    row = where(location="  Marlowes ", postcode="hp11dn", uprn="099900000001", lsoa_code="e01023400")
    assert (row["location"], row["postcode"], row["uprn"]) == ("Marlowes", "HP1 1DN", "99900000001")
    assert (row["lsoa_code"], row["lsoa_name"], row["lsoa_edition"]) == ("E01023400", "Dacorum 015E", "both")
    assert (row["place_method"], row["longitude"]) == ("area", None)


def test_a_row_without_a_place_is_kept_and_counted() -> None:
    assert check(COUNCIL_FLY_TIPPING, ROW, ROW | {"postcode": "HP1"}).noticed["without_place"] == 1
    row = where()
    assert (row["place_method"], row["place_certainty"], row["lsoa_edition"]) == ("none", "none", None)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"easting": "505550"}, "Northing: “” is blank although the row has its easting."),
        ({"latitude": "51.75"}, "Longitude: “” is blank although the row has its latitude."),
        ({"easting": "1", "northing": "1"},
         "Easting: “1” with its northing is in the sea or outside the United Kingdom."),
        ({"easting": "207550", "northing": "505550505550"},
         "Easting: “207550” with its northing is in the sea or outside the United Kingdom."),
        ({"longitude": "51.75", "latitude": "-0.47"},
         "Longitude: “51.75” with its latitude is in the sea or outside the United Kingdom."),
        ({"longitude": "1e400", "latitude": "51"}, "Longitude: “1e400” was shortened by a spreadsheet"),
        ({"easting": "here", "northing": "there"}, "Easting: “here” is not a number."),
        ({"grid_reference": "SV 000 000"}, "Grid reference: “SV 000 000” is in the sea or outside the United Kingdom."),
        ({"grid_reference": "TL 05 07"}, "Grid reference: “TL 05 07” names a square of 1 km; give six figures"),
        ({"postcode": "Hemel"}, "Postcode: “Hemel” is not a postcode like HP1 1HH"),
        ({"uprn": "1.00032E+11"}, "UPRN: “1.00032E+11” was shortened by a spreadsheet, so that figures are lost"),
        ({"lsoa_code": "E01999999"}, "LSOA code: “E01999999” is not the code of an LSOA of England and Wales"),
    ],
)  # fmt: skip
def test_a_place_that_cannot_be_is_refused(given: dict[str, str], reason: str) -> None:
    (told,) = reasons(COUNCIL_FLY_TIPPING, ROW | given)
    assert told.startswith(reason)


def test_a_patients_postcode_is_cut_to_its_first_half() -> None:
    (row,) = kept(HOSPITAL_ADMISSIONS, {"date": "01/04/2026", "category": "Domestic abuse", "postcode": "HP1 1HH"})
    assert row["postcode"] == "HP1"
    assert "HP1 1HH" not in str(row)
