"""What the notes on the real files say is odd, found again by the importer. Figures are the notes' own."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from saferplace.evidence.importing.summary import ImportSummary, UnitSummary
from saferplace.evidence.police_street.layout import CONTENT
from saferplace.evidence.store import EvidenceStore
from tests.police_files import bring_in


def rows_of(store: EvidenceStore, *units: str) -> pl.DataFrame:
    return pl.concat([pl.read_parquet(file) for file in store.files("police-uk-street", units=units)])


def unit(summary: ImportSummary, key: str) -> UnitSummary:
    return next(found for found in summary.units if found.unit.key == key)


@pytest.fixture(scope="module")
def anomalies(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[EvidenceStore, ImportSummary]:
    store = EvidenceStore(tmp_path_factory.mktemp("anomalies"))
    return store, bring_in(store, shared_data / "police-uk-anomalies" / "anomalies_street.zip")


def test_every_row_of_the_odd_files_is_kept(anomalies: tuple[EvidenceStore, ImportSummary]) -> None:
    _, summary = anomalies
    assert (len(summary.units), summary.rows_read, summary.rows_refused) == (19, 133_294, 0)
    assert not summary.refused_files


def test_british_transport_police_leave_ids_out_of_crimes(anomalies: tuple[EvidenceStore, ImportSummary]) -> None:
    assert unit(anomalies[1], "btp~2025-01").noticed["without_id"] == 3_304


def test_one_id_of_derbyshire_stands_on_rows_with_different_places_and_outcomes(
    anomalies: tuple[EvidenceStore, ImportSummary],
) -> None:
    rows = rows_of(anomalies[0], "derbyshire~2025-01").filter(pl.col("crime_id").is_not_null())
    by_id = rows.group_by("crime_id").agg(pl.len(), pl.col("lsoa_code").n_unique().alias("places"))
    assert by_id.filter((pl.col("len") > 1) & (pl.col("places") > 1)).height > 0
    assert rows.height == unit(anomalies[1], "derbyshire~2025-01").kept - rows_without_id(anomalies[0])


def rows_without_id(store: EvidenceStore) -> int:
    return rows_of(store, "derbyshire~2025-01")["crime_id"].null_count()


def test_northern_ireland_has_no_lsoa_and_is_kept(anomalies: tuple[EvidenceStore, ImportSummary]) -> None:
    rows = rows_of(anomalies[0], "northern-ireland~2025-01")
    assert rows["lsoa_code"].null_count() == rows.height == 10_202


def test_welsh_place_names_come_through(anomalies: tuple[EvidenceStore, ImportSummary]) -> None:
    places = rows_of(anomalies[0], "gwent~2025-05", "north-wales~2025-05")["location"].drop_nulls()
    assert places.str.contains("ŵ|â").any()


def test_another_forces_file_puts_crimes_at_dacorums_prison(anomalies: tuple[EvidenceStore, ImportSummary]) -> None:
    """32 crimes "in Dacorum" in Cambridgeshire's July: force file is not the area."""
    rows = rows_of(anomalies[0], "cambridgeshire~2025-07").filter(pl.col("lsoa_name").str.starts_with("Dacorum"))
    assert (rows.height, rows["location"].n_unique()) == (32, 1)


def test_northumbrias_september_was_restated(shared_data: Path, tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path / "evidence")
    bring_in(store, shared_data / "police-uk-revisions" / "northumbria_street_published-2022.zip", published="2022")
    newer = bring_in(
        store,
        shared_data / "police-uk-northumbria" / "northumbria_2020-05_2022-08_street.zip",
        published="2023-07",
        minute=1,
    )
    september = unit(newer, "northumbria~2021-09").difference
    assert (september.new, september.removed, september.changes["outcome_changed"]) == (162, 0, 252)
    march = unit(newer, "northumbria~2022-03").difference
    assert (march.new, march.removed, march.changes["outcome_changed"]) == (0, 0, 6_125)
    assert "northumbria~2022-01" in store.units("police-uk-street")


def test_the_month_that_northumbrias_keeper_left_out_is_named(shared_data: Path, tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path / "evidence")
    summary = bring_in(
        store, shared_data / "police-uk-northumbria" / "northumbria_2020-05_2022-08_street.zip", is_dry_run=True
    )
    assert summary.missing_months == (("northumbria", ("2022-01",)),)


