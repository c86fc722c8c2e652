"""`saferplace near`: is there more recorded crime near features than elsewhere?"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table

from saferplace.analysis.months import Month, Period
from saferplace.cli.evidence import data_option, open_evidence
from saferplace.cli.kept_receipts import keep_where_records_are
from saferplace.evidence.areas import Area, UnknownArea, find_area
from saferplace.evidence.crime_types import UnknownCrimeType, find_crime_type
from saferplace.evidence.queries import NothingLoaded

if TYPE_CHECKING:  # it loads SciPy, which a mistake in the options need not wait for
    from saferplace.analysis.risk_terrain import Association
    from saferplace.intelligence.analyses.near_features import NearFeatures

_WIDTH = 140


@click.command()
@click.argument("features", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--area", required=True, help="GSS code or name, for example E07000096 or Dacorum.")
@click.option("--type", "types", multiple=True, help="For example robbery; may be repeated. All types when left out.")
@click.option("--from", "first", required=True, metavar="YYYY-MM", help="First month.")
@click.option("--to", "last", required=True, metavar="YYYY-MM", help="Last month.")
@click.option(
    "--within", type=click.IntRange(50, 2000), default=200, show_default=True, help="Metres that count as near."
)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON: the same numbers.")
@data_option
def near(
    features: Path,
    area: str,
    types: tuple[str, ...],
    first: str,
    last: str,
    within: int,
    as_json: bool,
    data: Path | None,
) -> None:
    """Compare recorded crime at map points near the features of a CSV file with the other points of an area.

    FEATURES has a row a feature: its name, its kind (such as station, late bar, school), and easting and northing or
    longitude and latitude. What is found is an association and never a cause.
    Where there are records the receipt is kept, with the features' kinds and places, so that “saferplace verify” can
    check it. Exit status 0: compared. 1: the file or the evidence does not serve. 2: wrong use.
    """
    asked_area, crime_types, period = _question(area, types, first, last)
    from saferplace.intelligence.analyses.features_file import read_features
    from saferplace.intelligence.analyses.near_features import near_features
    from saferplace.intelligence.analyses.question import LayerQuestion

    question = LayerQuestion(open_evidence(data), asked_area, period, dt.datetime.now(dt.UTC), crime_types)
    try:
        found = near_features(question, read_features(features.read_bytes(), features.name), float(within))
    except (NothingLoaded, ValueError) as refused:
        raise click.ClickException(str(refused)) from refused
    keep_where_records_are([found.answer.receipt], data)
    if as_json:
        click.echo(json.dumps(found_as_json(found), indent=2))
    else:
        _show(found)


def _question(area: str, types: tuple[str, ...], first: str, last: str) -> tuple[Area, frozenset[str] | None, Period]:
    try:
        crime_types = frozenset(find_crime_type(written) for written in types) or None
        return find_area(area), crime_types, Period(Month.parse(first), Month.parse(last))
    except (UnknownArea, UnknownCrimeType, ValueError) as wrong:
        raise click.UsageError(str(wrong)) from wrong


def found_as_json(found: NearFeatures) -> dict[str, Any]:
    answer = found.answer
    return {
        "finding": answer.finding,
        "method": answer.method,
        "caveats": list(answer.caveats),
        **answer.receipt.result,
        "receipt": answer.receipt.digest,
    }


def _show(found: NearFeatures) -> None:
    console = Console(soft_wrap=True, width=_WIDTH, highlight=False)
    answer = found.answer
    console.print(answer.finding)
    table = Table(
        "Near", "Points near", "Crimes there", "Times the rate elsewhere", "95% interval", "Finding", box=None
    )
    for column in table.columns[1:5]:
        column.justify = "right"
    for one in found.found.features:
        table.add_row(one.name, f"{one.places_near:,}", f"{one.events_near:,.0f}", *_ratio(one))
    console.print(table)
    console.print(answer.method)
    for caveat in answer.caveats:
        console.print(f"* {caveat}")
    receipt = answer.receipt
    console.print(f"Source: data.police.uk, Open Government Licence v3.0; {receipt.data_set} version {receipt.version}")
    console.print(f"Receipt: {receipt.digest}")


def _ratio(one: Association) -> tuple[str, str, str]:
    if one.ratio is None:
        return "", "", f"{one.finding()}: {one.why_not}"
    return f"{one.ratio:.2f}", f"{one.lower:.2f} to {one.upper:.2f}", str(one.finding())
