"""`saferplace gazetteer`: lists of postcodes, properties and streets, from their publishers' own files."""

from __future__ import annotations

import datetime as dt
import getpass
from pathlib import Path

import click

from saferplace.cli.evidence import data_option, open_evidence
from saferplace.evidence.areas import UnknownArea, find_area
from saferplace.evidence.importing import AnotherImportIsRunning, held_imports
from saferplace.evidence.places.gazetteers.extent import Box, boxes_around
from saferplace.evidence.places.gazetteers.gazetteer import GAZETTEERS
from saferplace.evidence.places.gazetteers.loading import UnreadableGazetteer, load_gazetteer


@click.group()
def gazetteer() -> None:
    """Lists in which partners' places are looked up. Nothing is downloaded: docs/places.md says where to get them."""


@gazetteer.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--area", "areas", multiple=True, help="Keep what lies around this district (name or code). May repeat.")
@click.option("--box", metavar="W,S,E,N", help="Keep what lies in this box, in metres of British National Grid.")
@click.option("--edition", metavar="MONTH", help="Such as 2026-02, where the file's name does not say it.")
@data_option
def load(file: Path, areas: tuple[str, ...], box: str | None, edition: str | None, data: Path | None) -> None:
    """Load FILE as it was downloaded, packed or not; an edition that was loaded before gives way to it.

    ONS Postcode Directory, National Statistics Postcode Lookup, OS Code-Point Open, OS Open UPRN, OS Open Names.
    """
    try:
        boxes = (*boxes_around(find_area(area) for area in areas), *([Box.parse(box)] if box else []))
        loaded = load_gazetteer(
            open_evidence(data),
            file,
            boxes=boxes,
            edition=edition,
            loaded_by=f"{getpass.getuser()} at the command line",
            at=dt.datetime.now(dt.UTC),
        )
    except (UnknownArea, ValueError, UnreadableGazetteer, AnotherImportIsRunning) as refused:
        raise click.ClickException(str(refused)) from refused
    title = f"{loaded.gazetteer.title}, edition of {loaded.edition}"
    if loaded.is_unchanged:
        click.echo(f"{title}: this file is loaded already ({loaded.rows_kept:,} rows). Nothing changed.")
    else:
        click.echo(f"{title}: {loaded.rows_kept:,} of {loaded.rows_read:,} rows kept, version {loaded.version}.")
        click.echo("Rows of partners that have no point yet: saferplace places again")


@gazetteer.command(name="list")
@data_option
def list_(data: Path | None) -> None:
    """Say which lists are loaded, which edition, and who loaded them."""
    store = open_evidence(data)
    for known in GAZETTEERS:
        imports = held_imports(store, known.data_set)
        if not imports:
            click.echo(f"{known.title}: not loaded")
            continue
        newest = imports[0]
        click.echo(
            f"{known.title}: edition of {newest.published}, {newest.summary['rows_kept']:,} rows, loaded by "
            f"{newest.loaded_by} from {newest.files[0]['name']}"
        )
