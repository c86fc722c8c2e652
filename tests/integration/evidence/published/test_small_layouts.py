"""Layouts of which no publisher's file is at hand: small invented files in the documented form."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from saferplace.analysis.missing import Known
from saferplace.evidence.areas import find_area, lsoa_codes
from saferplace.evidence.importing import refused_rows
from saferplace.evidence.peers import similar_lists
from saferplace.evidence.published.comparing import ComparedBy
from saferplace.evidence.published.crime_weights import CRIME_WEIGHTS
from saferplace.evidence.published.recognise import published_file
from saferplace.evidence.queries import figures_compared
from saferplace.evidence.reference import reference_table
from saferplace.evidence.residents import residents
from saferplace.evidence.sources.catalogue import SOURCES
from saferplace.evidence.store import EvidenceStore
from tests.published_files import NOON, bring, csv_file, figures_of, workbook

DACORUM = "E07000096"


def population_workbook(path: Path, codes: list[str], *, year: int = 2024, each: int = 10) -> Path:
    """The layout of ONS's workbooks by single year of age: a title above, and the header in the fourth row."""
    ages = [f"{sex}{age}" for sex in "FM" for age in range(91)]
    header = ["LAD 2023 Code", "LAD 2023 Name", "LSOA 2021 Code", "LSOA 2021 Name", "Total", *ages]
    rows = [[DACORUM, "Dacorum", code, "", each * 182, *[each] * 182] for code in codes]
    title = [[f"Mid-{year} population estimates"], ["This worksheet contains one table."], []]
    return workbook(path, {"Cover sheet": [["Population"]], f"Mid-{year} LSOA 2021": [*title, header, *rows]})


def codes_of_dacorum() -> list[str]:
    return sorted(lsoa_codes(find_area(DACORUM)) & set(reference_table("best_fit")["lsoa_2021"]))


def test_single_years_of_age_become_five_bands(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path / "evidence")
    done = bring(store, population_workbook(tmp_path / "sapelsoa.xlsx", codes_of_dacorum()[:1]))
    assert done.rows_refused == 0
    figures = figures_of(store, "ons-population-lsoa-2021")
    assert dict(figures.select(pl.col("breakdown").fill_null("All"), "value").rows()) == {
        "All": 1820,
        "Age: 0 to 9": 200,
        "Age: 10 to 17": 160,
        "Age: 18 to 24": 140,
        "Age: 25 to 64": 800,
        "Age: 65 and over": 520,
    }
    assert figures["period"].unique().to_list() == ["2024"]


def test_a_newer_mid_year_becomes_the_denominator_and_is_named(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path / "evidence")
    codes = codes_of_dacorum()
    bring(store, population_workbook(tmp_path / "sapelsoa.xlsx", codes))
    found = residents(store, [DACORUM], [2021, 2024])
    assert found[DACORUM, 2021].value == 155_211
    assert found[DACORUM, 2024].value == len(codes) * 1820
    assert "mid-2024" in found[DACORUM, 2024].source
    assert "loaded, version" in found[DACORUM, 2024].source


def test_a_mid_year_that_covers_an_area_only_in_part_is_not_used_for_any(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path / "evidence")
    bring(store, population_workbook(tmp_path / "sapelsoa.xlsx", codes_of_dacorum()[1:]))
    assert residents(store, [DACORUM], [2024])[DACORUM, 2024].year == 2022


def test_residents_in_a_table_that_names_no_year_are_refused_with_a_way_out(tmp_path: Path) -> None:
    file = csv_file(
        tmp_path / "people.csv", [["lsoa11_code", "total_population", "age_0_9"], ["E01023345", "1500", "200"]]
    )
    done = bring(EvidenceStore(tmp_path / "evidence"), file)
    assert "Put it into the name of the file" in done.refused_files[0].reason


def test_the_ministrys_own_file_of_deprivation_is_known_by_its_headings(tmp_path: Path) -> None:
    file = csv_file(
        tmp_path / "File_7.csv",
        [
            [
                "LSOA code (2011)",
                "LSOA name (2011)",
                "Local Authority District code (2019)",
                "Index of Multiple Deprivation (IMD) Score",
                "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)",
                "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)",
                "Crime Score",
            ],
            ["E01023345", "Dacorum 013A", DACORUM, "9.1", "25,000", "8", "-0.512"],
        ],
    )
    store = EvidenceStore(tmp_path / "evidence")
    done = bring(store, file).of("deprivation-lsoa")
    assert [unit.unit.key for unit in done.units] == ["mhclg~2019"]
    found = dict(figures_of(store, "deprivation-lsoa").select("indicator", "value").rows())
    assert found == {
        "Index of Multiple Deprivation score": 9.1,
        "Index of Multiple Deprivation rank": 25_000,
        "Index of Multiple Deprivation decile": 8,
        "Crime score": -0.512,
    }


