"""`saferplace country`: recorded crime of every community safety partnership, as one CSV file."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import click

from saferplace.analysis.missing import Known
from saferplace.analysis.months import Month, Period
from saferplace.cli.evidence import data_option, open_evidence
from saferplace.cli.kept_receipts import keep_where_records_are
from saferplace.evidence.crime_types import UnknownCrimeType, find_crime_type
from saferplace.evidence.queries import (
    CountryCounts,
    NothingLoaded,
    TopLsoas,
    recorded_crime_by_partnership_and_type,
    top_lsoas,
)

HEADINGS = ("Partnership code", "Partnership", "Month", "Crime type", "Count", "Why there is no count")


@click.command()
@click.option("--type", "types", multiple=True, help="For example robbery; may be repeated. All types when left out.")
@click.option("--from", "first", required=True, metavar="YYYY-MM", help="First month.")
@click.option("--to", "last", required=True, metavar="YYYY-MM", help="Last month.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write each count to this CSV file.")
@click.option("--top", default=10, show_default=True, type=click.IntRange(1, 1000), help="How many LSOAs to list.")
@data_option
def country(types: tuple[str, ...], first: str, last: str, out: Path | None, top: int, data: Path | None) -> None:
    """Count recorded crime in every community safety partnership of England and Wales, and list the fullest LSOAs.

    A month that a force has not sent, or sent incomplete, has no count: it is never zero.
    Exit status 0: counted. 1: no evidence is loaded. 2: wrong use.
    """
    try:
        crime_types = frozenset(find_crime_type(written) for written in types) or None
        period = Period(Month.parse(first), Month.parse(last))
    except (UnknownCrimeType, ValueError) as wrong:
        raise click.UsageError(str(wrong)) from wrong
    store, at = open_evidence(data), dt.datetime.now(dt.UTC)
    try:
        counted = recorded_crime_by_partnership_and_type(store, crime_types=crime_types, period=period, at=at)
        fullest = top_lsoas(store, crime_types=crime_types, period=period, limit=top, at=at)
    except NothingLoaded as refused:
        raise click.ClickException(str(refused)) from refused
    keep_where_records_are([counted.receipt, fullest.receipt], data)
    if out is not None:
        with out.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([HEADINGS, *lines(counted, period)])
    click.echo("\n".join(in_words(counted, fullest, period)))


def lines(counted: CountryCounts, period: Period) -> Iterator[tuple[str, str, str, str, str, str]]:
    """A line for each partnership, month and crime type."""
    for partnership in counted.partnerships:
        for month in period:
            for crime_type in counted.crime_types:
                figure = counted.figure(partnership, month, crime_type)
                count = f"{figure.value:.0f}" if isinstance(figure, Known) else ""
                why = "" if isinstance(figure, Known) else figure.in_words
                yield partnership.code, partnership.name, str(month), crime_type, count, why


def in_words(counted: CountryCounts, fullest: TopLsoas, period: Period) -> list[str]:
    """What was counted, of whom, and what is left out, a line a fact."""
    rows = counted.receipt.result["rows"]
    forces = {force for partnership in counted.partnerships for force in partnership.force_slugs}
    silent = sorted(forces - set(fullest.forces))
    said = [
        f"{rows:,} rows in {len({code for code, _ in counted.counts})} partnerships, {period.in_words()}",
        f"Left out, since they share a district with another: {', '.join(counted.left_out)}",
    ]
    if silent:
        said.append(f"No file in this period from: {', '.join(silent)}. Their partnerships are unknown, not zero.")
    said.append("Most rows:")
    said.extend(f"{lsoa.count:>9,}  {lsoa.code}  {lsoa.name} ({lsoa.district})" for lsoa in fullest.lsoas)
    return [
        *said,
        f"Source: data.police.uk, Open Government Licence v3.0; {counted.receipt.data_set} version "
        f"{counted.receipt.version}",
        f"Receipt: {counted.receipt.digest}",
    ]
