"""Which data set a partner's own table is for: by the mappings made before, or by the headings of our template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saferplace.evidence.importing.packed_file import PackedFile, RefusedFile
from saferplace.evidence.importing.table_file import TableFile
from saferplace.evidence.sources.broken import UnreadableFile
from saferplace.evidence.sources.catalogue import SOURCES
from saferplace.evidence.sources.source import Source
from saferplace.evidence.tables.header_guess import guess_header
from saferplace.evidence.tables.headings import headings, normalised
from saferplace.evidence.tables.mapping import Mapping
from saferplace.evidence.tables.mapping_fit import template_mapping
from saferplace.evidence.tables.sheet import Sheet
from saferplace.evidence.tables.workbook import read_tables

_TABLES = (".csv", ".csv.gz", ".tsv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".parquet", ".numbers")
_NO_POLICE_NAME = "The name does not say force and month. It should be like 2021-03-hertfordshire-street.csv."
_NO_MAPPING = "No mapping says how to read this table."
_MAKE_ONE = (
    "Make a mapping for it, once: in the browser under Evidence, or with "
    "“saferplace mapping suggest FILE --data-set NAME --provider KEY --out MAPPING.json”."
)


@dataclass(frozen=True)
class TableMatcher:
    """sources: the data sets that this store takes. mappings: those that a person made.

    provider: who sends the files that are in a data set's own template. covers: the periods that are said to be whole.
    """

    sources: tuple[Source, ...]
    mappings: tuple[Mapping, ...] = ()
    provider: str | None = None
    covers: tuple[str, ...] = ()

    def is_table(self, packed: PackedFile) -> bool:
        return packed.last_name.lower().endswith(_TABLES)

    def files_of(self, packed: PackedFile) -> list[TableFile | RefusedFile]:
        """The table with the mapping that fits it best, or the sentence that refuses it; one for each sheet that a
        mapping fits, where a workbook holds several tables.
        """
        if len(self.mappings) == 1 and self.provider is None:
            # Whether it fits is asked when the file is read anyway, so that a large workbook is opened only once.
            return [self._by(packed, self.mappings[0])]
        content = packed.read()
        if isinstance(content, RefusedFile):
            return [content]
        try:
            sheets = read_tables(content, name=packed.last_name)
        except UnreadableFile as unreadable:
            return [RefusedFile(packed.name, str(unreadable))]
        chosen = self._best(sheets) or [self._template(sheets) or self._unknown(packed)]
        return [RefusedFile(packed.name, one) if isinstance(one, str) else self._by(packed, one) for one in chosen]

    def _by(self, packed: PackedFile, mapping: Mapping) -> TableFile | RefusedFile:
        source = next((source for source in self.sources if source.data_set == mapping.data_set), None)
        if source is None:
            return RefusedFile(packed.name, self._why_not_taken(mapping))
        if source.period_of is None or not source.fields:
            return RefusedFile(packed.name, f"Of {source.title} only the publisher’s own files are read.")
        return TableFile(packed, source, mapping, self.covers)

    def _why_not_taken(self, mapping: Mapping) -> str:
        known = next((source for source in SOURCES if source.data_set == mapping.data_set), None)
        if known is not None:
            return why_not_here(known)
        return f"The mapping “{mapping.name}” is for the data set “{mapping.data_set}”, which does not exist."

    def _best(self, sheets: Sequence[Sheet]) -> list[Mapping | str]:
        """For each sheet the mapping of which most columns are there; one that fits wholly before one that does not."""
        fits: dict[str, list[tuple[tuple[bool, int], Mapping]]] = {}
        for mapping in self.mappings:
            sheet = mapping.choose_sheet(sheets)
            if sheet is not None and mapping.applies_to(sheet):
                fit = (not mapping.problems(sheet), mapping.columns_found(sheet))
                fits.setdefault(sheet.name, []).append((fit, mapping))
        return [_best_of(found) for found in fits.values()]

    def _template(self, sheets: Sequence[Sheet]) -> Mapping | str | None:
        for sheet in (sheet for sheet in sheets if sheet.rows and not sheet.is_hidden):
            names = {normalised(name) for name in headings(sheet, guess_header(sheet))}
            for source in self.sources:
                if source.fields and names == {normalised(heading) for heading in source.columns}:
                    return self._of_template(source, sheet)
        return None

    def _of_template(self, source: Source, sheet: Sheet) -> Mapping | str:
        if self.provider is None:
            return f"It has the headings of our template of {source.title}. Say which organisation sends it."
        return template_mapping(source, self.provider, sheet.name if sheet.is_of_workbook else None)

    def _unknown(self, packed: PackedFile) -> str:
        if self.mappings:
            named = ", ".join(f"“{mapping.name}”" for mapping in self.mappings)
            return f"It fits none of the mappings ({named}). {_MAKE_ONE}"
        if packed.last_name.lower().endswith((".csv", ".csv.gz")):
            return f"{_NO_POLICE_NAME} If it is another table: {_NO_MAPPING} {_MAKE_ONE}"
        return f"{_NO_MAPPING} {_MAKE_ONE}"


def _best_of(fits: Sequence[tuple[tuple[bool, int], Mapping]]) -> Mapping | str:
    best = max(fit for fit, _ in fits)
    mappings = [mapping for fit, mapping in fits if fit == best]
    if len(mappings) == 1:
        return mappings[0]
    named = " and ".join(f"“{mapping.name}”" for mapping in mappings)
    return f"The mappings {named} fit this file equally well. Say which one to use."


def why_not_here(source: Source) -> str:
    """The sentence for a file whose data set is kept in another store."""
    if source.is_open:
        return (
            f"It holds {source.title}, which is open data and held once for all partnerships. "
            "Import it without naming a partnership."
        )
    return f"It holds {source.title}, which each partnership keeps to itself. Say for which partnership it is."
