"""What would come of reading a file by a mapping: faults, personal data, and the first rows as they would be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from saferplace.evidence.sources.source import Source
from saferplace.evidence.tables.apply import MappedRows, read_mapped
from saferplace.evidence.tables.mapping import Mapping
from saferplace.evidence.tables.mapping_fit import faults_of_mapping
from saferplace.evidence.tables.personal_columns import PersonalFinding, personal_data_in
from saferplace.evidence.tables.sheet import Sheet


@dataclass(frozen=True)
class Rehearsal:
    """sheet: the one that is read, None where there is none to read. faults: sentences; with any, nothing is read.

    findings: personal data that would stop an import. read: the rows, None where there are faults.
    """

    sheet: Sheet | None
    faults: tuple[str, ...]
    findings: tuple[PersonalFinding, ...] = field(default=())
    read: MappedRows | None = None

    @property
    def may_be_imported(self) -> bool:
        """Whether the file as a whole would be taken; single rows may still be refused."""
        return not (self.faults or self.findings)

    def first_rows(self, most: int, *, source: Source) -> list[dict[str, str]]:
        """Under the data set's own headings, only those that hold anything at all."""
        if self.read is None:
            return []
        first = self.read.cells.head(most)
        filled = {
            heading: name for heading, name in source.columns.items() if name in first.columns and _says(first[name])
        }
        return [{heading: row[name] for heading, name in filled.items()} for row in first.iter_rows(named=True)]


def rehearse(sheets: Sequence[Sheet], mapping: Mapping, source: Source) -> Rehearsal:
    """The same reading that an import does."""
    faults = faults_of_mapping(mapping, source)
    sheet = mapping.choose_sheet(sheets)
    if sheet is None:
        return Rehearsal(None, (*faults, no_such_sheet(sheets, mapping)))
    faults = (*faults, *_misfits(sheet, mapping))
    if faults:
        return Rehearsal(sheet, faults)
    read = read_mapped(sheet, mapping, source.cells)
    return Rehearsal(sheet, (), personal_data_in(mapping, read), read)


def _misfits(sheet: Sheet, mapping: Mapping) -> tuple[str, ...]:
    if not mapping.applies_to(sheet):
        return (
            f"Most columns of the mapping “{mapping.name}” are not in this file, so it is another table. "
            "Make a mapping for it.",
        )
    return mapping.problems(sheet)


def no_such_sheet(sheets: Sequence[Sheet], mapping: Mapping) -> str:
    named = ", ".join(f"“{sheet.name}”" for sheet in sheets)
    if mapping.sheet is None:
        return f"Every sheet is hidden or empty: {named}."
    return f"The mapping reads the sheet “{mapping.sheet}”, and the workbook has only {named}."


def _says(column: pl.Series) -> bool:
    return bool((column != "").any())
