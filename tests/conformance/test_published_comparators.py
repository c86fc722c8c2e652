"""The publishers' own files of comparators come through whole: figures beside an independent reading of each file."""

from __future__ import annotations

import csv
import gzip
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

import polars as pl
import pytest

from saferplace.analysis.missing import Known, Missing
from saferplace.evidence.areas import find_area
from saferplace.evidence.compare import answer_comparison, periods_held
from saferplace.evidence.peers import neighbours
from saferplace.evidence.published.comparing import ComparedBy
from saferplace.evidence.published.ods_rows import sheets_of_ods
from saferplace.evidence.queries import figures_compared, recompute
from saferplace.evidence.store import EvidenceStore
from saferplace.evidence.tables.cells import text_of
from saferplace.evidence.tables.workbook import open_tables
from tests.published_files import NOON, bring, figures_of

FLY_TIPPING, TOTAL = "defra-fly-tipping", "Total Incidents"
DACORUM = [832, 1085, 1091, 1213, 1261, 1165, 1397, 1259, 1470, 1587, 1609]
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def cells_of(row: ElementTree.Element) -> list[str]:
    """An OpenDocument row read with nothing of ours."""
    cells: list[str] = []
    for cell in row.iter(f"{_TABLE}table-cell"):
        text = cell.get(f"{_OFFICE}value") or "".join(cell.itertext())
        cells += [text.strip()] * min(int(cell.get(f"{_TABLE}number-columns-repeated", 1)), 100)
    return cells


@pytest.fixture(scope="module")
def sheets(bundled_data: Path) -> dict[str, list[list[str]]]:
    file = bundled_data / "flytipping-defra" / "flytipping_la_2012-13_to_2022-23.ods"
    with zipfile.ZipFile(file) as archive:
        root = ElementTree.fromstring(archive.read("content.xml"))  # noqa: S314 - our own bundled file
    tables = {table.get(f"{_TABLE}name", ""): table for table in root.iter(f"{_TABLE}table")}
    return {
        name: [cells_of(row) for row in tables[name].iter(f"{_TABLE}table-row")]
        for name in ("LA_incidents", "LA_actions")
    }


def test_dacorums_fly_tipping_is_the_publishers(bundled_evidence: EvidenceStore) -> None:
    found = figures_compared(
        bundled_evidence,
        data_set=FLY_TIPPING,
        indicator=TOTAL,
        areas=["E07000096"],
        periods=periods_held(bundled_evidence, FLY_TIPPING),
        at=NOON,
    )
    assert list(found.figures["E07000096"].values()) == [Known(n) for n in DACORUM]


@pytest.mark.parametrize("indicator", [TOTAL, "White Goods Incidents", "Total Actions"])
def test_the_ten_districts_of_hertfordshire_and_england_are_as_the_file_says(
    bundled_evidence: EvidenceStore, sheets: dict[str, list[list[str]]], indicator: str
) -> None:
    compared = answer_comparison(
        bundled_evidence,
        data_set=FLY_TIPPING,
        indicator=indicator,
        peers=neighbours(find_area("E07000096"), ComparedBy.DISTRICT),
        periods=periods_held(bundled_evidence, FLY_TIPPING),
        at=NOON,
    )
    rows = sheets["LA_actions" if "Actions" in indicator else "LA_incidents"]
    place = [heading.strip() for heading in rows[2]].index(indicator)
    read = {(row[1], row[0]): row[place] for row in rows[3:] if len(row) > place}
    england = {row[0]: row[place] for row in rows[3:] if row[3:4] and row[3].startswith("*Total England")}
    assert len(compared.rows) == 11
    for row in compared.rows:
        for period, figure in row.figures.items():
            said = england[period] if row.code == "E92000001" else read[row.code, period]
            assert isinstance(figure, Known), (row.name, period)
            assert figure.value == pytest.approx(float(said), rel=1e-12), (row.name, period)


def test_every_cell_of_the_workbook_is_a_figure_or_a_word_for_why_not(
    bundled_evidence: EvidenceStore, sheets: dict[str, list[list[str]]]
) -> None:
    figures = figures_of(bundled_evidence, FLY_TIPPING)
    for sheet, total, missing_totals in (("LA_incidents", TOTAL, 20), ("LA_actions", "Total Actions", None)):
        rows = [row for row in sheets[sheet][3:] if any(row)]
        ours = figures.filter((pl.col("indicator") == total) & pl.col("source_cell").str.starts_with(sheet))
        assert ours.height == len(rows)
        in_file = sum(row[4] == ":" for row in rows)
        assert ours.filter(pl.col("status") == Missing.NOT_COLLECTED.value).height == in_file
        assert missing_totals is None or in_file == missing_totals
    assert set(figures["status"]) == {"known", "not collected", "blank"}
    assert figures.filter(pl.col("status") == "blank").height == 20  # one council's row of land and waste types
    assert (
        figures.filter(pl.col("status") != "known")["value"].null_count()
        == figures.filter(pl.col("status") != "known").height
    )


