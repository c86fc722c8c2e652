"""`saferplace refused`: rows that were refused, to read and to correct."""

from __future__ import annotations

from pathlib import Path

import click

from saferplace.cli.evidence import data_option, open_evidence
from saferplace.evidence.importing import count_refused, refused_rows
from saferplace.evidence.police_street.corrected import write_correction

_SHOWN = 50


@click.command()
@click.option("--import", "import_id", help="Only rows that this import refused.")
@click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Write them as CSV.")
@data_option
def refused(import_id: str | None, out: Path | None, data: Path | None) -> None:
    """Show the rows that wait for correction, or write them as CSV with --out.

    Correct the cells in that CSV, leave its first five columns as they are, and send it again: saferplace import FILE
    """
    store = open_evidence(data)
    total = count_refused(store, import_id)
    if out:
        rows = refused_rows(store, import_id)
        lines = [(row.import_id, row.file, str(row.line), row.column, row.reason, *row.cells) for row in rows]
        out.write_text(write_correction(lines), encoding="utf-8-sig", newline="")
        click.echo(f"{total:,} rows written to {out}.")
        return
    for row in refused_rows(store, import_id, limit=_SHOWN):
        click.echo(f"{row.file}, line {row.line}: {row.reason}")
    if total > _SHOWN:
        click.echo(f"… and {total - _SHOWN:,} more. Write them all with --out FILE.csv.")
    click.echo(f"{total:,} refused row{'' if total == 1 else 's'} wait for correction.")