def test_outcomes_by_force_keep_both_counts(tmp_path: Path) -> None:
    header = ["Financial Year", "Financial Quarter", "Force Name", "Offence Description", "Offence Group"]
    header += ["Offence Subgroup", "Offence Code", "Outcome Description", "Outcome Group", "Outcome Type"]
    header += ["Force outcomes for offences recorded in quarter", "Force outcomes recorded in quarter"]
    row = ["2020/21", "Q1", "Hertfordshire", "Shoplifting", "Theft Offences", "Shoplifting", "46"]
    file = csv_file(
        tmp_path / "outcomes.csv", [header, [*row, "Charged/Summonsed", "Charged/Summonsed", "1", "12", "15"]]
    )
    store = EvidenceStore(tmp_path / "evidence")
    bring(store, file)
    figures = figures_of(store, "home-office-outcomes-force")
    assert figures.select("area_code", "period", "indicator", "value", "outcome_type").sort("value").rows() == [
        ("E23000027", "2020-21-Q1", "Outcomes of offences recorded in the quarter", 12, "1"),
        ("E23000027", "2020-21-Q1", "Outcomes recorded in the quarter", 15, "1"),
    ]


def test_each_edition_of_weights_is_held_apart(tmp_path: Path) -> None:
    header = ["Edition", "Offence code", "Offence", "Days"]
    store = EvidenceStore(tmp_path / "evidence")
    bring(store, csv_file(tmp_path / "chi.csv", [header, ["2020", "X1", "An offence", "10"]]))
    bring(store, csv_file(tmp_path / "chi.csv", [header, ["2026-02", "X1", "An offence", "12"]]), minute=1)
    figures = figures_of(store, "crime-weights")
    assert figures.select("provider", "period", "offence_code", "value").sort("period").rows() == [
        ("cambridge-harm-index", "2020", "X1", 10),
        ("cambridge-harm-index", "2026-02", "X1", 12),
    ]


def test_a_weight_of_no_edition_or_given_twice_is_refused(tmp_path: Path) -> None:
    rows = [
        ["Edition", "Offence code", "Offence", "Weight"],
        ["latest", "X1", "An offence", "10"],
        ["2016", "X2", "Another", "5"],
        ["2016", "X2", "Another", "6"],
    ]
    store = EvidenceStore(tmp_path / "evidence")
    bring(store, csv_file(tmp_path / "weights.csv", rows))
    assert [row.reason for row in refused_rows(store, CRIME_WEIGHTS)] == [
        "weights row 2, Period: “latest” is not a year, quarter or month of this data set.",
        "weights row 4, Indicator: “Crime Severity Score weight” has this area and period on an earlier row as well.",
    ]


def test_a_partnership_compares_itself_with_the_newest_edition_of_its_own_list(tmp_path: Path) -> None:
    header = ["Area code", "Similar area code", "Similar area name", "List", "Source", "Year"]
    old = [[DACORUM, "E07000113", "Swale", "Our list", "the county's analysts", "2024"]]
    new = [[DACORUM, "E07000113", "Swale", "Our list", "the county's analysts", "2025"]]
    new += [[DACORUM, "E07000070", "Chelmsford", "Our list", "the county's analysts", "2025"]]
    store = EvidenceStore(tmp_path / "evidence")
    bring(store, csv_file(tmp_path / "list.csv", [header, *old, *new]))
    (found,) = similar_lists(store, find_area("E22000124"), ComparedBy.DISTRICT)
    assert (found.key, found.name, found.source) == ("our-list", "Our list, 2025", "the county's analysts")
    assert found.areas == {DACORUM: "Dacorum", "E07000113": "Swale", "E07000070": "Chelmsford"}


def test_a_list_of_similar_areas_is_refused_where_everybody_would_see_it(tmp_path: Path) -> None:
    header = ["Area code", "Similar area code", "Similar area name", "List", "Source", "Year"]
    file = csv_file(tmp_path / "list.csv", [header, [DACORUM, "E07000113", "Swale", "Our list", "us", "2025"]])
    open_data = tuple(source for source in SOURCES if source.is_open)
    done = bring(EvidenceStore(tmp_path / "evidence"), file, sources=open_data)
    assert "which each partnership keeps to itself" in done.refused_files[0].reason


def test_the_same_figure_from_two_files_that_differ_is_doubtful(tmp_path: Path) -> None:
    header = ["area_code", "area_name", "period", "value", "indicator", "measure", "unit"]

    def series(area: str, name: str, england: str) -> list[list[str]]:
        tail = ["Crime Severity Score", "Score", "Offences"]
        return [[area, name, "2017/18", "9.5", *tail], ["E92000001", "England", "2017/18", england, *tail]]

    store = EvidenceStore(tmp_path / "evidence")
    bring(store, csv_file(tmp_path / "a.csv", [header, *series("E22000124", "Dacorum", "13.1")]))
    bring(store, csv_file(tmp_path / "b.csv", [header, *series("E22000107", "Trafford", "13.1")]), minute=1)
    asked = {
        "data_set": "csp-crime-indicators",
        "indicator": "Crime Severity Score",
        "areas": ["E92000001"],
        "periods": ["2017-18"],
        "at": NOON,
    }
    assert figures_compared(store, **asked).figures["E92000001"]["2017-18"] == Known(13.1)
    bring(store, csv_file(tmp_path / "c.csv", [header, *series("E22000107", "Trafford", "12.9")]), minute=2)
    assert figures_compared(store, **asked).figures["E92000001"]["2017-18"].value == "doubtful"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 not a zip",
        b"\x1f\x8b\x08\x00cut",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"PAR1",
        b"a,b\n1,2\n",
        b'"',
    ],
)
def test_a_file_of_no_known_layout_is_left_to_others(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "something.csv"
    file.write_bytes(content)
    assert published_file(file) is None