def test_a_figure_names_the_cell_it_came_from(
    bundled_evidence: EvidenceStore, sheets: dict[str, list[list[str]]]
) -> None:
    newest = figures_of(bundled_evidence, FLY_TIPPING).filter(
        (pl.col("area_code") == "E07000096") & (pl.col("indicator") == TOTAL) & (pl.col("period") == "2022-23")
    )
    sheet, _, address = newest["source_cell"][0].partition(" E")
    assert sheets[sheet][int(address) - 1][4] == "1609"


def test_estimates_and_the_break_in_englands_total_are_said(bundled_evidence: EvidenceStore) -> None:
    found = figures_compared(
        bundled_evidence,
        data_set=FLY_TIPPING,
        indicator=TOTAL,
        areas=["E92000001", "E07000241"],
        periods=("2015-16", "2018-19", "2019-20"),
        at=NOON,
    )
    assert found.figures["E92000001"]["2018-19"] == Known(957_157)
    assert {period for periods in found.notes["E92000001"].values() for period in periods} == {"2015-16", "2018-19"}
    assert found.notes["E07000241"] == {"Customer/public reported only": ("2019-20",)}


def test_a_council_that_merged_is_not_collected_and_not_zero(bundled_evidence: EvidenceStore) -> None:
    found = figures_compared(
        bundled_evidence,
        data_set=FLY_TIPPING,
        indicator=TOTAL,
        areas=["E07000004"],  # Aylesbury Vale, until 2020
        periods=("2018-19", "2022-23", "2023-24"),
        at=NOON,
    )
    figures = found.figures["E07000004"]
    assert isinstance(figures["2018-19"], Known)
    assert (figures["2022-23"], figures["2023-24"]) == (Missing.NOT_COLLECTED, Missing.NOT_YET_AVAILABLE)


def test_the_receipt_of_a_comparison_computes_again(bundled_evidence: EvidenceStore) -> None:
    found = figures_compared(
        bundled_evidence, data_set=FLY_TIPPING, indicator=TOTAL, areas=["E07000096"], periods=("2022-23",), at=NOON
    )
    assert recompute(bundled_evidence, found.receipt).digest == found.receipt.digest


def test_an_open_document_reads_the_same_whole_and_as_a_stream(bundled_data: Path) -> None:
    file = bundled_data / "flytipping-defra" / "flytipping_la_2012-13_to_2022-23.ods"
    whole = next(sheet for sheet in open_tables(file, name=file.name) if sheet.name == "LA_incidents")
    streamed = next(sheet for sheet in sheets_of_ods(file) if sheet.name == "LA_incidents")
    assert [[text_of(cell) for cell in row] for row in streamed.rows] == [
        [text_of(cell) for cell in row] for row in whole.rows if row
    ]


