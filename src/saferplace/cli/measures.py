"""`saferplace measures`: bring the stored figures up to what the evidence says."""

from __future__ import annotations

import datetime as dt

import click

from saferplace.cli.records import open_records


@click.group()
def measures() -> None:
    """Measures of the plan."""


@measures.command()
@click.option("--partnership", "slug", help="Its short name in addresses. Not needed when there is one.")
def refresh(slug: str | None) -> None:
    """Compute every measure that comes from evidence, and store what is new or restated. Safe to repeat."""
    open_records()
    from saferplace.cli.partnerships import the_partnership
    from saferplace.core.actors import Actor
    from saferplace.evidence.areas import UnknownArea
    from saferplace.performance.commands import refresh_all

    partnership = the_partnership(slug)
    try:
        done = refresh_all(partnership, by=Actor.command_line(), at=dt.datetime.now(tz=dt.UTC))
    except (UnknownArea, ValueError) as refused:
        raise click.ClickException(str(refused)) from refused
    for found in done:
        click.echo(f"{found.key:32} {found.added:5} new {found.restated:5} restated {found.unchanged:5} as before")
    if not done:
        click.echo("No measure of this partnership is computed from evidence.")
