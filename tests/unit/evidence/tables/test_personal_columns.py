"""Columns of people are found, and streets, premises, references and numbers of things are not taken for them."""

from __future__ import annotations

import polars as pl
import pytest

from saferplace.evidence.tables.personal_columns import PersonalFinding, findings_in
from saferplace.evidence.tables.personal_text import is_nhs_number

NAMES = ["Jane Smith", "Ravi Patel", "Oluwaseun Adeyemi", "Siân O’Hara", "Mary-Ann Lloyd", "Tomasz Nowak", "P Begum"]
NHS = ["943 476 5919", "401 023 2137", "485 777 3456", "999 000 0026", "450 557 7104"]
BIRTHS = [
    "12/03/1954",
    "01/11/1987",
    "23/08/2004",
    "30/06/1971",
    "14/02/1999",
    "09/09/1948",
    "17/12/2011",
    "05/05/1966",
]


def found(heading: str, values: list[str]) -> dict[str, PersonalFinding]:
    lines = pl.Series(range(2, len(values) + 2), dtype=pl.Int32)
    return {
        finding.kind.value: finding for finding in findings_in(heading, pl.Series("x", values, dtype=pl.String), lines)
    }


HELD = [
    ("Surname", ["Smith", "Patel"], "name"),
    ("First Name", ["Jane", "Ravi"], "name"),
    ("Victim's forename(s)", ["Jane"], "name"),
    ("Complainant name", NAMES, "name"),
    ("Name of complainant", NAMES, "name"),
    ("Officer Name", ["PC Jones"], "name"),
    ("Owner / occupier name", NAMES, "name"),
    ("Name", NAMES, "name"),
    ("NAME", [name.upper() for name in NAMES], "name"),
    ("Reported by", [*NAMES, "Housing Team"], "name"),
    ("Complainant", ["Smith, Jane", "PATEL, Ravi", "Begum, P", "Unknown"], "name"),
    ("Case Officer", NAMES[:3] * 4, "name"),
    ("Assigned to", ["J Smith", "R. Patel", "Sam de Souza"], "name"),
    ("Tenant", ["Mr J Smith", "Mrs Patel", "Ms Begum"], "name"),
    ("DOB", BIRTHS, "date of birth"),
    ("Date of Birth", ["1987-11-01"], "date of birth"),
    ("Victim D.O.B.", ["01/11/87"], "date of birth"),
    ("Col7", BIRTHS, "date of birth"),
    ("Telephone", ["01442 228000", "unknown"], "phone number"),
    ("Contact number", ["7700900123"], "phone number"),
    ("Mobile No.", ["07700 900123"], "phone number"),
    ("Column D", ["7700900123", "7911123456", "7400123456"], "phone number"),
    ("Contact", ["07700 900123", "01442 228000"], "phone number"),
    ("E-mail", ["jane.smith@example.org"], "e-mail address"),
    ("Column F", ["-", "", "someone+x@mail.example.co.uk"], "e-mail address"),
    ("NHS No", ["9434765919"], "NHS number"),
    ("Patient ID", [number.replace(" ", "") for number in NHS], "NHS number"),
    ("Ref", NHS, "NHS number"),
    ("NI Number", ["AB123456C"], "National Insurance number"),
    ("Claim", ["AB 12 34 56 C"], "National Insurance number"),
    ("Home address", ["12 High Street"], "home address"),
    ("Victim Address", ["12 High Street"], "home address"),
    ("Address of complainant", ["12 High Street"], "home address"),
    ("Patient postcode", ["HP1 1HH"], "home address"),
    ("Comments", ["bags", "Mrs Jones at no 4 saw a van"], "name"),
    ("Comments", ["spoke to Dr. P. O'Brien about it"], "name"),
    ("Notes", ["rang back on 07700 900123 at noon"], "phone number"),
    ("Notes", ["+44 7700 900123"], "phone number"),
    ("Notes", ["DOB: 01.11.1987, known to us"], "date of birth"),
    ("Notes", ["born on 3rd May 1990"], "date of birth"),
    ("Notes", ["NHS number 943 476 5919 given"], "NHS number"),
    ("Description", ["mail to jane@example.org please"], "e-mail address"),
    ("Location", ["outside Mr Smith's house"], "name"),
]


@pytest.mark.parametrize(("heading", "values", "kind"), HELD)
def test_it_is_found(heading: str, values: list[str], kind: str) -> None:
    assert kind in found(heading, values)


