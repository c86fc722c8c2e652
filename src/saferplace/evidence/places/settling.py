"""A person's answer, kept for every later import and applied to the rows that are already held.

The answer is one commit, and the rows of each data set are one more. Should the second not come about, the next answer
brings it: every decision in force is applied, not the newest alone.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl
import pyarrow.parquet as pq

from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.importing import staging
from saferplace.evidence.importing.data_set import Terms
from saferplace.evidence.importing.lock import import_lock
from saferplace.evidence.importing.refused_rows import version_in_force
from saferplace.evidence.importing.staging import Staging
from saferplace.evidence.ledger import KEY, held_imports
from saferplace.evidence.places.decisions import Decision, decisions_in_force, record_decision
from saferplace.evidence.places.locate import PLACED, Places
from saferplace.evidence.places.texts import with_keys
from saferplace.evidence.sources.source import UNIT_COLUMN, Source, SourceKind
from saferplace.evidence.store import PARTITION_COLUMN, EvidenceStore

_LOOKED_AT = ["provider", "location", "postcode", "uprn", "place_method", "place_certainty"]
_WAITING = pl.col("place_certainty").is_in(["uncertain", "none"]) | pl.col("place_method").is_in(
    ["settled", "outward postcode"]
)


@dataclass(frozen=True)
class Replaced:
    """What became of one data set: rows whose place is another now, and the version that says so."""

    data_set: str
    rows: int
    version: int


def settle(
    store: EvidenceStore,
    sources: Iterable[Source],
    places: Places,
    decision: Decision,
) -> tuple[Replaced, ...]:
    """Keep a decision and apply it. store: the partnership's.

    Raises `AnotherImportIsRunning`; then nothing was done.
    """
    with import_lock(store.root):
        record_decision(store, decision)
        return _apply(store, sources, places.with_decisions_of(store), by=decision.decided_by, at=decision.decided_at)


def place_again(
    store: EvidenceStore, sources: Iterable[Source], places: Places, *, by: str, at: dt.datetime
) -> tuple[Replaced, ...]:
    """Look again at rows without a point, after a list was loaded. Rows that have one keep it.

    Raises `AnotherImportIsRunning`.
    """
    with import_lock(store.root):
        return _apply(store, sources, places.with_decisions_of(store), by=by, at=at, is_for_all=True)


def _apply(
    store: EvidenceStore,
    sources: Iterable[Source],
    places: Places,
    *,
    by: str,
    at: dt.datetime,
    is_for_all: bool = False,
) -> tuple[Replaced, ...]:
    decided = None if is_for_all else decisions_in_force(store).select("provider", "place_key")
    done = []
    for source in sources:
        if source.kind is not SourceKind.RECORDS or store.version(source.data_set) is None:
            continue
        units = _units_to_look_at(store, source, decided)
        if units and (replaced := _place_units(store, source, units, places, decided, by=by, at=at)):
            done.append(replaced)
    return tuple(done)


def _units_to_look_at(
    store: EvidenceStore, source: Source, decided: pl.DataFrame | None, *, engine: Engine = CHOSEN
) -> list[str]:
    """The units that hold such rows."""
    rows = engine.table(store.files(source.data_set))
    found = engine.run(rows.select(UNIT_COLUMN, *_LOOKED_AT).distinct())
    schema = dict.fromkeys([UNIT_COLUMN, *_LOOKED_AT], pl.String)
    return _to_look_at(pl.DataFrame(found, schema=schema), decided)[UNIT_COLUMN].unique().sort().to_list()


def _to_look_at(rows: pl.DataFrame, decided: pl.DataFrame | None) -> pl.DataFrame:
    """Rows that have no point, or got theirs from a person; of these texts only, when they are given."""
    waits = rows.filter(_WAITING)
    if decided is None:
        return waits
    return with_keys(waits).join(decided, on=["provider", "place_key"], how="semi").select(rows.columns)


def _place_units(
    store: EvidenceStore,
    source: Source,
    units: list[str],
    places: Places,
    decided: pl.DataFrame | None,
    *,
    by: str,
    at: dt.datetime,
) -> Replaced | None:
    import_id = f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%S%fZ}-places"
    staged = Staging(store, source.data_set, source.stored, import_id)
    changed: dict[str, int] = {}
    for unit in units:
        before = _read_unit(store, source, unit)
        after = _placed_again(before, places, decided)
        differing = sum(map(any, zip(*(before[name].ne_missing(after[name]) for name in PLACED), strict=True)))
        if differing:
            changed[unit] = differing
            staged.replace_unit(unit, after.to_arrow().cast(staged.schema), at_ms=int(at.timestamp() * 1000))
    if not changed:
        return None
    version = staged.commit({KEY: json.dumps(_said(store, source, import_id, changed, by))})
    staging.clear(store, import_id)
    return Replaced(source.data_set, sum(changed.values()), version)


def _read_unit(store: EvidenceStore, source: Source, unit: str) -> pl.DataFrame:
    columns = [name for name in source.stored.names if name != PARTITION_COLUMN]
    frames = [
        pl.from_arrow(pq.read_table(file, columns=columns, partitioning=None))
        for file in store.files(source.data_set, units=[unit])
    ]
    rows = pl.concat([frame for frame in frames if isinstance(frame, pl.DataFrame)])
    return rows.with_columns(pl.lit(unit).alias(UNIT_COLUMN)).select(source.stored.names)


def _placed_again(rows: pl.DataFrame, places: Places, decided: pl.DataFrame | None) -> pl.DataFrame:
    """The rows to look at placed anew, the others as they were, in the same order."""
    numbered = rows.with_row_index("at")
    waits = _to_look_at(numbered, decided)
    # A settled row's point, and with it its LSOA, is ours and not the file's.
    is_ours = pl.col("place_method") == "settled"
    given = waits.with_columns(
        pl.when(~is_ours).then(pl.col(column)).alias(column)
        for column in ("longitude", "latitude", "easting", "northing", "lsoa_code", "lsoa_name")
    )
    placed = places.placed(given)
    others = numbered.join(waits, on="at", how="anti")
    return pl.concat([others, placed]).sort("at").drop("at")


def _said(store: EvidenceStore, source: Source, import_id: str, changed: dict[str, int], by: str) -> dict[str, object]:
    """What the ledger notes. No unit is told as changed: what the provider sent is as it was."""
    return {
        "import_id": import_id,
        **Terms(by).as_json(),
        "files": [],
        "summary": {
            "rows_read": 0,
            "rows_refused": 0,
            "units": [_unit_said(unit, rows) for unit, rows in changed.items()],
            "notes": [
                f"{sum(changed.values()):,} rows were placed after a person settled their places or a list came."
            ],
        },
        "refused_version": version_in_force(held_imports(store, source.data_set)),
    }


def _unit_said(unit: str, rows: int) -> dict[str, object]:
    nothing = dict.fromkeys(("read", "kept", "refused", "new", "unchanged", "removed"), 0)
    return {"unit": unit, "source_file": "", "is_changed": False, "was_held": True, "changed": rows, **nothing}
