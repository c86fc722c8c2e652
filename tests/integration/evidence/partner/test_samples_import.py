"""Every sample goes through reading, mapping, checking and storing, as a partner's file does."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from saferplace.evidence.importing.data_set import DataSetImport
from saferplace.evidence.importing.files import UnitCells
from saferplace.evidence.importing.packed_file import sha256
from saferplace.evidence.importing.summary import ImportSummary
from saferplace.evidence.importing.unit import Origin
from saferplace.evidence.partner.data_sets import PARTNER_SOURCES
from saferplace.evidence.partner.samples import sample_of
from saferplace.evidence.places.locate import COORDINATES_ONLY
from saferplace.evidence.places.waiting import waiting_texts
from saferplace.evidence.sources.source import Source
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.store import EvidenceStore
from saferplace.evidence.tables.apply import read_mapped
from saferplace.evidence.tables.mapping import ColumnRule, Mapping
from saferplace.evidence.tables.workbook import open_tables

TODAY = dt.date(2026, 6, 15)
PROVIDER = "dacorum-borough-council"


def bring_in(store: EvidenceStore, source: Source, path: Path, *, hour: int) -> ImportSummary:
    (sheet,) = open_tables(path, name=path.name)
    rules = tuple(ColumnRule.keep(field.heading, field.name) for field in source.fields)
    cells = read_mapped(sheet, Mapping("sample", source.data_set, PROVIDER, rules), source.cells).cells
    assert source.period_of is not None
    parts = [
        UnitCells(Unit(PROVIDER, str(period)), rows.drop("period"))
        for (period,), rows in cells.with_columns(source.period_of(cells).alias("period")).group_by(
            "period", maintain_order=True
        )
    ]
    import_id = f"20260615T{hour:02d}0000000000Z-sample"
    started = dt.datetime(2026, 6, 15, hour, tzinfo=dt.UTC)
    under_way = DataSetImport.begin(
        store, source, import_id=import_id, started_at=started, published=None, places=COORDINATES_ONLY
    )
    origin = Origin(path.name, sha256(path.read_bytes()), import_id)
    for plan in under_way.plans(parts, origin, today=TODAY):
        under_way.take(plan, is_stated=False, is_dry_run=False)
    summary = under_way.summary((), (), is_dry_run=False)
    return under_way.commit({"import_id": import_id}, summary) if under_way.has_changes else summary


@pytest.mark.parametrize("source", PARTNER_SOURCES, ids=lambda source: source.data_set)
def test_a_sample_is_held_whole_and_a_second_time_changes_nothing(source: Source, tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    rows = len(sample_of(source).read_text(encoding="utf-8").splitlines()) - 1
    first = bring_in(store, source, sample_of(source), hour=9)
    assert sum(unit.refused for unit in first.units) == 0
    assert sum(unit.difference.new for unit in first.units) == rows
    held = pl.read_parquet(list(store.files(source.data_set, first.version)))
    assert held.height == rows
    again = bring_in(store, source, sample_of(source), hour=10)
    assert [unit.difference.is_none for unit in again.units] == [True] * len(first.units)
    assert store.version(source.data_set) == first.version


def test_a_corrected_cost_is_a_changed_row_and_not_a_new_one(tmp_path: Path) -> None:
    source = next(source for source in PARTNER_SOURCES if source.data_set == "council-fly-tipping")
    store = EvidenceStore(tmp_path / "store")
    bring_in(store, source, sample_of(source), hour=9)
    later = tmp_path / "later.csv"
    later.write_text(sample_of(source).read_text(encoding="utf-8").replace("47.54", "48.00"), encoding="utf-8")
    summary = bring_in(store, source, later, hour=10)
    differences = [unit.difference for unit in summary.units]
    assert sum(difference.changed for difference in differences) == 1
    assert sum(difference.new + difference.removed for difference in differences) == 0
    assert sum(difference.changes["other details"] for difference in differences) == 1


def test_a_restated_figure_is_a_changed_one(tmp_path: Path) -> None:
    source = next(source for source in PARTNER_SOURCES if source.data_set == "probation-return")
    store = EvidenceStore(tmp_path / "store")
    bring_in(store, source, sample_of(source), hour=9)
    later = tmp_path / "later.csv"
    text = sample_of(source).read_text(encoding="utf-8")
    row = "Drug rehabilitation requirements made,,14,,,no,"
    assert row in text
    later.write_text(text.replace(row, row.replace("14", "15"), 1), encoding="utf-8")
    differences = [unit.difference for unit in bring_in(store, source, later, hour=10).units]
    assert [sum(difference.changed for difference in differences), sum(d.new for d in differences)] == [1, 0]
    assert sum(difference.changes["figures"] for difference in differences) == 1


def test_of_a_sexual_offence_no_more_of_the_place_is_held_than_its_small_area(tmp_path: Path) -> None:
    source = next(one for one in PARTNER_SOURCES if one.data_set == "police-crime-records")
    sent = (
        sample_of(source).read_text(encoding="utf-8").replace("Drug offences,Possession of drugs", "Sexual offences,")
    )
    file = tmp_path / "crimes.csv"
    file.write_text(sent, encoding="utf-8")
    store = EvidenceStore(tmp_path / "evidence")
    held = pl.read_parquet(store.files(source.data_set, bring_in(store, source, file, hour=9).version))
    closer = ["longitude", "latitude", "easting", "northing", "location", "postcode", "uprn"]
    sexual, others = (held.filter((pl.col("category") == "Sexual offences") == is_so) for is_so in (True, False))
    assert sent.count("Sexual offences") == sexual.height > 0
    assert sexual.select(closer).null_count().row(0) == (sexual.height,) * len(closer)
    assert sexual["lsoa_code"].null_count() < sexual.height
    assert others["location"].null_count() < others.height
    assert "uncertain" in others["place_certainty"]  # no list of streets is held, so what is named waits for a person
    assert "uncertain" not in sexual["place_certainty"]
    assert all(text.text for text in waiting_texts(store, [source]))