def test_traffords_severity_and_rates_with_their_comparators(shared_data: Path, tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    done = bring(store, shared_data / "csp-crime-severity-trafford").of("csp-crime-indicators")
    assert (done.rows_read, done.rows_refused) == (210 + 273 + 18, 0)
    found = figures_compared(
        store,
        data_set="csp-crime-indicators",
        indicator="Offence rate: Total recorded crime",
        areas=["E22000107", "E23000005", "E92000001"],
        periods=("2008-2009", "2017-18", "2018"),
        at=NOON,
    )
    assert found.figures["E22000107"]["2008-2009"] == Known(78.624537858031815)
    assert found.figures["E22000107"]["2018"] == Known(79.891971311249165)
    assert found.figures["E23000005"]["2017-18"] is Missing.NOT_COLLECTED


def test_counts_by_district_keep_an_absent_forces_month_unknown(shared_data: Path, tmp_path: Path) -> None:
    """Cut down to two forces around a gap, so that the test stays quick."""
    with gzip.open(shared_data / "derived-lad-month-counts" / "lad_month_type_counts.csv.gz", "rt") as file:
        rows = list(csv.DictReader(file))
    kept = [
        row
        for row in rows
        if row["force_file"] in ("hertfordshire", "thames-valley") and row["month"].startswith("2021")
    ]
    months = {
        force: {row["month"] for row in kept if row["force_file"] == force}
        for force in ("hertfordshire", "thames-valley")
    }
    absent = next(iter(sorted(months["hertfordshire"] - months["thames-valley"])))
    cut = tmp_path / "counts.csv"
    with cut.open("w", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(kept)
    store = EvidenceStore(tmp_path / "evidence")
    bring(store, cut)
    found = figures_compared(
        store,
        data_set="district-month-counts",
        indicator="Robbery",
        areas=["E07000096", "E06000060"],  # Dacorum, Buckinghamshire
        periods=(absent, "2020-01"),
        at=NOON,
    )
    ours = sum(
        int(row["n"])
        for row in kept
        if (row["month"], row["lad_name"], row["crime_type"]) == (absent, "Dacorum", "Robbery")
    )
    assert found.figures["E07000096"] == {absent: Known(ours), "2020-01": Missing.NOT_YET_AVAILABLE}
    assert found.figures["E06000060"][absent] is Missing.NOT_YET_AVAILABLE


@pytest.mark.parametrize(
    ("file", "data_set", "units", "rows"),
    [
        ("population_mid2011-2022_lsoa21_ew.csv.gz", "ons-population-lsoa-2021", 12, 12 * 35_672),
        ("population_mid2020_lsoa11_ew.csv.gz", "ons-population-lsoa-2011", 1, 6 * 34_753),
        ("households_census2021_lsoa21_ew.csv.gz", "ons-households-lsoa", 1, 35_672),
        ("imd2019_england_lsoa11.csv.gz", "deprivation-lsoa", 1, 16 * 32_844),
        ("imd2025_england_lsoa21.csv.gz", "deprivation-lsoa", 1, 24 * 33_755),
        ("rural_urban_2021_lsoa21_ew.csv.gz", "ons-rural-urban-lsoa", 1, 35_672),
    ],
)
def test_each_table_of_small_areas_loads_whole(
    shared_data: Path, tmp_path: Path, file: str, data_set: str, units: int, rows: int
) -> None:
    done = bring(EvidenceStore(tmp_path), shared_data / "population-deprivation" / file, is_dry_run=True).of(data_set)
    assert (len(done.units), done.rows_read, done.rows_refused) == (units, rows, 0)


def test_mid_2020_adds_up_to_the_publishers_total_in_every_band(shared_data: Path, tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    bring(store, shared_data / "population-deprivation" / "population_mid2020_lsoa11_ew.csv.gz")
    figures = figures_of(store, "ons-population-lsoa-2011")
    assert figures.filter(pl.col("breakdown").is_null())["value"].sum() == 59_719_724
    assert figures.filter(pl.col("breakdown").is_not_null())["value"].sum() == 59_719_724


def test_burglary_in_four_london_boroughs_imports_as_police_files_and_is_doubted(
    shared_data: Path, tmp_path: Path
) -> None:
    """Only burglary was kept of these files, so that as months of the whole force they are plainly incomplete."""
    from saferplace.analysis.months import Month, Period
    from saferplace.evidence.queries import recorded_crime_by_month
    from tests.police_files import archive, bring_in

    whole = shared_data / "police-uk-london-burglary" / "burglary_barnet-enfield-harrow-hillingdon_2010-12_2023-12.zip"
    with zipfile.ZipFile(whole) as zipped:
        members = {
            name: zipped.read(name) for name in zipped.namelist() if "/2021-" in name or name.startswith("2021-")
        }
    store = EvidenceStore(tmp_path / "evidence")
    done = bring_in(store, archive(tmp_path / "year.zip", members))
    counted = {}
    with (shared_data / "police-uk-london-burglary" / "burglary_counts_borough_month.csv").open() as file:
        for row in csv.DictReader(file):
            counted[row["month"], row["lad_name_from_lsoa_name"]] = int(row["burglaries"])
    boroughs = ("Barnet", "Enfield", "Harrow", "Hillingdon")
    assert done.rows_read == sum(counted[f"2021-{n:02}", borough] for n in range(1, 13) for borough in boroughs)
    answer = recorded_crime_by_month(
        store,
        area=find_area("Barnet"),
        crime_types=frozenset({"Burglary"}),
        period=Period(Month(2021, 1), Month(2021, 12)),
        at=NOON,
    )
    assert set(answer.counts.values()) == {Missing.DOUBTFUL}
    assert answer.seen_in_doubt[Month(2021, 3)] == counted["2021-03", "Barnet"]
