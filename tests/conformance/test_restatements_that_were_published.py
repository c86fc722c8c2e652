"""The same months published twice: the numbers of what changed, as counted by others, come out of our comparison.

The expected numbers are those of the README beside the files, matched there on crime ID with another program. Where
IDs stand on more than one row that match counts too much; then both numbers are told, and how one gives the other.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import polars as pl
import pytest

from saferplace.evidence.police_street import POLICE_STREET
from saferplace.evidence.queries import recompute
from saferplace.evidence.queries.restated_rows import RowChangeKind, restated_rows
from saferplace.evidence.queries.restatement import Restatement, compare_versions, restatement
from saferplace.evidence.store import EvidenceStore
from tests.police_files import bring_in

HERTFORDSHIRE_EARLIER = "hertfordshire_2021-03_2022-01_street+outcomes_published-2022-03.zip"
HERTFORDSHIRE_LATER = "hertfordshire_2021-03_2022-03_street.zip"
HERTFORDSHIRE_MONTHS = (*(f"2021-{month:02d}" for month in range(3, 13)), "2022-01")
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


def published_twice(folder: Path, earlier: Path, later: Path, *parts: str) -> EvidenceStore:
    """Version 1 is the earlier publication, version 2 the later one; only files whose names hold one of ``parts``."""
    store = EvidenceStore(folder / "evidence")
    for minute, archive in enumerate((earlier, later), start=1):
        with zipfile.ZipFile(archive) as zipped:
            names = [name for name in zipped.namelist() if "street" in name and any(part in name for part in parts)]
            zipped.extractall(folder / str(minute), names)
        bring_in(store, folder / str(minute), minute=minute)
    return store


def compared(store: EvidenceStore) -> Restatement:
    return restatement(store, POLICE_STREET, before=1, after=2, at=NOW)


@pytest.fixture(scope="module")
def northumbria(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> EvidenceStore:
    return published_twice(
        tmp_path_factory.mktemp("northumbria"),
        shared_data / "police-uk-revisions" / "northumbria_street_published-2022.zip",
        shared_data / "police-uk-northumbria" / "northumbria_2020-05_2022-08_street.zip",
        "2021-09",
        "2022-03",
    )


@pytest.fixture(scope="module")
def hertfordshire(shared_data: Path, bundled_data: Path, tmp_path_factory: pytest.TempPathFactory) -> EvidenceStore:
    return published_twice(
        tmp_path_factory.mktemp("hertfordshire"),
        shared_data / "police-uk-revisions" / HERTFORDSHIRE_EARLIER,
        bundled_data / "police-uk-hertfordshire" / HERTFORDSHIRE_LATER,
        *HERTFORDSHIRE_MONTHS,
    )


def test_northumbria_september_2021_gained_162_crimes_and_lost_none(northumbria: EvidenceStore) -> None:
    found = compared(northumbria)
    (september,) = [unit for unit in found.units if unit.name == "northumbria~2021-09"]
    crimes = {
        side: sum(getattr(each, side) for each in found.by_category if each.name != "Anti-social behaviour")
        for side in ("before", "after")
    }
    assert (september.new, september.removed, september.changed) == (162, 0, 252)
    # 12,236 crimes of March 2022 are the same in both.
    assert crimes == {"before": 10_890 + 12_236, "after": 11_052 + 12_236}


def test_northumbria_march_2022_changed_6125_outcomes_and_nothing_else(northumbria: EvidenceStore) -> None:
    found = restatement(northumbria, POLICE_STREET, before=1, after=2, units=["northumbria~2022-03"], at=NOW)
    assert (found.total.new, found.total.removed, found.total.changed) == (0, 0, 6125)
    assert {name: rows for name, rows in found.changes.items() if rows} == {"outcome_changed": 6125}


def test_the_rows_behind_the_numbers_are_as_many(northumbria: EvidenceStore) -> None:
    opened = compare_versions(northumbria, POLICE_STREET, before=1, after=2)
    totals = {kind: restated_rows(opened, kind, page_size=3).total for kind in RowChangeKind}
    assert totals == {RowChangeKind.CHANGED: 252 + 6125, RowChangeKind.NEW: 162, RowChangeKind.REMOVED: 0}
    page = restated_rows(opened, RowChangeKind.CHANGED, what_changed="outcome_changed", page=2, page_size=3).rows
    assert {row.columns for row in page} == {("last_outcome",)}
    assert all(row.before and row.after and row.before["crime_id"] == row.after["crime_id"] for row in page)


def test_anti_social_behaviour_is_equal_in_both_publications(northumbria: EvidenceStore) -> None:
    (asb,) = [each for each in compared(northumbria).by_category if each.name == "Anti-social behaviour"]
    assert (asb.new, asb.removed, asb.changed) == (0, 0, 0)
    assert asb.before == asb.after > 0


def test_the_receipt_of_a_restatement_comes_out_the_same_again(northumbria: EvidenceStore) -> None:
    receipt = compared(northumbria).receipt
    assert recompute(northumbria, receipt).digest == receipt.digest


def joined_on_id_alone(earlier: pl.DataFrame, later: pl.DataFrame) -> pl.DataFrame:
    """How the published numbers were counted: an ID that stands on two rows then makes four pairs."""
    with_id = [rows.filter(pl.col("Crime ID").is_not_null()) for rows in (earlier, later)]
    return with_id[0].join(with_id[1], on="Crime ID", suffix=" after")


def differing(pairs: pl.DataFrame, column: str) -> int:
    return pairs.filter(pl.col(column).ne_missing(pl.col(f"{column} after"))).height


def files_of(archive: Path, *parts: str) -> pl.DataFrame:
    with zipfile.ZipFile(archive) as zipped:
        names = [name for name in zipped.namelist() if "street" in name and any(part in name for part in parts)]
        return pl.concat(pl.read_csv(zipped.read(name), infer_schema=False) for name in names)


def test_hertfordshires_published_11174_outcomes_and_8_small_areas_are_11167_rows_and_none(
    hertfordshire: EvidenceStore, shared_data: Path, bundled_data: Path
) -> None:
    pairs = joined_on_id_alone(
        files_of(shared_data / "police-uk-revisions" / HERTFORDSHIRE_EARLIER, *HERTFORDSHIRE_MONTHS),
        files_of(bundled_data / "police-uk-hertfordshire" / HERTFORDSHIRE_LATER, *HERTFORDSHIRE_MONTHS),
    )
    published = (pairs.height, differing(pairs, "Last outcome category"), differing(pairs, "LSOA code"))
    assert published == (70_023, 11_174, 8)
    found = compared(hertfordshire)
    assert (found.total.before, found.total.after, found.total.new, found.total.removed) == (94_666, 94_666, 0, 0)
    # Twelve of those pairs set a row against another row with its ID. Row against row, no crime moved.
    assert {name: rows for name, rows in found.changes.items() if rows} == {"outcome_changed": 11_167}
    assert found.total.changed == 11_167
    assert sum(area.after for area in found.by_area) == 94_666


def test_the_city_of_london_changed_outcomes_and_no_crime_came_went_or_moved(shared_data: Path, tmp_path: Path) -> None:
    earlier, later = (
        shared_data / "police-uk-revisions" / f"city-of-london_street_published-{when}.zip"
        for when in ("2024", "2025-or-later")
    )
    store = published_twice(tmp_path, earlier, later, "2024-0")
    published = []
    for month in ("2024-01", "2024-02", "2024-03", "2024-04"):
        pairs = joined_on_id_alone(files_of(earlier, month), files_of(later, month))
        published.append(differing(pairs, "Last outcome category"))
        found = restatement(store, POLICE_STREET, before=1, after=2, units=[f"city-of-london~{month}"], at=NOW)
        assert (found.total.new, found.total.removed) == (0, 0), month
        # The published points that moved pair a crime with another of the same ID: here they stayed where they were.
        assert {name for name, rows in found.changes.items() if rows} == {"outcome_changed"}, month
        assert found.changes["outcome_changed"] <= published[-1]
    assert (min(published), max(published)) == (401, 806)
