"""The Home Office's table of crime by partnership, in the layouts and with the oddities that it has been published."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from saferplace.analysis.missing import Known, Missing
from saferplace.evidence.importing import refused_rows
from saferplace.evidence.importing.corrected import write_correction
from saferplace.evidence.published.crime_csp import CRIME_CSP
from saferplace.evidence.queries import figures_compared, indicators_held, names_without_code
from saferplace.evidence.store import EvidenceStore
from tests.published_files import NOON, bring, csv_file, figures_of, open_document, workbook

DATA_SET = "home-office-crime-csp"
OLD = ["Financial Year", "Financial Quarter", "Force Name", "CSP Name", "Offence Description", "Offence Group"]
OLD += ["Offence Subgroup", "Offence Code", "Offence Count"]
NEW = [heading if heading != "Force Name" else "Police Force" for heading in OLD]
NEW = [heading if heading != "Offence Group" else "Offence group" for heading in NEW]
HERTS = "Hertfordshire"


def burglary(year: str, quarter: object, csp: str, count: object, force: str = HERTS) -> list[object]:
    return [year, quarter, force, csp, "Residential burglary", "Theft offences", "Residential burglary", "28E", count]


def shoplifting(year: str, quarter: object, csp: str, count: object, group: str = "Theft Offences") -> list[object]:
    return [year, quarter, HERTS, csp, "Shoplifting", group, "Shoplifting", "46", count]


SHEETS = {
    "Notes": [["Police recorded crime, CSP tables"], ["Updated: 23/07/2026"]],
    "2015_16": [
        OLD,
        burglary("2015/16", 1, "Dacorum", 41),
        shoplifting("2015/16", 1, "Dacorum", 120),
        burglary("2015/16", 2, "Dacorum", -2),
        shoplifting("2015/16", 2, " Dacorum ", 118, "Theft offences"),
        burglary("2015/16", 1, "London, City of", 7, "London, City of"),
        burglary("2015/16", 1, "Unassigned", 3),
    ],
    "2016_17": [
        ["", "Recorded crime"],
        NEW,
        burglary("2016/17", "Q1", "Dacorum", "[x]"),
        shoplifting("2016/17", "Q1", "Dacorum", 99),
        burglary("2016/17", "Q1", "Watford", "twelve"),
    ],
}


@pytest.fixture(params=["xlsx", "ods"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> EvidenceStore:
    make = workbook if request.param == "xlsx" else open_document
    file = make(tmp_path / f"prc-csp-tables.{request.param}", SHEETS)
    store = EvidenceStore(tmp_path / "evidence")
    bring(store, file)
    return store


def dacorum(store: EvidenceStore, *periods: str) -> list[object]:
    found = figures_compared(
        store, data_set=DATA_SET, indicator="Theft offences", areas=["E22000124"], periods=periods, at=NOON
    )
    return list(found.figures["E22000124"].values())


def test_a_group_of_offences_is_added_up_under_one_spelling(store: EvidenceStore) -> None:
    assert indicators_held(store, DATA_SET) == ("Theft offences",)
    assert dacorum(store, "2015-16-Q1") == [Known(161)]


def test_a_quarter_below_zero_is_taken_off_and_noticed(store: EvidenceStore) -> None:
    assert dacorum(store, "2015-16-Q2") == [Known(116)]


def test_a_group_with_a_part_that_is_not_there_has_no_figure(store: EvidenceStore) -> None:
    assert dacorum(store, "2016-17-Q1", "2017-18-Q1") == [Missing.NOT_COLLECTED, Missing.NOT_YET_AVAILABLE]


def test_the_same_partnership_under_another_spelling_has_its_code(store: EvidenceStore) -> None:
    city = figures_of(store, DATA_SET).filter(pl.col("area_name") == "London, City of")
    assert city["area_code"].to_list() == ["E22000180"]


def test_a_name_that_is_no_partnership_is_kept_and_listed(store: EvidenceStore) -> None:
    assert names_without_code(store, DATA_SET) == {"Unassigned": 1}


def test_a_refused_figure_names_its_sheet_and_row(store: EvidenceStore) -> None:
    refused = refused_rows(store, CRIME_CSP)
    assert [row.reason for row in refused] == [
        "2016_17 row 5, 28E Residential burglary: “twelve” is neither a number nor a mark for a figure that is not "
        "there."
    ]


def test_a_corrected_figure_joins_its_quarter(store: EvidenceStore, tmp_path: Path) -> None:
    text = write_correction(CRIME_CSP, refused_rows(store, CRIME_CSP)).replace(",twelve,", ",12,")
    corrected = tmp_path / "corrected.csv"
    corrected.write_text(text, encoding="utf-8-sig")
    bring(store, corrected, minute=1)
    assert refused_rows(store, CRIME_CSP) == []
    watford = figures_of(store, DATA_SET).filter(pl.col("area_name") == "Watford")
    assert watford["value"].to_list() == [12]


def test_a_dry_run_says_what_the_import_then_does(tmp_path: Path) -> None:
    file = workbook(tmp_path / "tables.xlsx", SHEETS)
    store = EvidenceStore(tmp_path / "evidence")
    dry = bring(store, file, is_dry_run=True).of(DATA_SET)
    real = bring(store, file).of(DATA_SET)
    assert dry.units == real.units
    assert (real.rows_read, real.rows_refused) == (9, 1)


def test_a_newer_release_of_a_quarter_replaces_it_and_says_what_changed(store: EvidenceStore, tmp_path: Path) -> None:
    newer = csv_file(
        tmp_path / "2015_16.csv",
        [
            OLD,
            burglary("2015/16", "1", "Dacorum", "43"),
            shoplifting("2015/16", "1", "Dacorum", "120", "Theft offences"),
        ],
    )
    unit = bring(store, newer, minute=1).of(DATA_SET).units[0]
    assert unit.unit.key == "home-office~2015-16-Q1"
    assert (unit.difference.new, unit.difference.unchanged, unit.difference.removed) == (1, 1, 3)
    assert dacorum(store, "2015-16-Q1", "2015-16-Q2") == [Known(163), Known(116)]


def test_the_same_workbook_again_changes_nothing(tmp_path: Path) -> None:
    file = workbook(tmp_path / "tables.xlsx", SHEETS)
    store = EvidenceStore(tmp_path / "evidence")
    bring(store, file)
    assert bring(store, file, minute=1).changes_nothing