def test_the_city_of_london_changed_outcomes_and_moved_nothing(shared_data: Path, tmp_path: Path) -> None:
    """The notes say that 12 to 30 crimes a month moved to another point and 4 to 16 to another LSOA. They joined on the
    crime ID, and where one ID stands on several rows that pairs each with all the others: counted as multisets of
    (ID, point, LSOA), as done here without our code, the two publications place every row alike."""
    store, folder = EvidenceStore(tmp_path / "evidence"), shared_data / "police-uk-revisions"
    one, other = "city-of-london_street_published-2024.zip", "city-of-london_street_published-2025-or-later.zip"
    bring_in(store, folder / one)
    newer = bring_in(store, folder / other, minute=1)
    found = [summary.difference for summary in newer.units]
    assert [(f.new, f.removed, f.changes["point_changed"], f.changes["lsoa_changed"]) for f in found] == [
        (0, 0, 0, 0)
    ] * 4
    assert [f.changes["outcome_changed"] for f in found] == [361, 437, 489, 772]
    assert places(folder / one) == places(folder / other)


def places(archive: Path) -> Counter[tuple[str, ...]]:
    """How often each crime ID stands at each point and LSOA, read with the standard library alone."""
    counted: Counter[tuple[str, ...]] = Counter()
    with zipfile.ZipFile(archive) as zipped:
        for name in zipped.namelist():
            if name.endswith("-street.csv"):
                for row in csv.DictReader(io.StringIO(zipped.read(name).decode())):
                    counted[row["Crime ID"], row["Month"], row["Longitude"], row["Latitude"], row["LSOA code"]] += 1
    return counted


def test_hertfordshire_was_republished_with_other_outcomes(
    shared_data: Path, bundled_data: Path, tmp_path: Path
) -> None:
    """The notes joined on the crime ID and find 11,174 outcomes and 8 places changed. Where an ID stands on two rows
    that join pairs each with both; each row is paired once here, which leaves 11,167 outcomes and no place."""
    store = EvidenceStore(tmp_path / "evidence")
    earlier = "hertfordshire_2021-03_2022-01_street+outcomes_published-2022-03.zip"
    bring_in(store, shared_data / "police-uk-revisions" / earlier, published="2022-03")
    later = bundled_data / "police-uk-hertfordshire" / "hertfordshire_2021-03_2022-03_street.zip"
    newer = bring_in(store, later, published="2022-06", minute=1)
    restated = [summary.difference for summary in newer.units if summary.was_held]
    assert sum(one.changes["outcome_changed"] for one in restated) == 11_167
    assert sum(one.new + one.removed + one.changes["lsoa_changed"] for one in restated) == 0
    assert sum(one.unchanged + one.changed for one in restated) == 94_666


def test_a_quarter_of_anti_social_behaviour_equals_another_row_and_all_of_it_is_counted(
    bundled_evidence: EvidenceStore,
) -> None:
    rows = pl.concat([pl.read_parquet(file) for file in bundled_evidence.files("police-uk-street")])
    asb = rows.filter(pl.col("crime_type") == "Anti-social behaviour")
    assert asb["crime_id"].null_count() == asb.height
    assert 0.25 < asb.select(CONTENT).is_duplicated().mean() < 0.5
    assert rows.height == 75_376 + 13_799 + 110_586 + 32_367 + 53_776


def test_four_ids_stand_twice_in_hertfordshires_december_and_january(bundled_evidence: EvidenceStore) -> None:
    rows = rows_of(bundled_evidence, "hertfordshire~2021-12", "hertfordshire~2022-01")
    with_id = rows.filter(pl.col("crime_id").is_not_null())
    assert with_id.filter(pl.col("crime_id").is_duplicated())["crime_id"].n_unique() == 4


def test_area_codes_switch_edition_between_the_publications(bundled_evidence: EvidenceStore) -> None:
    dacorum = {
        month: rows_of(bundled_evidence, f"hertfordshire~{month}").filter(
            pl.col("lsoa_name").str.starts_with("Dacorum")
        )
        for month in ("2021-06", "2025-06")
    }
    assert "2021" not in dacorum["2021-06"]["lsoa_edition"].to_list()
    assert "2011" not in dacorum["2025-06"]["lsoa_edition"].to_list()


def test_nothing_in_the_bundled_files_lies_in_the_future(bundled_evidence: EvidenceStore) -> None:
    assert max(bundled_evidence.units("police-uk-street")) < f"hertfordshire~{dt.date(2026, 11, 23):%Y-%m}"
