"""A data set of partners' records with places and nothing else, for tests of placing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from saferplace.evidence.importing.data_set import DataSetImport
from saferplace.evidence.importing.files import UnitCells
from saferplace.evidence.importing.placing import Placing
from saferplace.evidence.importing.summary import UnitSummary
from saferplace.evidence.importing.unit import Origin
from saferplace.evidence.ledger import KEY
from saferplace.evidence.partner.stored import RECORD
from saferplace.evidence.sources.source import Checked, Source, SourceKind, schema
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.store import EvidenceStore

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
_CELLS = ("location", "postcode", "uprn", "easting", "northing", "lsoa_code")
_COLUMNS = pl.from_arrow(schema(RECORD).empty_table())


def _check(cells: pl.DataFrame, unit: Unit, today: dt.date) -> Checked:
    return Checked(
        good=cells, refused=cells.clear().with_columns(pl.lit("").alias(name) for name in ("column", "value", "reason"))
    )


def _keep(good: pl.DataFrame, unit: Unit) -> pl.DataFrame:
    given = good.with_columns(
        pl.lit(unit.provider).alias("provider"),
        pl.lit(unit.period).alias("month"),
        pl.lit(1).alias("number"),
        *(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in _CELLS),
    )
    assert isinstance(_COLUMNS, pl.DataFrame)
    missing = [name for name, _ in RECORD if name not in given.columns]
    blank = given.with_columns(pl.lit(None, dtype=_COLUMNS.schema[name]).alias(name) for name in missing)
    return blank.with_columns(pl.col(name).cast(_COLUMNS.schema[name]) for name, _ in RECORD)


INCIDENTS = Source(
    data_set="test-incidents",
    title="incidents of a test",
    licence="none",
    columns={name: name for name in _CELLS},
    stored=schema(RECORD),
    content=("location", "postcode", "uprn", "longitude", "latitude", "lsoa_code", "place_method", "place_certainty"),
    identity=None,
    changes={},
    check=_check,
    keep=_keep,
    kind=SourceKind.RECORDS,
    is_open=False,
)
SOURCES = (INCIDENTS,)


def bring_in_records(
    store: EvidenceStore,
    rows: Sequence[Mapping[str, str]],
    places: Placing,
    *,
    provider: str = "dacorum-borough-council",
    month: str = "2026-10",
    minute: int = 0,
) -> UnitSummary:
    """Import one month of one provider as the importer does, file reading apart."""
    at = NOW + dt.timedelta(minutes=minute)
    import_id = f"import-{minute}"
    under_way = DataSetImport.begin(store, INCIDENTS, import_id=import_id, started_at=at, published=None, places=places)
    cells = pl.DataFrame([[row.get(name, "") for name in _CELLS] for row in rows], schema=list(_CELLS), orient="row")
    numbered = cells.with_columns(pl.int_range(2, cells.height + 2, dtype=pl.Int32).alias("source_line"))
    part = UnitCells(Unit(provider, month), numbered)
    [plan] = under_way.plans([part], Origin("october.csv", "0" * 64, import_id), today=at.date())
    under_way.take(plan, is_stated=False, is_dry_run=False)
    if under_way.has_changes:
        summary = under_way.summary((), (), is_dry_run=False)
        said: dict[str, Any] = {
            "import_id": import_id,
            **dict.fromkeys(("published", "agreement", "purpose")),
            "loaded_by": "a test",
            "files": [],
            "summary": summary.as_json(),
            "refused_version": under_way.commit_refused(),
        }

        under_way.commit({KEY: json.dumps(said)}, summary)
    return plan.summary


def held_records(store: EvidenceStore) -> pl.DataFrame:
    """Every row of the test data set, in the order of months and lines."""
    files = store.files(INCIDENTS.data_set)
    return pl.concat([pl.read_parquet(file, hive_partitioning=False) for file in files]).sort("month", "source_line")
