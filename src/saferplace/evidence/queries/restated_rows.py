"""The rows behind a restatement: as they were and as they are, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import ibis

from saferplace.evidence.engine import CHOSEN, Engine
from saferplace.evidence.queries.restatement import Compared, differing_rows, differs, paired_rows
from saferplace.evidence.sources.source import UNIT_COLUMN

_STOOD = ("source_file", "source_line")


class RowChangeKind(StrEnum):
    CHANGED = "changed"
    NEW = "new"
    REMOVED = "removed"


@dataclass(frozen=True)
class RowChange:
    """One row. before, after: its content, with the file and line it stood on; None where there is none.

    columns: those that differ, in the order of the source; all of them for a row that is new or removed.
    """

    kind: RowChangeKind
    unit: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    columns: tuple[str, ...]


@dataclass(frozen=True)
class RowChanges:
    """One page of them. total: on all pages."""

    rows: tuple[RowChange, ...]
    total: int


def restated_rows(
    compared: Compared,
    kind: RowChangeKind,
    *,
    what_changed: str | None = None,
    page: int = 1,
    page_size: int = 50,
    engine: Engine = CHOSEN,
) -> RowChanges:
    """Page ``page`` (from 1) of the rows of one kind, in the order of their files.

    what_changed: one of ``compared.kinds``, for changed rows only. Raises ValueError for one that is not.
    """
    if page < 1 or page_size < 1:
        raise ValueError("Pages are counted from 1 and hold at least one row.")
    table = _of_kind(compared, kind, what_changed)
    if table is None:
        return RowChanges((), 0)
    numbered = table.mutate(total=table.count().over())
    ordered = numbered.order_by(UNIT_COLUMN, *_STOOD, *compared.source.content)
    found = engine.run(ordered.limit(page_size, offset=(page - 1) * page_size))
    total = found[0]["total"] if found else int(engine.run(table.aggregate(n=table.count()))[0]["n"])
    return RowChanges(tuple(_row(compared, kind, row) for row in found), total)


def all_restated_rows(compared: Compared, *, page_size: int = 10_000, engine: Engine = CHOSEN) -> Iterator[RowChange]:
    """Every row of every kind, a page at a time, so that memory does not grow with their number."""
    for kind in RowChangeKind:
        page = 1
        while rows := restated_rows(compared, kind, page=page, page_size=page_size, engine=engine).rows:
            yield from rows
            page += 1


def _of_kind(compared: Compared, kind: RowChangeKind, what_changed: str | None) -> Any:
    if what_changed is not None and what_changed not in compared.kinds:
        raise ValueError(f"“{what_changed}” is none of {', '.join(compared.kinds)}.")
    identity = compared.source.identity
    if compared.rows is None or (kind is RowChangeKind.CHANGED and identity is None):
        return None
    if kind is RowChangeKind.CHANGED:
        paired = paired_rows(compared)
        return paired if what_changed is None else paired.filter(differs(paired, compared.kinds[what_changed]))
    alone = differing_rows(compared)
    side = alone.filter(alone.side == ("after" if kind is RowChangeKind.NEW else "before"))
    if identity is None:
        return side
    # Those that pair with a row of the other side are changed rows, and listed as such.
    pairs = paired_rows(compared).select(UNIT_COLUMN, identity, "pair", is_paired=ibis.literal(True))
    left = side.left_join(pairs, [UNIT_COLUMN, identity, "pair"])
    return left.filter(left.is_paired.isnull()).select(*side.columns)


def _row(compared: Compared, kind: RowChangeKind, row: Mapping[str, Any]) -> RowChange:
    names = (*compared.source.content, *_STOOD)
    this = {name: row[name] for name in names}
    if kind is not RowChangeKind.CHANGED:
        before, after = (None, this) if kind is RowChangeKind.NEW else (this, None)
        return RowChange(kind, row[UNIT_COLUMN], before, after, compared.source.content)
    identity = compared.source.identity
    old = {name: row[name if name == identity else f"{name}_before"] for name in names}
    changed = tuple(name for name in compared.source.content if old[name] != this[name])
    return RowChange(kind, row[UNIT_COLUMN], old, this, changed)
