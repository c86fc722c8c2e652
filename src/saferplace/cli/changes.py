"""`saferplace changes`: what the publisher, or a partner, restated between two versions of a data set."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from saferplace.cli.evidence import data_option, open_evidence
from saferplace.evidence.queries.restated_rows import all_restated_rows
from saferplace.evidence.queries.restatement import Moved, Restatement, compare_versions, restatement
from saferplace.evidence.restated_file import restated_csv
from saferplace.evidence.sources.catalogue import source_of
from saferplace.evidence.sources.source import Source
from saferplace.evidence.store import EvidenceStore


@click.command()
@click.option("--data-set", default="police-uk-street", show_default=True, help="Which data set.")
@click.option(
    "--unit", "units", multiple=True, help="For example hertfordshire~2021-03; may be repeated. All by default."
)
@click.option("--from", "before", type=click.IntRange(0), help="The version before; the one before --to by default.")
@click.option("--to", "after", type=click.IntRange(0), help="The version after; the newest by default.")
@click.option("--partnership", help="Whose data, by its short name in addresses, where a data set is not open.")
@click.option(
    "--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Also write the rows as CSV."
)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON: the same numbers.")
@data_option
def changes(
    data_set: str,
    units: tuple[str, ...],
    before: int | None,
    after: int | None,
    partnership: str | None,
    out: Path | None,
    as_json: bool,
    data: Path | None,
) -> None:
    """Say what changed between two versions of a data set: rows that are new, removed or changed, and in what.

    Exit status 0: compared. 1: there are no two such versions.
    """
    try:
        source = source_of(data_set)
    except LookupError as unknown:
        raise click.ClickException(str(unknown)) from unknown
    store = store_for(source, partnership, data)
    try:
        first, last = _versions(store, source, before, after)
        found = restatement(store, source, before=first, after=last, units=units or None, at=dt.datetime.now(dt.UTC))
        if out:
            compared = compare_versions(store, source, before=first, after=last, units=units or None)
            lines = restated_csv(source, all_restated_rows(compared))
            out.write_text("".join(lines), encoding="utf-8-sig", newline="")
    except ValueError as refused:
        raise click.ClickException(str(refused)) from refused
    if as_json:
        said = {
            "data_set": data_set,
            "from": first,
            "to": last,
            **found.receipt.result,
            "receipt": found.receipt.digest,
        }
        click.echo(json.dumps(said, indent=2))
    else:
        _show(source, found)


def store_for(source: Source, partnership: str | None, data: Path | None) -> EvidenceStore:
    """The store that holds a data set: open data is everybody's, other data belongs to the partnership named."""
    store = open_evidence(data)
    if source.is_open:
        return store
    if partnership is None or "/" in partnership or partnership.startswith("."):
        raise click.UsageError(f"{source.data_set} is not open data: say whose with --partnership.")
    return EvidenceStore(store.root / "partnerships" / partnership)


def _versions(store: EvidenceStore, source: Source, before: int | None, after: int | None) -> tuple[int, int]:
    newest = store.version(source.data_set)
    if newest is None:
        raise ValueError(f"Nothing of {source.data_set} has been loaded yet.")
    last = newest if after is None else after
    first = last - 1 if before is None else before
    if not 0 <= first < last:
        raise ValueError("The version before must come before the version after.")
    return first, last


def _show(source: Source, found: Restatement) -> None:
    console = Console(soft_wrap=True, highlight=False)
    console.print(f"{source.data_set}, version {found.version_before} to version {found.version_after}")
    if not found.units:
        console.print("Nothing changed.")
        return
    console.print(_table("Unit", found.units))
    told = [f"{name.replace('_', ' ')}: {rows:,}" for name, rows in found.changes.items() if rows]
    if told:
        console.print(f"In the changed rows, {'; '.join(told)}.")
    if found.by_category:
        console.print(_table("Category", _that_differ(found.by_category)))
    if found.by_area:
        console.print(_table("District", _that_differ(found.by_area)))
    console.print(f"Receipt: {found.receipt.digest}")


def _that_differ(lines: Iterable[Moved]) -> list[Moved]:
    return [line for line in lines if line.new or line.removed or line.changed or line.before != line.after]


def _table(what: str, lines: Iterable[Moved]) -> Table:
    table = Table(what, "Before", "After", "New", "Removed", "Changed", box=None)
    for column in table.columns[1:]:
        column.justify = "right"
    for line in lines:
        numbers = (line.before, line.after, line.new, line.removed, line.changed)
        table.add_row(line.name, *(f"{number:,}" for number in numbers))
    return table
