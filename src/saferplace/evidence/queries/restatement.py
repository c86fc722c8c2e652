"""What changed between two versions of a data set: publishers restate months, and rows are compared as multisets.

Two equal rows of anti-social behaviour are two incidents and an ID is no key, so a row is *the same* when all its
content is; a row that went and a row that came with the same ID are one row *changed*; the rest are new or removed.
Everything is decided by grouping, never by looking at rows one by one, so a whole country can be compared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis

from saferplace import __version__
from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.receipts import Receipt
from saferplace.evidence.reference import reference_edition, reference_path
from saferplace.evidence.sources.source import UNIT_COLUMN, Source
from saferplace.evidence.store import EvidenceStore

_CATEGORIES = ("crime_type", "outcome_type", "category", "search_type", "indicator")
_NUMBERS = ("before", "after", "new", "removed", "changed")
_SIDE, _NTH = "side", "nth_alike"
NO_AREA = "No area given"
NO_CATEGORY = "None given"


@dataclass(frozen=True)
class Moved:
    """Rows of one unit, category or area before and after, and how they differ. after = before + new - removed,
    unless changed rows moved in or out."""

    name: str
    before: int
    after: int
    new: int
    removed: int
    changed: int

    @property
    def unchanged(self) -> int:
        return self.after - self.new - self.changed


@dataclass(frozen=True)
class Restatement:
    """units: only those whose files differ. changes: what changed in changed rows, to rows; one row may count twice.

    by_category, by_area: changed rows count where they now are. An area is a district; rows without an LSOA have none.
    """

    version_before: int
    version_after: int
    units: tuple[Moved, ...]
    changes: Mapping[str, int]
    by_category: tuple[Moved, ...]
    by_area: tuple[Moved, ...]
    receipt: Receipt

    @property
    def total(self) -> Moved:
        return Moved("All", *(sum(getattr(unit, name) for unit in self.units) for name in _NUMBERS))


@dataclass(frozen=True)
class Compared:
    """Two versions opened beside each other.

    units: those compared. alike: rows of both as one table with ``side`` and content, or None when no file differs.
    """

    source: Source
    before: int
    after: int
    units: tuple[str, ...]
    rows: Any

    @property
    def category(self) -> str | None:
        return next((name for name in _CATEGORIES if name in self.source.content), None)

    @property
    def kinds(self) -> dict[str, tuple[str, ...]]:
        """What can have changed, to its columns: the source's own kinds, the category, and everything else."""
        named = dict(self.source.changes)
        if self.category and (self.category,) not in named.values():
            named["category_changed"] = (self.category,)
        taken = {column for columns in named.values() for column in columns} | {self.source.identity}
        others = tuple(column for column in self.source.content if column not in taken)
        return {**named, "other_changed": others} if others else named


def compare_versions(
    store: EvidenceStore,
    source: Source,
    *,
    before: int,
    after: int,
    units: Iterable[str] | None = None,
    engine: Engine = CHOSEN,
) -> Compared:
    """Open what differs: a unit whose files are the same in both versions cannot have changed.

    Raises ValueError for a version that is not there.
    """
    wanted = None if units is None else sorted(set(units))
    old = store.files(source.data_set, before, wanted)
    new = store.files(source.data_set, after, wanted)
    only_old, only_new = sorted(set(old) - set(new)), sorted(set(new) - set(old))
    sides = [_side(engine, source, files, side) for files, side in ((only_old, "before"), (only_new, "after")) if files]
    rows = None if not sides else sides[0] if len(sides) == 1 else ibis.union(*sides)
    differing = {_unit_of(file) for file in (*only_old, *only_new)}
    return Compared(source, before, after, tuple(sorted(differing)), rows)


def restatement(
    store: EvidenceStore,
    source: Source,
    *,
    before: int,
    after: int,
    units: Iterable[str] | None = None,
    at: dt.datetime,
    engine: Engine = CHOSEN,
) -> Restatement:
    """How version ``after`` differs from version ``before``, in these units or in all (None).

    Raises ValueError for a version that is not there.
    """
    asked = None if units is None else sorted(set(units))
    compared = compare_versions(store, source, before=before, after=after, units=asked, engine=engine)
    changes = dict.fromkeys(compared.kinds, 0)
    counted: list[dict[str, Any]] = []
    if compared.rows is not None:
        counted = _counted(engine, compared)
        changes |= _changes(engine, compared)
    by_unit = _added_up(counted, UNIT_COLUMN)
    by_category = _added_up(counted, "category") if compared.category else ()
    by_area = _added_up(counted, "area") if _has_area(source) else ()
    result = {
        "units": {unit.name: _as_json(unit) for unit in by_unit},
        "changes": changes,
        "by_category": {each.name: _as_json(each) for each in by_category},
        "by_area": {each.name: _as_json(each) for each in by_area},
    }
    held_by = {"held_by": store.held_by} if store.held_by else {}
    said = {"before": before, "units": asked, **held_by, "reference_edition": reference_edition()}
    receipt = Receipt(source.data_set, after, "restatement", said, result, __version__, at)
    return Restatement(before, after, by_unit, changes, by_category, by_area, receipt)


def differing_rows(compared: Compared) -> Any:
    """The rows that are on one side only, numbered so that a row that went pairs with one that came.

    Columns: the unit, the content, ``side``, ``source_file``, ``source_line`` and ``pair``: the same number, within a
    unit and ID, on both sides of a changed row. null in ``pair`` where there is no ID.
    """
    source = compared.source
    alike = [UNIT_COLUMN, *source.content]
    nth = ibis.row_number().over(
        ibis.window(group_by=[*alike, _SIDE], order_by=_in_order(["source_file", "source_line"]))
    )
    numbered = compared.rows.mutate(**{_NTH: nth})
    sides = numbered.mutate(is_on_both=_on_both_sides(numbered, [*alike, _NTH]))
    alone = sides.filter(~sides.is_on_both).drop("is_on_both", _NTH)
    if source.identity is None:
        return alone.mutate(pair=ibis.null("int64"))
    order = ibis.window(group_by=[UNIT_COLUMN, source.identity, _SIDE], order_by=_in_order([*source.content]))
    pair = ibis.ifelse(alone[source.identity].isnull(), ibis.null("int64"), ibis.row_number().over(order))
    return alone.mutate(pair=pair)


