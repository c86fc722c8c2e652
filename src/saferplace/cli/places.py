"""`saferplace places`: texts that could be several places, and what they mean."""

from __future__ import annotations

import datetime as dt

import click

from saferplace.cli.records import open_records

_SHOWN = 50
_partnership_option = click.option(
    "--partnership", "slug", help="Its short name in addresses, e.g. dacorum. Not needed when there is one."
)


@click.group()
def places() -> None:
    """Where partners' rows happened, when their file leaves it open."""


@places.command()
@_partnership_option
def waiting(slug: str | None) -> None:
    """List the texts that wait for a person, most rows first, each with the places that it may mean."""
    open_records()
    from saferplace.cli.partnerships import the_partnership
    from saferplace.evidence.places.candidates import candidates_of
    from saferplace.intelligence.settling import places_of, waiting_places

    partnership = the_partnership(slug)
    texts = waiting_places(partnership)
    known = places_of(partnership) if texts else None
    for text in texts[:_SHOWN]:
        click.echo(
            f"{text.digest[:8]}  “{text.text}”, {text.provider}: {text.rows:,} row{'' if text.rows == 1 else 's'}"
        )
        for number, candidate in enumerate(candidates_of(text, known) if known else (), start=1):
            point = f"{candidate.easting} {candidate.northing}"
            click.echo(f"    {number}  {candidate.words} ({candidate.note}), {point}")
    if len(texts) > _SHOWN:
        click.echo(f"… and {len(texts) - _SHOWN:,} more.")
    click.echo(f"{len(texts):,} text{'' if len(texts) == 1 else 's'} to settle.")


@places.command()
@click.argument("text_id", metavar="TEXT")
@click.option("--candidate", type=int, help="Its number in the list.")
@click.option("--at", "said", help="A postcode, a grid reference, or easting and northing.")
@click.option("--cannot", is_flag=True, help="It cannot be placed.")
@click.option("--why", default="", help="For whoever asks later.")
@_partnership_option
def settle(text_id: str, candidate: int | None, said: str | None, cannot: bool, why: str, slug: str | None) -> None:
    """Say where TEXT is: the eight letters before it in “saferplace places waiting”."""
    if [candidate is not None, said is not None, cannot].count(True) != 1:
        raise click.UsageError("Give one of --candidate, --at and --cannot.")
    open_records()
    from saferplace.cli.partnerships import the_partnership
    from saferplace.core.actors import Actor
    from saferplace.evidence.importing import AnotherImportIsRunning
    from saferplace.evidence.places.candidates import candidates_of, point_said
    from saferplace.intelligence.settling import places_of, settle_place, waiting_places

    partnership = the_partnership(slug)
    texts = [text for text in waiting_places(partnership) if text.digest.startswith(text_id)]
    if len(texts) != 1 or len(text_id) < 8:
        raise click.ClickException(f"No text that waits begins with {text_id}. See: saferplace places waiting")
    [text] = texts
    known = places_of(partnership)
    chosen = None
    if candidate is not None:
        offered = candidates_of(text, known)
        if not 1 <= candidate <= len(offered):
            raise click.ClickException(f"There are {len(offered)} candidates. Give a number from the list.")
        chosen = offered[candidate - 1]
    elif said is not None:
        chosen = point_said(said, known)
        if chosen is None:
            raise click.ClickException(f"“{said}” is no postcode that is loaded, no grid reference and no point.")
    try:
        replaced = settle_place(partnership, text, chosen, why=why, by=Actor.command_line(), at=dt.datetime.now(dt.UTC))
    except AnotherImportIsRunning as running:
        raise click.ClickException(str(running)) from running
    _say(sum(one.rows for one in replaced), f"“{text.text}” is settled.")


@places.command()
@_partnership_option
def again(slug: str | None) -> None:
    """Look again at rows without a point, after a list was loaded."""
    open_records()
    from saferplace.cli.partnerships import the_partnership
    from saferplace.core.actors import Actor
    from saferplace.evidence.importing import AnotherImportIsRunning
    from saferplace.intelligence.settling import look_again

    try:
        replaced = look_again(the_partnership(slug), by=Actor.command_line(), at=dt.datetime.now(dt.UTC))
    except AnotherImportIsRunning as running:
        raise click.ClickException(str(running)) from running
    _say(sum(one.rows for one in replaced), "Looked again.")


def _say(rows: int, sentence: str) -> None:
    click.echo(f"{sentence} {rows:,} row{'' if rows == 1 else 's'} placed anew.")
