"""A restatement as CSV: every row that is new, removed or changed, as it was and as it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from saferplace.evidence.queries.restated_rows import RowChange
from saferplace.evidence.sources.source import Source

# A spreadsheet runs a cell that begins so; an apostrophe before it keeps it text.
_RUNS = ("=", "+", "-", "@", "\t", "\r")


def restated_csv(source: Source, rows: Iterable[RowChange]) -> Iterator[str]:
    """Line by line, so that a whole release can be sent without holding it. Columns are the source's own names."""
    names = list(source.content)
    sides = [f"{name} {side}" for name in names for side in ("before", "after")]
    yield _line(["What", "Unit", "File and line before", "File and line after", "Changed", *sides])
    for row in rows:
        cells = [cell for name in names for cell in ((row.before or {}).get(name), (row.after or {}).get(name))]
        changed = "; ".join(row.columns) if row.before and row.after else ""
        yield _line([row.kind.value, row.unit, _stood(row.before), _stood(row.after), changed, *cells])


def _stood(row: Any) -> str:
    return f"{row['source_file']}, line {row['source_line']}" if row else ""


def _line(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([_guarded(cell) for cell in cells])
    return out.getvalue()


def _guarded(cell: object) -> object:
    """Numbers stay numbers: only text can be run."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RUNS) else cell