def _counted(engine: Engine, compared: Compared) -> list[dict[str, Any]]:
    """Rows of both sides and what became of them, for every unit, category and area: one statement."""
    alone = differing_rows(compared)
    is_after, is_changed = alone[_SIDE] == "after", _is_paired(alone, compared.source.identity)
    different = alone.mutate(
        before=0, after=0, new=is_after & ~is_changed, removed=~is_after & ~is_changed, changed=is_after & is_changed
    )
    rows = compared.rows
    held = rows.mutate(before=rows[_SIDE] == "before", after=rows[_SIDE] == "after", new=0, removed=0, changed=0)
    described = [UNIT_COLUMN, *_descriptive(compared)]
    parts = [
        part.select(*described, **{name: part[name].cast("int64") for name in _NUMBERS}) for part in (different, held)
    ]
    both = ibis.union(*parts)
    named = both.mutate(category=both[compared.category].fill_null(NO_CATEGORY) if compared.category else NO_CATEGORY)
    named = _with_district(engine, named) if _has_area(compared.source) else named.mutate(area=ibis.literal(NO_AREA))
    grouped = named.group_by(UNIT_COLUMN, "category", "area")
    return engine.run(grouped.aggregate(**{number: named[number].sum() for number in _NUMBERS}))


def _is_paired(alone: Any, identity: str | None) -> Any:
    if identity is None:
        return ibis.literal(False)
    return alone[identity].notnull() & _on_both_sides(alone, [UNIT_COLUMN, identity, "pair"])


def _on_both_sides(rows: Any, alike: Sequence[str]) -> Any:
    """Whether rows alike in these columns stand on both sides. Grouping takes two blanks for the same, as it should."""
    window = ibis.window(group_by=list(alike))
    return rows[_SIDE].min().over(window) != rows[_SIDE].max().over(window)


def paired_rows(compared: Compared) -> Any:
    """Changed rows, each content column twice: as it was (``…_before``) and as it is."""
    alone = differing_rows(compared)
    identity = compared.source.identity
    assert identity is not None  # noqa: S101 - only sources with one have changed rows
    before, after = (alone.filter((alone[_SIDE] == side) & alone[identity].notnull()) for side in ("before", "after"))
    keys = [UNIT_COLUMN, identity, "pair"]
    renamed = before.rename({f"{name}_before": name for name in before.columns if name not in keys})
    return after.join(renamed, keys)


def differs(paired: Any, columns: Sequence[str]) -> Any:
    """Whether any of these columns changed; blank to blank is no change."""
    found = [~paired[column].identical_to(paired[f"{column}_before"]) for column in columns]
    return ibis.or_(*found)


def _changes(engine: Engine, compared: Compared) -> dict[str, int]:
    if compared.source.identity is None:
        return {}
    paired = paired_rows(compared)
    counts = {name: differs(paired, columns).sum() for name, columns in compared.kinds.items()}
    return {name: int(count or 0) for name, count in engine.run(paired.aggregate(**counts))[0].items()}


def _added_up(counted: Iterable[Mapping[str, Any]], by: str) -> tuple[Moved, ...]:
    """One line for each unit, category or area, by name."""
    sums: dict[str, list[int]] = {}
    for row in counted:
        line = sums.setdefault(row[by], [0] * len(_NUMBERS))
        for place, number in enumerate(_NUMBERS):
            line[place] += int(row[number])
    return tuple(Moved(name, *line) for name, line in sorted(sums.items()))


def _has_area(source: Source) -> bool:
    return "lsoa_code" in source.stored.names


def _with_district(engine: Engine, rows: Any) -> Any:
    """The rows with ``area``: their district's name, by their LSOA code of whichever edition."""
    lsoas = engine.table([str(reference_path("lsoas"))]).select("lsoa_code", "lad_code")
    # A district may lie in several partnerships, and then has several lines.
    districts = engine.table([str(reference_path("districts"))]).select("lad_code", "lad_name").distinct()
    drawn = lsoas.join(districts, "lad_code").select("lsoa_code", "lad_name")
    joined = rows.left_join(drawn, "lsoa_code")
    return joined.mutate(area=joined.lad_name.fill_null(NO_AREA))


def _side(engine: Engine, source: Source, files: Sequence[str], side: str) -> Any:
    rows = engine.table(files)
    more = ["lsoa_code"] if _has_area(source) and "lsoa_code" not in source.content else []
    kept = [UNIT_COLUMN, *source.content, *more, "source_file", "source_line"]
    return rows.select(*kept).mutate(**{_SIDE: ibis.literal(side)})


def _descriptive(compared: Compared) -> list[str]:
    area = ["lsoa_code"] if _has_area(compared.source) else []
    return [name for name in (compared.category, *area) if name]


def _in_order(columns: Sequence[str]) -> list[Any]:
    """Blanks first on every engine, so that each pairs the same rows."""
    return [ibis.asc(column, nulls_first=True) for column in columns]


def _unit_of(file: str) -> str:
    return file.rsplit("/", 2)[-2].partition("=")[2]


def _as_json(moved: Moved) -> dict[str, int]:
    return {name: getattr(moved, name) for name in _NUMBERS}
