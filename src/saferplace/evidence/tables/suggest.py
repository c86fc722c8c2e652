"""A first mapping of a partner's sheet, for a person to correct: a rule for every column, and words of categories."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from saferplace.evidence.sources.field import Field, FieldKind
from saferplace.evidence.sources.source import Source
from saferplace.evidence.tables.cells import text_of
from saferplace.evidence.tables.field_match import Certainty, Match, match_columns
from saferplace.evidence.tables.header_guess import guess_header
from saferplace.evidence.tables.headings import Header, headings, is_empty_column
from saferplace.evidence.tables.mapping import ColumnRule, Mapping
from saferplace.evidence.tables.personal_columns import PersonalFinding, findings_in
from saferplace.evidence.tables.records import records_of
from saferplace.evidence.tables.sheet import Sheet
from saferplace.evidence.tables.word_match import WordSuggestion, suggest_words

_SAMPLE = 300
_EXAMPLES = 3
_MOST_WORDS = 200


@dataclass(frozen=True)
class ColumnSuggestion:
    """examples: the first different values, "" where the column holds personal data."""

    rule: ColumnRule
    certainty: Certainty
    why: str
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    """mapping: what the rules come to; words are translated in it where that is sure or likely.

    words: for a field, the provider's words that are not standard ones. missing: required fields that nothing fills.
    """

    mapping: Mapping
    columns: tuple[ColumnSuggestion, ...]
    words: dict[str, tuple[WordSuggestion, ...]]
    missing: tuple[Field, ...]


@dataclass(frozen=True)
class SheetColumns:
    """A sheet's columns under their headings. values: text, a row for each record. lines: of each, in the file."""

    header: Header
    values: dict[str, pl.Series]
    lines: pl.Series

    @classmethod
    def of(cls, sheet: Sheet, header: Header) -> SheetColumns:
        names = headings(sheet, header)
        positions, _ = records_of(sheet, header, names)
        rows = [sheet.rows[position] for position in positions]
        values = {
            name: pl.Series(name, [text_of(row[at]) if at < len(row) else "" for row in rows], pl.String)
            for at, name in enumerate(names)
            if not is_empty_column(sheet, header, at)
        }
        return cls(header, values, pl.Series("line", [sheet.lines[position] for position in positions], pl.Int32))

    def sample(self) -> dict[str, list[str]]:
        """The first filled values of each column."""
        return {name: values.filter(values != "").head(_SAMPLE).to_list() for name, values in self.values.items()}


def suggest_mapping(
    sheet: Sheet,
    source: Source,
    *,
    provider: str,
    name: str,
    header: Header | None = None,
    sheet_name: str | None = None,
) -> Suggestion:
    """header: where a person said the headings are; guessed when None.

    sheet_name: to be looked for in next month's file too; None reads the first sheet with these columns.
    """
    columns = SheetColumns.of(sheet, header or guess_header(sheet))
    matches = match_columns(columns.sample(), source.fields)
    suggested = tuple(_column(heading, columns, matches.get(heading), source) for heading in columns.values)
    words = _words(columns, suggested, source)
    mapping = Mapping(
        name=name,
        data_set=source.data_set,
        provider=provider,
        columns=tuple(column.rule for column in suggested),
        sheet=sheet_name,
        header_line=sheet.lines[columns.header.first_row],
        header_rows=columns.header.rows_count,
        translations={
            field: sure
            for field, found in words.items()
            if (sure := {word.word: word.standard for word in found if word.certainty is not Certainty.GUESS})
        },
    )
    missing = tuple(field for field in source.fields if field.is_required and field.name not in mapping.fields)
    return Suggestion(mapping, suggested, words, missing)


def _column(heading: str, columns: SheetColumns, match: Match | None, source: Source) -> ColumnSuggestion:
    findings = list(findings_in(heading, columns.values[heading], columns.lines))
    if findings and (match is None or not all(finding.is_in_text for finding in findings)):
        return ColumnSuggestion(ColumnRule.drop(heading), Certainty.SURE, _why_drop(findings), ())
    if findings and match is not None:
        why = f"{match.why} {_why_mask(findings)}"
        return ColumnSuggestion(ColumnRule.mask(heading, match.field.name), match.certainty, why, ())
    filled = columns.values[heading]
    examples = tuple(filled.filter(filled != "").unique(maintain_order=True).head(_EXAMPLES))
    if match is None:
        why = f"No field of {source.title} is like it."
        return ColumnSuggestion(ColumnRule.drop(heading), Certainty.LIKELY, why, examples)
    return ColumnSuggestion(ColumnRule.keep(heading, match.field.name), match.certainty, match.why, examples)


def _why_drop(findings: list[PersonalFinding]) -> str:
    return f"It seems to hold personal data ({_kinds(findings)}), which stays out of evidence."


def _why_mask(findings: list[PersonalFinding]) -> str:
    return f"Some cells contain personal data ({_kinds(findings)}), which masking takes out."


def _kinds(findings: list[PersonalFinding]) -> str:
    return ", ".join(dict.fromkeys(str(finding.kind) for finding in findings))


def _words(
    columns: SheetColumns, suggested: tuple[ColumnSuggestion, ...], source: Source
) -> dict[str, tuple[WordSuggestion, ...]]:
    fields = {field.name: field for field in source.fields if field.kind is FieldKind.CATEGORY and field.words}
    found = {}
    for column in suggested:
        field = fields.get(column.rule.field or "")
        if field is None:
            continue
        written = columns.values[column.rule.heading].unique(maintain_order=True).head(_MOST_WORDS)
        words = suggest_words((word for word in written if word), field.words)
        if words:
            found[field.name] = words
    return found
