"""A mapping in the making: what has been decided so far, and what is still to be asked.

The draft is the plain form of a mapping with parts missing. Pages fill it one question at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from saferplace.evidence.sources.catalogue import source_of
from saferplace.evidence.sources.field import Field, FieldKind
from saferplace.evidence.sources.source import Source
from saferplace.evidence.tables.headings import Header
from saferplace.evidence.tables.mapping import ColumnRule, Mapping
from saferplace.evidence.tables.mapping_file import from_plain
from saferplace.evidence.tables.sheet import Sheet
from saferplace.evidence.tables.suggest import SheetColumns, Suggestion, suggest_mapping
from saferplace.evidence.tables.word_match import WordSuggestion, suggest_words
from saferplace.intelligence.uploads.models import Upload
from saferplace.intelligence.uploads.opened import sheets_of

# What the pages note in a draft that is no part of a mapping: which questions were answered with “as it is”.
NOTED_BESIDE = frozenset({"words_asked", "months_asked"})
MOST_WORDS = 60  # asked for on one page; a column with more different words is no category
_SAY_WHEN = (FieldKind.MONTH, FieldKind.PERIOD)


@dataclass(frozen=True)
class Draft:
    """An upload's mapping as far as it is decided, with the sheets that it is about."""

    upload: Upload

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Raises `UnreadableTable`."""
        return sheets_of(self.upload)

    @property
    def said(self) -> dict[str, Any]:
        said: dict[str, Any] = self.upload.mapping
        return said

    @cached_property
    def sheet(self) -> Sheet:
        """The chosen sheet, or the first."""
        wanted = self.said.get("sheet")
        return next((sheet for sheet in self.sheets if sheet.name == wanted), self.sheets[0])

    @cached_property
    def header(self) -> Header | None:
        """None until a person said where the headings are."""
        line = self.said.get("header_line")
        return Header(self.sheet.lines.index(line), self.said["header_rows"]) if line in self.sheet.lines else None

    @property
    def source(self) -> Source | None:
        return source_of(self.upload.data_set) if self.upload.data_set else None

    @cached_property
    def columns(self) -> SheetColumns:
        """Only after the header is decided."""
        assert self.header is not None  # noqa: S101 - for the type checker
        return SheetColumns.of(self.sheet, self.header)

    @cached_property
    def suggestion(self) -> Suggestion:
        """Only after the data set is decided."""
        assert self.source is not None  # noqa: S101 - asked of a draft whose data set is chosen
        return suggest_mapping(
            self.sheet, self.source, provider=self.upload.provider, name=self.name, header=self.header
        )

    @property
    def name(self) -> str:
        """Under which the mapping is to be saved."""
        return self.said.get("name") or (self.source.title if self.source else "")

    @cached_property
    def mapping(self) -> Mapping | None:
        """Whole, once every column is decided."""
        return mapping_of(self.upload)

    @property
    def rules(self) -> tuple[ColumnRule, ...]:
        return self.mapping.columns if self.mapping else ()

    def unfilled(self) -> list[Field]:
        """Fields that every row needs and no column fills, so that one answer must serve for all rows."""
        filled = {rule.field for rule in self.rules}
        return [field for field in self._fields if field.is_required and field.name not in filled]

    def strange_words(self) -> dict[Field, tuple[WordSuggestion, ...]]:
        """For each field with standard words, those of its column that are none of them, with what they may mean."""
        column_of = {rule.field: rule.heading for rule in self.rules if rule.field}
        strange = {}
        for field in self._fields:
            heading = column_of.get(field.name)
            if field.kind is FieldKind.CATEGORY and field.words and heading in self.columns.values:
                values = self.columns.values[heading]
                counted = values.filter(values != "").value_counts(sort=True)[heading]
                if found := suggest_words(counted, field.words):
                    strange[field] = found[:MOST_WORDS]
        return strange

    @property
    def _fields(self) -> Sequence[Field]:
        return self.source.fields if self.source else ()


def mapping_of(upload: Upload) -> Mapping | None:
    """The mapping without what the draft notes beside it; None until every column is decided.

    Raises `InvalidMapping`, which no draft made on the pages can do.
    """
    said = upload.mapping
    if not said.get("columns"):
        return None
    plain = {key: value for key, value in said.items() if key not in NOTED_BESIDE}
    return from_plain(plain | {"provider": upload.provider, "data_set": upload.data_set})


def says_its_period(field: Field) -> bool:
    """Whether a statement of the period that a file covers can stand for the field."""
    return field.kind in _SAY_WHEN
