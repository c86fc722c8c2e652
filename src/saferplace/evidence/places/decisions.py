"""What people settled: which place a text means, or that it cannot be placed. Nothing is overwritten.

The table lies in the partnership's own store. The newest decision on a provider's text is the one that holds.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl
import pyarrow as pa
from deltalake import write_deltalake

from saferplace.evidence.store import EvidenceStore

DATA_SET = "place-decisions"
_SCHEMA = pa.schema(
    [
        ("provider", pa.string()),
        ("place_key", pa.string()),
        ("text", pa.string()),  # as it was written where it was settled
        ("easting", pa.int32()),  # null: it cannot be placed
        ("northing", pa.int32()),
        ("lsoa_code", pa.string()),  # of the chosen street or postcode, where the choice says it
        ("chosen", pa.string()),  # in words
        ("why", pa.string()),
        ("decided_by", pa.string()),
        ("decided_at", pa.timestamp("us", tz="UTC")),
    ]
)


@dataclass(frozen=True)
class Decision:
    """easting, northing: None when the text cannot be placed. chosen: what was chosen, in words."""

    provider: str
    place_key: str
    text: str
    easting: int | None
    northing: int | None
    lsoa_code: str | None
    chosen: str
    why: str
    decided_by: str
    decided_at: dt.datetime


def record_decision(store: EvidenceStore, decision: Decision) -> None:
    """Hold the import lock. One commit; a decision is a row, and rows are only added."""
    row = {field: [getattr(decision, field)] for field in _SCHEMA.names}
    write_deltalake(store.folder(DATA_SET), pa.table(row, schema=_SCHEMA), mode="append")


def decisions_in_force(store: EvidenceStore) -> pl.DataFrame:
    """The newest decision on each provider's text; columns as stored."""
    return (
        _all(store)
        .sort("decided_at", maintain_order=True)
        .unique(["provider", "place_key"], keep="last", maintain_order=True)
    )


def decisions_on(store: EvidenceStore, provider: str, place_key: str) -> list[Decision]:
    """Every decision on one text, newest first."""
    found = _all(store).filter(pl.col("provider") == provider, pl.col("place_key") == place_key)
    return [Decision(**row) for row in found.sort("decided_at", descending=True).iter_rows(named=True)]


def _all(store: EvidenceStore) -> pl.DataFrame:
    table = store.table(DATA_SET)
    rows = pl.from_arrow(_SCHEMA.empty_table() if table is None else table.to_pyarrow_table())
    assert isinstance(rows, pl.DataFrame)  # noqa: S101 - for the type checker
    return rows.select(_SCHEMA.names)
