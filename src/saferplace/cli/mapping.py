"""`saferplace mapping`: how a partner's own table is read. Proposed, corrected by a person in the file, and tried."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from saferplace.cli.tables import read_mapping
from saferplace.evidence.sources.catalogue import SOURCES, source_of
from saferplace.evidence.sources.source import Source
from saferplace.evidence.tables.data_set_rank import rank_data_sets
from saferplace.evidence.tables.field_match import Certainty
from saferplace.evidence.tables.header_guess import guess_header
from saferplace.evidence.tables.headings import Header
from saferplace.evidence.tables.mapping_file import to_json
from saferplace.evidence.tables.rehearsal import Rehearsal, rehearse
from saferplace.evidence.tables.sheet import Sheet, UnreadableTable
from saferplace.evidence.tables.suggest import Suggestion, suggest_mapping
from saferplace.evidence.tables.word_match import WordSuggestion
from saferplace.evidence.tables.workbook import open_tables

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_ROWS_SHOWN = 5
_LIKELY_DATA_SETS = 5
_WIDTH = 110


@click.group()
def mapping() -> None:
    """How a partner's own table is read: which column fills which field. Made once, kept in a file."""


@mapping.command()
@click.argument("file", type=_FILE)
@click.option("--data-set", metavar="NAME", help="What the table is of. Left out: the likely ones are named.")
@click.option("--provider", metavar="KEY", help="The organisation that sends it, e.g. dacorum-borough-council.")
@click.option("--sheet", "sheet_name", metavar="NAME", help="Of a workbook. Left out: the first that is not hidden.")
@click.option("--header-row", type=click.IntRange(1), help="The row of the headings. Left out: it is guessed.")
@click.option("--header-rows", type=click.IntRange(1, 2), default=1, help="2 where a row of groups stands above.")
@click.option("--name", help="What the mapping is to be called. Left out: the file's name.")
@click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Write the mapping here.")
def suggest(
    file: Path,
    data_set: str | None,
    provider: str | None,
    sheet_name: str | None,
    header_row: int | None,
    header_rows: int,
    name: str | None,
    out: Path | None,
) -> None:
    """Propose a mapping for FILE: a rule for every column, how sure it is, and why.

    Read it, correct it in the file written with --out, and try it: saferplace mapping check FILE MAPPING.json
    """
    sheet = _sheet(_open(file), sheet_name)
    header = _header(sheet, header_row, header_rows)
    if data_set is None:
        _show_likely(sheet, header, file)
        return
    if provider is None:
        raise click.UsageError("Say which organisation sends the table with --provider KEY.")
    source = _source(data_set)
    suggestion = suggest_mapping(
        sheet, source, provider=provider, name=name or file.stem, header=header, sheet_name=sheet_name
    )
    _show_suggestion(suggestion, source)
    if out:
        out.write_text(to_json(suggestion.mapping), encoding="utf-8")
        click.echo(f"Written to {out}. Try it: saferplace mapping check {file.name} {out}")
    else:
        click.echo(to_json(suggestion.mapping))


@mapping.command()
@click.argument("file", type=_FILE)
@click.argument("mapping_file", metavar="MAPPING", type=_FILE)
def check(file: Path, mapping_file: Path) -> None:
    """Try MAPPING on FILE: what does not fit, what personal data it would keep, and the first rows as read.

    Stores nothing. Exit status 1 when an import would refuse the file.
    """
    decided = read_mapping(mapping_file)
    source = _source(decided.data_set)
    tried = rehearse(_open(file), decided, source)
    _show_rehearsal(tried, source)
    if not tried.may_be_imported:
        raise SystemExit(1)


def _open(file: Path) -> tuple[Sheet, ...]:
    try:
        return open_tables(file, name=file.name)
    except UnreadableTable as unreadable:
        raise click.ClickException(f"{file.name}: {unreadable}") from None


def _source(data_set: str) -> Source:
    try:
        source = source_of(data_set)
    except LookupError as unknown:
        raise click.ClickException(str(unknown)) from None
    if not source.fields:
        raise click.ClickException(f"Of {source.title} only the publisher's own files are read; they need no mapping.")
    return source


def _sheet(sheets: Sequence[Sheet], name: str | None) -> Sheet:
    filled = [sheet for sheet in sheets if sheet.rows]
    if name is None:
        return next((sheet for sheet in filled if not sheet.is_hidden), filled[0])
    for sheet in filled:
        if sheet.name == name:
            return sheet
    raise click.ClickException(f"There is no sheet “{name}”. There are: {', '.join(sheet.name for sheet in filled)}.")


def _header(sheet: Sheet, row: int | None, rows: int) -> Header:
    if row is None:
        return guess_header(sheet)
    if (
        row not in sheet.lines
        or sheet.lines.index(row) + rows > len(sheet.rows)
        or not sheet.rows[sheet.lines.index(row)]
    ):
        raise click.BadParameter(f"row {row} of the sheet “{sheet.name}” holds nothing.", param_hint="--header-row")
    return Header(sheet.lines.index(row), rows)


def _show_likely(sheet: Sheet, header: Header, file: Path) -> None:
    likely = rank_data_sets(sheet, SOURCES, file_name=file.stem, header=header)[:_LIKELY_DATA_SETS]
    if not likely:
        raise click.ClickException("There is no data set yet that partners send in tables of their own.")
    click.echo("What the table most likely is, the best first. Name one with --data-set:")
    for one in likely:
        click.echo(f"  {one.source.data_set}: {one.source.title} ({len(one.filled)} of its fields found)")


def _show_suggestion(suggestion: Suggestion, source: Source) -> None:
    headings = {name: heading for heading, name in source.columns.items()}
    console = Console(soft_wrap=True, width=_WIDTH, highlight=False, stderr=True)
    table = Table("Column", "Use", "Fills", "How sure", "Why", box=None)
    for column in suggestion.columns:
        fills = headings.get(column.rule.field or "", "")
        table.add_row(column.rule.heading, column.rule.use, fills, column.certainty, column.why)
    console.print(table)
    for name, words in suggestion.words.items():
        for word in words:
            console.print(_said_of_word(word, headings[name]), markup=False)
    for field in suggestion.missing:
        console.print(f"Nothing fills “{field.heading}”, without which every row would be refused.", markup=False)


def _said_of_word(word: WordSuggestion, heading: str) -> str:
    if word.certainty is Certainty.GUESS:
        nearest = f"; the nearest is “{word.standard}”" if word.standard else ""
        return f"{heading}: “{word.word}” is no standard word{nearest}. Decide what it is."
    return f"{heading}: “{word.word}” becomes “{word.standard}” ({word.certainty})."


def _show_rehearsal(tried: Rehearsal, source: Source) -> None:
    for fault in tried.faults:
        click.echo(f"Does not fit: {fault}")
    for finding in tried.findings:
        click.echo(f"Personal data: {finding.sentence}")
    if tried.read is None or tried.sheet is None:
        return
    if tried.findings:
        click.echo("No rows are shown until the personal data is dropped or masked.")
        return
    read = tried.read
    click.echo(
        f"The sheet “{tried.sheet.name}” holds {read.cells.height:,} rows to import; "
        f"{len(read.left_out):,} are left out and {len(read.broken):,} broken."
    )
    for number, row in enumerate(tried.first_rows(_ROWS_SHOWN, source=source)):
        click.echo(f"Row {read.cells['source_line'][number]}")
        for heading, cell in row.items():
            click.echo(f"  {heading}: {cell}")
