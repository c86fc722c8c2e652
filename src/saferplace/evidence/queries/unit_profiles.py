"""What every unit of any data set holds and lacks: rows, blank cells, how well its rows are placed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.sources.source import PROVENANCE, UNIT_COLUMN, Source
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.store import EvidenceStore

CERTAINTIES = ("certain", "approximate", "uncertain", "none")
EDITIONS = ("2011", "2021", "both", "unknown")
_NOT_ASKED = frozenset({UNIT_COLUMN, "provider", "force", "month", *(name for name, _ in PROVENANCE)})


@dataclass(frozen=True)
class UnitProfile:
    """rows: as stored. number: things that happened, where rows can stand for several; else the rows.

    blanks: column to rows without it. certainty: how sure a row's place is, to rows; empty for figures.
    editions: LSOA edition to rows; empty where there is none. repeated: rows that equal an earlier one of the unit in
    every column that the sender filled.
    """

    unit: Unit
    rows: int
    number: int
    blanks: Mapping[str, int]
    certainty: Mapping[str, int]
    editions: Mapping[str, int]
    repeated: int

    @property
    def lsoa_edition(self) -> str:
        """Which list the codes come from: `2011`, `2021`, `mixed`, `either` (only unchanged codes), or `none`."""
        older, newer = (self.editions.get(edition, 0) > 0 for edition in ("2011", "2021"))
        if older and newer:
            return "mixed"
        if older or newer:
            return "2011" if older else "2021"
        return "either" if self.editions.get("both", 0) else "none"


def unit_profiles(
    store: EvidenceStore,
    source: Source,
    *,
    providers: frozenset[str] | None = None,
    version: int | None = None,
    engine: Engine = CHOSEN,
) -> tuple[UnitProfile, ...]:
    """Profiles of all units held of these providers (None: all), by provider and period, empty ones among them."""
    read = store.version(source.data_set) if version is None else version
    if read is None:
        return ()
    keys = [key for key in store.units(source.data_set, read) if _is_of(key, providers)]
    files = tuple(store.files(source.data_set, read, keys))
    found = {profile.unit.key: profile for profile in (_profiles(files, source, engine) if files else ())}
    return tuple(found.get(key) or UnitProfile(Unit.parse(key), 0, 0, {}, {}, {}, 0) for key in keys)


def _is_of(key: str, providers: frozenset[str] | None) -> bool:
    return providers is None or Unit.parse(key).provider in providers


@lru_cache(maxsize=32)  # a file of evidence never changes, so its list is as good as its content
def _profiles(files: tuple[str, ...], source: Source, engine: Engine) -> tuple[UnitProfile, ...]:
    rows = engine.table(files)
    asked = [name for name in source.stored.names if name not in _NOT_ASKED]
    counted = rows.group_by(UNIT_COLUMN).aggregate(
        rows=rows.count(),
        number=rows.number.sum() if "number" in asked else rows.count(),
        **{f"blank_{number}": rows[name].isnull().sum() for number, name in enumerate(asked)},
        **_placed(rows, asked),
        **{f"edition_{one}": (rows.lsoa_edition == one).sum() for one in EDITIONS if "lsoa_edition" in asked},
    )
    repeated = {row[UNIT_COLUMN]: row["repeated"] for row in engine.run(_repeated(rows, source))}
    return tuple(
        _profile(row, asked, int(repeated.get(row[UNIT_COLUMN], 0)))
        for row in engine.run(counted.order_by(UNIT_COLUMN))
    )


def _placed(rows: Any, asked: list[str]) -> dict[str, Any]:
    """A publisher's points are approximate by intent: each stands near where something happened."""
    if "place_certainty" in asked:
        return {f"certainty_{one}": (rows.place_certainty.fill_null("none") == one).sum() for one in CERTAINTIES}
    if "longitude" in asked:
        return {
            "certainty_approximate": rows.longitude.notnull().sum(),
            "certainty_none": rows.longitude.isnull().sum(),
        }
    return {}


def _repeated(rows: Any, source: Source) -> Any:
    alike = rows.group_by(UNIT_COLUMN, *source.content).aggregate(n=rows.count())
    return alike.group_by(UNIT_COLUMN).aggregate(repeated=alike.n.sum() - alike.count())


def _profile(row: Mapping[str, Any], asked: list[str], repeated: int) -> UnitProfile:
    return UnitProfile(
        unit=Unit.parse(row[UNIT_COLUMN]),
        rows=int(row["rows"]),
        number=int(row["number"] or 0),
        blanks={name: int(row[f"blank_{number}"]) for number, name in enumerate(asked)},
        certainty={one: int(row[f"certainty_{one}"]) for one in CERTAINTIES if f"certainty_{one}" in row},
        editions={one: int(row[f"edition_{one}"]) for one in EDITIONS if f"edition_{one}" in row},
        repeated=repeated,
    )
