"""A row that cannot be believed is refused with file, line, column and reason; the other rows are kept."""

from __future__ import annotations

import gzip
from pathlib import Path

import polars as pl
import pytest

from saferplace.evidence.importing import refused_rows
from saferplace.evidence.police_street import POLICE_STREET
from saferplace.evidence.store import EvidenceStore
from tests.police_files import NAME, asb, bring_in, row, street_file, written


def stored(store: EvidenceStore) -> pl.DataFrame:
    return pl.concat([pl.read_parquet(file) for file in store.files("police-uk-street")])


@pytest.mark.parametrize(
    ("bad", "column", "reason"),
    [
        (row(Month="2027-01"), "Month", "Month: “2027-01” lies in the future."),
        (row(Month="2021-05"), "Month", "Month: “2021-05” is not the month in the file's name, 2021-03."),
        (row(Month="March 2021"), "Month", "Month: “March 2021” is not a month; it should be like 2021-03."),
        (row(Crime_type="Piracy"), "Crime type", "Crime type: “Piracy” is not a crime type of data.police.uk."),
        (row(Longitude=""), "Longitude", "Longitude: “” is blank although the row has a latitude."),
        (row(Latitude="north"), "Latitude", "Latitude: “north” is not a number."),
        (row(Longitude="inf"), "Longitude", "Longitude: “inf” is not a number."),
        (
            row(Longitude="2.0", Latitude="54.5"),
            "Longitude",
            "“2.0” with its latitude is in the sea",
        ),
        (row(Longitude="0", Latitude="0"), "Longitude", "“0” with its latitude is in the sea or outside the UK."),
        (row(Reported_by=" "), "Reported by", "Reported by: “ ” is blank; it should name a force."),
    ],
)
def test_a_bad_row_is_refused_with_its_reason_and_the_good_rows_are_kept(
    store: EvidenceStore, tmp_path: Path, bad: dict[str, str], column: str, reason: str
) -> None:
    summary = bring_in(store, street_file(tmp_path, [row(), bad, asb()]))
    (refused,) = refused_rows(store, POLICE_STREET)
    assert (refused.file, refused.line, refused.column) == (NAME, 3, column)
    assert reason in refused.reason
    assert (summary.rows_read, summary.rows_refused, stored(store).height) == (3, 1, 2)


def test_a_latin_1_name_is_refused_on_its_line_and_shown_readably(store: EvidenceStore, tmp_path: Path) -> None:
    content = written([row(), row(Location="On or near Dŵr")])
    file = tmp_path / NAME
    file.write_bytes(content.replace("Dŵr".encode(), "Café".encode("latin-1")))
    bring_in(store, file)
    (refused,) = refused_rows(store, POLICE_STREET)
    assert refused.line == 3
    assert "“On or near Café” is not written in UTF-8" in refused.reason


def test_a_row_with_too_few_cells_is_refused(store: EvidenceStore, tmp_path: Path) -> None:
    file = tmp_path / NAME
    file.write_bytes(written([row()]) + b"abc,2021-03,Hertfordshire Constabulary\n")
    bring_in(store, file)
    assert refused_rows(store, POLICE_STREET)[0].reason == "The row has 3 cells where the first line has 12."


def test_line_numbers_stay_true_after_a_line_break_inside_a_cell(store: EvidenceStore, tmp_path: Path) -> None:
    bring_in(store, street_file(tmp_path, [row(Context="two\nlines"), row(Crime_type="Piracy")]))
    assert refused_rows(store, POLICE_STREET)[0].line == 4


def test_a_burglary_without_an_id_is_kept_and_counted(store: EvidenceStore, tmp_path: Path) -> None:
    summary = bring_in(store, street_file(tmp_path, [row(Crime_ID="")]))
    assert (summary.units[0].kept, summary.units[0].noticed["without_id"]) == (1, 1)


def test_a_crime_id_on_two_rows_keeps_both_since_an_id_is_not_a_key(store: EvidenceStore, tmp_path: Path) -> None:
    summary = bring_in(store, street_file(tmp_path, [row(), row(Location="No Location", Longitude="", Latitude="")]))
    assert (summary.units[0].kept, summary.units[0].noticed["repeated_ids"]) == (2, 2)


def test_equal_rows_of_anti_social_behaviour_are_separate_incidents(store: EvidenceStore, tmp_path: Path) -> None:
    bring_in(store, street_file(tmp_path, [asb(), asb(), asb()]))
    assert stored(store).height == 3


def test_imp_17_a_formula_in_a_cell_is_kept_as_the_text_it_is(store: EvidenceStore, tmp_path: Path) -> None:
    summary = bring_in(store, street_file(tmp_path, [row(Location="=HYPERLINK(1)")]))
    assert summary.units[0].noticed["formulas"] == 1
    assert stored(store)["location"].to_list() == ["=HYPERLINK(1)"]


def test_a_row_without_a_location_is_kept_and_counted(store: EvidenceStore, tmp_path: Path) -> None:
    nowhere = row(Longitude="", Latitude="", Location="No Location", LSOA_code="", LSOA_name="")
    summary = bring_in(store, street_file(tmp_path, [nowhere]))
    assert summary.units[0].noticed["without_place"] == 1
    assert stored(store)["lsoa_code"].to_list() == [None]


@pytest.mark.parametrize("name", ["Bournemouth, Christchurch and Poole 036E", 'The "Old" Town', "Sgwâr y Dŵr"])
def test_commas_quotes_and_other_alphabets_come_through(store: EvidenceStore, tmp_path: Path, name: str) -> None:
    bring_in(store, street_file(tmp_path, [row(LSOA_name=name)]))
    assert stored(store)["lsoa_name"].to_list() == [name]


def test_line_ends_byte_order_mark_and_gzip_make_no_difference(store: EvidenceStore, tmp_path: Path) -> None:
    bring_in(store, street_file(tmp_path / "plain", [row(), asb()]))
    other = tmp_path / f"{NAME}.gz"
    other.write_bytes(gzip.compress(b"\xef\xbb\xbf" + written([row(), asb()], line_end="\r\n")))
    assert bring_in(store, other, minute=1).changes_nothing


def test_points_become_british_national_grid(store: EvidenceStore, tmp_path: Path) -> None:
    """Caister water tower, the worked example of Ordnance Survey's guide to coordinate systems: 651410, 313177."""
    bring_in(store, street_file(tmp_path, [row(Longitude="1.716038", Latitude="52.657977")]))
    easting, northing = stored(store).select("easting", "northing").row(0)
    assert abs(easting - 651_410) <= 5
    assert abs(northing - 313_177) <= 5
