"""The shape that every source has, so that one importer serves them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl
import pyarrow as pa

from saferplace.evidence.sources.field import Field
from saferplace.evidence.sources.unit import Unit

# Where a stored row came from. Every table has these, first and last.
UNIT_COLUMN = "publication_unit"
PROVENANCE = [
    ("source_file", pa.string()),
    ("source_sha256", pa.string()),
    ("source_line", pa.int32()),
    ("import_id", pa.string()),
    ("is_correction", pa.bool_()),
]
REFUSED = pa.schema(
    [
        (UNIT_COLUMN, pa.string()),
        ("import_id", pa.string()),
        ("source_file", pa.string()),
        ("source_line", pa.int32()),
        ("column", pa.string()),
        ("value", pa.string()),
        ("reason", pa.string()),
        ("cells", pa.list_(pa.string())),  # the row as it stood, cell by cell, in the order of the source's columns
        ("corrected_by_import", pa.string()),  # null while it waits for correction
    ]
)


@dataclass(frozen=True)
class Checked:
    """good: rows to keep. refused: rows with ``column``, ``value`` and ``reason`` added; both keep ``source_line``.

    noticed: what is odd about the good rows and is kept all the same, name to number of rows.
    """

    good: pl.DataFrame
    refused: pl.DataFrame
    noticed: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Tally:
    """What is counted of each file of rows as it is written (see `evidence.tallies`).

    schema: of the counts; ``month`` and ``lsoa_code`` are among its columns. count: stored rows, to those counts.
    """

    schema: pa.Schema
    count: Callable[[pl.DataFrame], pl.DataFrame]


class SourceKind(StrEnum):
    """POLICE: files of data.police.uk. RECORDS: one row is one thing that happened (`partner.stored.RECORD`).
    FIGURES: one row is one figure of one area and period (`partner.stored.FIGURE`).
    """

    POLICE = "police.uk"
    RECORDS = "records"
    FIGURES = "figures"


@dataclass(frozen=True, eq=False)
class Source:
    """One data set.

    data_set: the name of its table. title: for people, in the middle of a sentence. licence: what its rows may be
    used under. columns: heading as the publisher (or our template) writes it, to column; their order is the order of
    a row's cells. stored: the table's columns. content: those of ``stored`` that make two rows the same or not.
    identity: the column that nearly names a row, when there is one. changes: what a changed row can have changed,
    to its columns. check: text cells of one unit (plus ``source_line``), and today. keep: good rows of a unit, to all
    columns of ``stored`` but the unit and the provenance. period_of: the period of each row of text cells, where rows
    say it and not the file's name; null where a row cannot.
    fields: what each column holds, where partners send their own tables; empty for a publisher's fixed layout.
    is_open: published for everybody, and so held once for all partnerships; otherwise each partnership holds its own.
    is_sensitive: rows and points are for few eyes (health, missing children, domestic abuse, section 136, …); others
    see areas with small counts withheld. area_only: categories of which no more of the place is kept than its small
    area, though the rest of the data set has points. duty: the law or agreement that has it shared, for people; blank
    for none.
    tally: what an import counts beforehand, where there are so many rows that questions would otherwise wait.
    """

    data_set: str
    title: str
    licence: str
    columns: Mapping[str, str]
    stored: pa.Schema
    content: tuple[str, ...]
    identity: str | None
    changes: Mapping[str, tuple[str, ...]]
    check: Callable[[pl.DataFrame, Unit, dt.date], Checked]
    keep: Callable[[pl.DataFrame, Unit], pl.DataFrame]
    period_of: Callable[[pl.DataFrame], pl.Series] | None = None
    kind: SourceKind = SourceKind.POLICE
    fields: tuple[Field, ...] = ()
    is_open: bool = True
    is_sensitive: bool = False
    area_only: frozenset[str] = frozenset()
    duty: str = ""
    tally: Tally | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The names of a row's text cells, in order."""
        return tuple(self.columns.values())

    @property
    def refused_data_set(self) -> str:
        return f"{self.data_set}-refused"


def schema(columns: list[tuple[str, pa.DataType]]) -> pa.Schema:
    """A table's columns between its unit and its provenance."""
    return pa.schema([(UNIT_COLUMN, pa.string()), *columns, *PROVENANCE])