CLEAN = [
    ("Street", ["High Street", "St John's Road", "Lady Lane", "Dr Johnson Avenue", "Sir Robert Peel Way"]),
    ("Street name", ["Waterhouse Street", "Marlowes", "Queensway"]),
    ("Location name", ["Gadebridge Park", "Jarman Square", "Water Gardens"]),
    ("Location", ["On or near Park/Open Space", "King George V Playing Field", "Rose & Crown, High Street"]),
    (
        "Premises",
        ["The Red Lion", "Miss Selfridge, Marlowes", "Dr Martens Store", "Tesco Express", "Lady Verulam School"],
    ),
    ("Site", ["Captain Cook PH", "John Lewis", "St Mary's Church"]),
    ("Name", ["Dacorum", "St Albans", "Three Rivers"]),
    ("Name", ["Adeyfield East", "Boxmoor Ward", "Hemel Town Centre"]),
    ("LA Name", ["Dacorum", "Watford"]),
    ("Organisation name", ["Jane Smith Housing", "Barnardos"]),
    ("Ward name", ["Grove Hill", "Leverstock Green"]),
    ("Address", ["Waterhouse Street, Hemel Hempstead", "12 High Street"]),
    ("Incident address", ["12 High Street"]),
    ("Postcode", ["HP1 1HH", "HP2 4AA"]),
    ("Victim postcode district", ["HP1", "HP2"]),
    ("Reported by", ["Member of public", "Council officer", "Police", "Housing Team", "Website"]),
    ("Reported by", ["Hertfordshire Constabulary", "Thames Valley Police"]),
    ("Complainant", ["Yes", "No", "Unknown", "Anonymous"]),
    ("Victim", ["Male", "Female", "Male", "Business"]),
    ("Victim gender", ["Male", "Female"]),
    ("Offender age", ["17", "23", "45"]),
    ("Victim type", ["Shop worker", "Young Person"]),
    ("Assigned to", ["Enforcement Team", "Street Scene", "Clean Safe Green"]),
    ("Officer", ["1234", "2087", "PC 1999"]),
    ("Collar number", ["HC1234", "PC2087A", "41 1999"]),
    ("UPRN", ["100080712345", "100080712346", "10003456789", "200000123456"]),
    ("UPRN", ["7100801234", "7100801235", "7100801236", "7100801237"]),
    ("Reference", ["FT123456A", "41/12345/26", "WK/202610123", "ERN 41BC1234567890", "CRN 0012345678"]),
    ("Reference", ["2610040123", "2610040124", "2610040125", "2610050001", "2610050002", "2610060003"]),
    ("Crime ID", ["a3f9" * 16, "07700900123" + "b" * 53, "0123456789" * 6 + "abcd"]),
    ("Easting", ["505550", "505551.5"]),
    ("Latitude", ["51.752030123", "51.7520301234567"]),
    ("Date", ["2026-10-04T22:15:00", "2026-10-05T01:00:00", "04/10/2026 22:15:00"]),
    ("Date", [f"2026-10-{day:02}" for day in range(1, 29)]),
    ("Tenancy start", BIRTHS),
    ("Date built", BIRTHS),
    ("Telephone", ["Yes", "No"]),
    ("Reported by telephone", ["Y", "N"]),
    ("Phone calls", ["12", "3"]),
    ("Mobile", ["Y", "N", "12"]),
    ("Contact method", ["E-mail", "Telephone"]),
    ("NHS Trust", ["West Hertfordshire Teaching Hospitals"]),
    ("Surname", ["", "[removed]", "REDACTED", "***", "n/a"]),
    ("DOB", ["", "Not known"]),
    ("Phone", ["[removed]", ""]),
    ("Notes", ["Van reg AB12 CDE seen, 3 bags, job 10040567"]),
    ("Notes", ["Fridge, 10 tyres and 2 mattresses; cleared 04/10/2026 at 10:15"]),
    ("Notes", ["Master bedroom carpet, Miss. item not found", "Mr Whippy van"]),
    ("Cost", ["1234567890.12", "£1,234,567,890"]),
    ("Case status", ["Open", "Closed"]),
    ("Estate", ["Jane Austen House", "Chaulden Farm"]),
    ("Operation name", ["Operation Relentless"]),
    ("Year of birth band", ["1990-1999"]),
]


@pytest.mark.parametrize(("heading", "values"), CLEAN)
def test_it_is_no_false_alarm(heading: str, values: list[str]) -> None:
    assert found(heading, values) == {}


def test_how_many_rows_hold_it_and_where_the_first_is_but_never_whom_it_names() -> None:
    finding = found("Notes", ["clear", "call 07700 900123", "", "ask on 07911 123456"])["phone number"]
    assert (finding.rows, finding.first_line, finding.shape) == (2, 3, "99999 999999")
    assert finding.sentence == (
        "The column “Notes” contains a phone number in 2 rows, first in row 3 (like “99999 999999”): "
        "mask or drop it in the mapping."
    )


def test_a_column_of_names_can_only_be_dropped() -> None:
    assert found("Surname", ["Smith"])["name"].sentence == (
        "The column “Surname” seems to hold a name in 1 row, first in row 2 (like “xxxxx”): drop it in the mapping."
    )


def test_a_piece_in_the_last_of_many_rows_is_found() -> None:
    assert found("Notes", ["nothing to see"] * 5_000 + ["jane@example.org"])["e-mail address"].first_line == 5_002


def test_the_check_digit_of_an_nhs_number_is_counted() -> None:
    assert [is_nhs_number(number) for number in ("9434765919", "9434765918", "0000000000", "401023213")] == [
        True,
        False,
        False,
        False,
    ]
