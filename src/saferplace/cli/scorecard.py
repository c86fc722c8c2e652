"""`saferplace scorecard`: the numbers of the scorecard page, for a person or a program."""

from __future__ import annotations

import datetime as dt
import json
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from saferplace.cli.records import open_records

if TYPE_CHECKING:
    from saferplace.performance.queries import MeasureReading, Scorecard


@click.command()
@click.option("--partnership", "slug", help="Its short name in addresses, e.g. dacorum. Not needed when there is one.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
@click.option("--public", is_flag=True, help="Only what somebody without a sign-in may see.")
def scorecard(slug: str | None, as_json: bool, public: bool) -> None:
    """Show how each measure is doing: newest figure, 12 months, year to date, rate and control chart."""
    open_records()
    from saferplace.cli.partnerships import the_partnership
    from saferplace.performance.exports import scorecard_as_json
    from saferplace.performance.queries import public_scorecard, whole_scorecard

    partnership = the_partnership(slug)
    today = dt.datetime.now(tz=dt.UTC).date()
    read = public_scorecard if public else whole_scorecard
    card = read(partnership, today)
    if as_json:
        click.echo(json.dumps(scorecard_as_json(card), indent=2, ensure_ascii=False))
        return
    _print(card)


def _print(card: Scorecard) -> None:
    click.echo(f"{card.partnership}: scorecard, {card.today.day} {card.today:%B %Y}")
    for tier, readings in card.tiers:
        click.secho(f"\n{tier.label}s", bold=True)
        for reading in readings:
            click.secho(f"\n{reading.version.name}", bold=True)
            for name, said in _lines(reading):
                click.echo(_wrapped(name, said))


def _lines(reading: MeasureReading) -> Iterator[tuple[str, str]]:
    yield "Newest", " ".join([reading.latest_in_words, reading.latest_share_in_words, reading.after_latest_in_words])
    if reading.latest is not None:
        yield "Reading", reading.chart_in_words
    if reading.rolling is not None and reading.year_to_date is not None:
        yield "12 months", reading.rolling.in_words()
        yield "Year to date", reading.year_to_date.in_words()
    if reading.rate is not None:
        yield "Rate", reading.rate_in_words
    yield "Target", reading.target_in_words
    yield "Baseline", reading.baseline_in_words
    if reading.latest is not None:
        yield "From", reading.latest.source_note or f"receipt {reading.latest.receipt_id}"


def _wrapped(name: str, said: str) -> str:
    return textwrap.fill(said.strip(), 100, initial_indent=f"  {name:14}", subsequent_indent=" " * 16)
