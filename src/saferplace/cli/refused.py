"""`saferplace refused`: rows that were refused, to read and to correct."""

from __future__ import annotations

from pathlib import Path

import click

from saferplace.cli.evidence import data_option, open_evidence, partnership_option
from saferplace.evidence.importing import count_refused, refused_rows
from saferplace.evidence.importing.corrected import write_correction
from saferplace.evidence.sources.catalogue import SOURCES, source_of
from saferplace.evidence.sources.source import Source

_SHOWN = 50


@click.command()
@click.option(
    "--data-set",
    type=click.Choice([source.data_set for source in SOURCES]),
    help="Whose rows. Without it: those of the first data set that has any.",
)
@click.option("--import", "import_id", help="Only rows that this import refused.")
@click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Write them as CSV.")
@partnership_option
@data_option
def refused(
    data_set: str | None, import_id: str | None, out: Path | None, partnership: str | None, data: Path | None
) -> None:
    """Show the rows of a data set that wait for correction, or write them as CSV with --out.

    Correct the cells in that CSV, leave its first six columns as they are, and send it again: saferplace import FILE
    """
    store = open_evidence(data, partnership)
    waiting = {source: count_refused(store, source, import_id) for source in _asked(data_set)}
    source = next((source for source, count in waiting.items() if count), next(iter(waiting)))
    total = waiting.pop(source)
    for other, count in waiting.items():
        if count:
            click.echo(f"{count:,} more wait in {other.data_set}: --data-set {other.data_set}", err=True)
    if not total:
        click.echo("No refused row waits for correction.")
        return
    if out:
        out.write_text(
            write_correction(source, refused_rows(store, source, import_id)), encoding="utf-8-sig", newline=""
        )
        click.echo(f"{total:,} row{'' if total == 1 else 's'} of {source.data_set} written to {out}.")
        return
    for row in refused_rows(store, source, import_id, limit=_SHOWN):
        click.echo(f"{row.file}, line {row.line}: {row.reason}")
    if total > _SHOWN:
        click.echo(f"… and {total - _SHOWN:,} more. Write them all with --out FILE.csv.")
    click.echo(f"{total:,} refused row{'' if total == 1 else 's'} wait for correction.")


def _asked(data_set: str | None) -> tuple[Source, ...]:
    return SOURCES if data_set is None else (source_of(data_set),)
