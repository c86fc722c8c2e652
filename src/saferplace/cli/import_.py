"""`saferplace import`: evidence in."""

from __future__ import annotations

import datetime as dt
import getpass
import json
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from saferplace.analysis.months import runs_in_words
from saferplace.cli.after_import import bring_figures_up_to_date
from saferplace.cli.evidence import data_option, open_evidence, partnership_option, store_for_writing
from saferplace.cli.known_places import known_places
from saferplace.cli.progress import shown_on_terminal
from saferplace.cli.tables import periods_said, read_mapping
from saferplace.evidence.importing import AnotherImportIsRunning, Terms, import_files
from saferplace.evidence.importing.summary import ImportReport, ImportSummary, UnitSummary
from saferplace.evidence.sources.catalogue import SOURCES, source_of

_MOST_ROWS_SHOWN = 60
_WIDTH = 110  # the table of figures needs this much; a narrower terminal wraps it


@click.command(name="import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen and store nothing.")
@click.option("--published", metavar="DATE", help="When the publisher released the files: 2022, 2022-06 or 2022-06-30.")
@click.option("--agreement", help="The information-sharing agreement or licence under which the files come.")
@click.option("--purpose", help="What the files may be used for.")
@click.option(
    "--mapping",
    "mapping_files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="How partners' own tables are read; once for each mapping. See “saferplace mapping”.",
)
@click.option("--provider", metavar="KEY", help="The organisation that sends files in our own templates.")
@click.option(
    "--covers",
    multiple=True,
    metavar="PERIOD",
    help="A period that the tables cover whole: 2026-10, or 2026-04..2026-06. One without rows is held as empty.",
)
@partnership_option
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@data_option
def import_(
    paths: tuple[Path, ...],
    dry_run: bool,
    published: str | None,
    agreement: str | None,
    purpose: str | None,
    mapping_files: tuple[Path, ...],
    provider: str | None,
    covers: tuple[str, ...],
    partnership: str | None,
    as_json: bool,
    data: Path | None,
) -> None:
    """Import evidence: files of data.police.uk (street, outcomes, stop and search) as archives (ZIP), folders, CSV
    files or gzipped CSV files; and partners' own tables (CSV, XLSX, XLS, ODS, Parquet) by a mapping made once.

    What partners share goes into the store of their partnership: name it with --partnership.

    The same files again change nothing. A newer release of a month replaces that month's rows. Rows that cannot be
    believed are kept apart: see “saferplace refused”. Correct them in its CSV and import that CSV.

    Exit status 0: done. 1: stopped, or no file could be taken; nothing was changed. 2: wrong use.
    """
    now = dt.datetime.now(dt.UTC)
    store = store_for_writing(data, partnership)
    mappings = [read_mapping(file) for file in mapping_files]
    periods = periods_said(covers)
    who = f"{getpass.getuser()} at the command line"
    try:
        with shown_on_terminal("Checking" if dry_run else "Importing") as report:
            done = import_files(
                store,
                paths,
                today=now.date(),
                terms=Terms(who, _checked_date(published), agreement, purpose),
                started_at=now,
                is_dry_run=dry_run,
                report=report,
                mappings=mappings,
                provider=provider,
                covers=periods,
                sources=tuple(source for source in SOURCES if source.is_open is (partnership is None)),
                places=known_places(data, partnership),
            )
    except AnotherImportIsRunning as running:
        raise click.ClickException(str(running)) from running
    except KeyboardInterrupt:
        raise click.ClickException("Stopped. Nothing was changed.") from None
    if as_json:
        click.echo(json.dumps(done.as_json(), indent=2))
    else:
        _show(done)
    if not (dry_run or done.changes_nothing):
        bring_figures_up_to_date(open_evidence(data).root, at=now)
    if not any(summary.units for summary in done.summaries):
        raise SystemExit(1)


def _checked_date(written: str | None) -> str | None:
    if written is None:
        return None
    for form in ("%Y-%m-%d", "%Y-%m", "%Y"):
        try:
            dt.datetime.strptime(written, form)  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
        return written
    raise click.BadParameter(f"“{written}” is not a date like 2022, 2022-06 or 2022-06-30.", param_hint="--published")


def _show(done: ImportReport) -> None:
    console = Console(soft_wrap=True, width=_WIDTH)
    for refused in done.refused_files:
        console.print(f"[bold]Not imported:[/] {refused.name}: {refused.reason}", highlight=False)
    if done.not_taken:
        console.print(f"{len(done.not_taken)} files are of a kind that is not imported: {done.not_taken[0]}, …")
    for summary in done.summaries:
        _show_data_set(console, summary)
    for note in done.notes:
        console.print(note, highlight=False)
    if not done.summaries:
        console.print("No file could be taken. Nothing changed.")


def _show_data_set(console: Console, summary: ImportSummary) -> None:
    title = source_of(summary.data_set).title
    console.print(f"[bold]{title[0].upper()}{title[1:]}[/]", highlight=False)
    changed = [unit for unit in summary.units if unit.is_changed or unit.refused or unit.notes]
    if changed:
        console.print(_table(changed[:_MOST_ROWS_SHOWN]))
    if len(changed) > _MOST_ROWS_SHOWN:
        console.print(f"… and {len(changed) - _MOST_ROWS_SHOWN} more; --json lists them all.")
    for unit in changed:
        for note in unit.notes:
            console.print(f"{unit.unit.provider} {unit.unit.period}: {note}", highlight=False)
    for provider, months in summary.missing_months:
        console.print(f"{provider}: no file for {runs_in_words(months)}. A missing month is not zero.", highlight=False)
    console.print(_last_line(summary), highlight=False)


def _table(units: list[UnitSummary]) -> Table:
    table = Table(
        "Provider", "Period", *(["Read", "New", "Unchanged", "Changed", "Removed", "Refused"]), "No location", box=None
    )
    for column in table.columns:
        column.no_wrap = True
    for column in table.columns[2:]:
        column.justify = "right"
    for unit in units:
        difference = unit.difference
        figures = (unit.read, difference.new, difference.unchanged, difference.changed, difference.removed)
        shown = [f"{figure:,}" for figure in (*figures, unit.refused, unit.noticed.get("without_place", 0))]
        table.add_row(unit.unit.provider, unit.unit.period, *shown)
    return table


def _last_line(summary: ImportSummary) -> str:
    held = sum(unit.was_held for unit in summary.units)
    files = len({unit.source_file for unit in summary.units})
    read = f"{summary.rows_read:,} rows read in {files} files ({held} periods held before)"
    refused = f", {summary.rows_refused:,} refused" if summary.rows_refused else ""
    if summary.changes_nothing:
        return f"{read}{refused}. Nothing changed."
    if summary.is_dry_run:
        return f"{read}{refused}. This was a dry run: nothing was stored."
    return f"{read}{refused}. The data set is now at version {summary.version}."
