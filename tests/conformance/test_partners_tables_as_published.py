"""Tables that public bodies really publish, read as their own notes say they are."""

from __future__ import annotations

import csv
import importlib.resources
import zipfile
from pathlib import Path

import pytest

from saferplace.evidence.tables.apply import read_mapped
from saferplace.evidence.tables.header_guess import guess_header
from saferplace.evidence.tables.headings import Header, headings
from saferplace.evidence.tables.mapping import ColumnRule, Mapping
from saferplace.evidence.tables.personal_columns import findings_in
from saferplace.evidence.tables.records import records_of
from saferplace.evidence.tables.sheet import Sheet
from saferplace.evidence.tables.suggest import SheetColumns
from saferplace.evidence.tables.workbook import open_tables, read_tables


@pytest.fixture(scope="module")
def defra(shared_data: Path) -> dict[str, Sheet]:
    path = shared_data / "flytipping-defra" / "flytipping_la_2012-13_to_2022-23.ods"
    return {sheet.name: sheet for sheet in open_tables(path, name=path.name)}


@pytest.fixture(scope="module")
def incidents(defra: dict[str, Sheet]) -> SheetColumns:
    return SheetColumns.of(defra["LA_incidents"], guess_header(defra["LA_incidents"]))


def test_every_sheet_of_the_national_fly_tipping_workbook_is_there(defra: dict[str, Sheet]) -> None:
    assert list(defra) == ["Metadata", "Notes", "Revisions", "LA_incidents", "LA_actions", "Lookup_"]
    assert [name for name, sheet in defra.items() if sheet.is_hidden] == ["Lookup_"]


def test_its_headings_stand_in_the_second_and_third_row_over_48_columns(defra: dict[str, Sheet]) -> None:
    """Two rows of headings above the header, say the notes: a title, and the groups that stand over it."""
    sheet = defra["LA_incidents"]
    header = guess_header(sheet)
    names = headings(sheet, header)
    assert (header, len(names)) == (Header(1, 2), 48)
    assert names[:6] == (
        "Year",
        "ONS Code",
        "LA Name",
        "Region",
        "TOTAL – Total Incidents",
        "Land type – Highway Incidents",
    )
    assert len(records_of(sheet, header, names)[0]) == 3_642


def test_dacorums_totals_are_those_of_the_notes(defra: dict[str, Sheet], incidents: SheetColumns) -> None:
    """The name has a stray space in 2018-19 only, which a cell loses."""
    years = [
        total
        for name, total in zip(incidents.values["LA Name"], incidents.values["TOTAL – Total Incidents"], strict=True)
        if name == "Dacorum"
    ]
    assert [int(total) for total in years] == [832, 1085, 1091, 1213, 1261, 1165, 1397, 1259, 1470, 1587, 1609]


def test_its_marks_and_fractions_stay_as_they_are_published(incidents: SheetColumns) -> None:
    totals = incidents.values["TOTAL – Total Incidents"].to_list()
    assert totals.count(":") == 20
    assert incidents.values["Land type – Highway Incidents"][0].startswith("324283.516")
    assert incidents.values["ONS Code"].str.starts_with("*").sum() > 0


def test_no_council_of_england_is_taken_for_a_person(incidents: SheetColumns) -> None:
    for heading, values in incidents.values.items():
        assert list(findings_in(heading, values, incidents.lines)) == []


def test_medellins_semicolons_and_decimal_commas(shared_data: Path) -> None:
    path = shared_data / "bench-precise-points" / "medellin_homicides.csv"
    (sheet,) = open_tables(path, name=path.name)
    mapping = Mapping(
        "medellin",
        "x",
        "medellin",
        tuple(ColumnRule.keep(name, name) for name in ("fecha_hecho", "longitud", "latitud", "edad"))
        + tuple(ColumnRule.drop(name) for name in ("sexo", "modalidad")),
    )
    read = read_mapped(sheet, mapping, ["fecha_hecho", "longitud", "latitud", "edad"])
    assert (read.cells.height, read.left_out, read.broken) == (9_360, (), ())
    assert read.cells.row(0) == ("2019-04-23T12:30:00Z", "-75,56985400000", "6,25722555000", "50", 2)


def test_portlands_padded_text_and_days(shared_data: Path) -> None:
    """The 19,376 of the notes are the rows of the sheet, headings included; fixed-width text is padded with spaces."""
    with zipfile.ZipFile(shared_data / "bench-nij-portland-2016" / "080116_083116_Data.zip") as archive:
        (sheet,) = read_tables(archive.read("NIJ2016_AUG01_AUG31_USE.xlsx"), name="august.xlsx")
    columns = SheetColumns.of(sheet, guess_header(sheet))
    assert len(sheet.rows) == 19_376
    days = columns.values["occ_date"].unique().sort().to_list()
    assert (days[0], days[-1], len(days)) == ("2016-08-01", "2016-08-31", 31)
    assert columns.values["final_case_type"][0] == "DISTP"
    assert columns.values["x_coordinate"][0] == "7639201"


def test_an_old_workbook_says_what_the_published_csv_of_the_same_figures_says() -> None:
    """statsmodels ships the old Excel file from which its macroeconomic data set was made, beside that data set."""
    folder = Path(str(importlib.resources.files("statsmodels.datasets.macrodata")))
    made = {(row["year"], row["quarter"]): row["realgdp"] for row in csv.DictReader((folder / "macrodata.csv").open())}
    old = folder / "src" / "macrodata.xls" / "macrodata.xls"
    sheets = {sheet.name: sheet for sheet in open_tables(old, name="macrodata.xls")}
    quarterly = SheetColumns.of(sheets["Quarterly"], Header(0, 1)).values
    read = {
        (date[:4], str(int(date[5:7]) // 3 + 1)): gdp
        for date, gdp in zip(quarterly["DATE"], quarterly["GDPC96"], strict=True)
    }
    assert len(made) == 203
    assert {quarter: float(read[quarter]) for quarter in made} == {quarter: float(gdp) for quarter, gdp in made.items()}
    assert "Send .xlsx if the table holds formulas or percentages." in sheets["Quarterly"].notes[0]
