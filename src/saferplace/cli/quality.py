"""`saferplace quality`: how far each data set can be trusted."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from saferplace.analysis.months import runs_in_words
from saferplace.cli.evidence import data_option, open_evidence, partnership_option
from saferplace.evidence.queries.data_set_quality import ProviderQuality, data_set_quality
from saferplace.evidence.sources.catalogue import SOURCES, source_of
from saferplace.evidence.sources.source import Source
from saferplace.evidence.store import EvidenceStore


@click.command()
@click.option("--data-set", metavar="NAME", help="One data set; without it, every one that is held.")
@partnership_option
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@data_option
def quality(data_set: str | None, partnership: str | None, as_json: bool, data: Path | None) -> None:
    """Say of each data set and sender what is held, blank, misplaced, repeated, late or odd.

    A month in which a sender's number falls far below the months around it is a drop: it is left out of figures. A
    spike is counted, and told. Exit status 0: said. 1: nothing is held. 2: wrong use.
    """
    store = open_evidence(data, partnership)
    sources = [_named(data_set)] if data_set else [source for source in SOURCES if _is_here(source, partnership)]
    today = dt.datetime.now(dt.UTC).date()
    said = [_said_of(store, source, today) for source in sources if store.version(source.data_set) is not None]
    if not said:
        raise click.ClickException("Nothing of that is held here.")
    if as_json:
        click.echo(json.dumps({"data_sets": said}, indent=2))
    else:
        _show(said)


def _named(data_set: str) -> Source:
    try:
        return source_of(data_set)
    except LookupError as unknown:
        raise click.BadParameter(str(unknown), param_hint="--data-set") from unknown


def _is_here(source: Source, partnership: str | None) -> bool:
    return source.is_open is (partnership is None)


def _said_of(store: EvidenceStore, source: Source, today: dt.date) -> dict[str, Any]:
    found = data_set_quality(store, source)
    return {
        "name": source.data_set,
        "title": source.title,
        "version": found.version,
        "providers": [_of_provider(provider, today) for provider in found.providers],
    }


def _of_provider(found: ProviderQuality, today: dt.date) -> dict[str, Any]:
    rhythm = found.rhythm
    return {
        "provider": found.provider,
        "periods": len(found.profiles),
        "first": found.profiles[0].unit.period,
        "last": found.profiles[-1].unit.period,
        "missing": [str(month) for month in found.missing],
        "rows": found.rows,
        "completeness": found.completeness,
        "location_rate": found.location_rate,
        "certainty": found.certainty,
        "repeated_rows": found.repeated,
        "blanks": {name: rows for name, rows in found.blanks.items() if rows},
        "usual_days_to_arrive": rhythm.usual_days,
        "next_expected": rhythm.expected.isoformat() if rhythm.expected else None,
        "is_late": rhythm.is_late(today),
        "odd_months": {
            str(month): {"leap": odd.leap.value, "count": odd.count, "usual": odd.usual}
            for month, odd in sorted(found.odd.items())
        },
        "category_changes": [change.in_words for change in found.changes],
        "lsoa_edition_switches": [str(month) for month in found.edition_switches],
    }


def _show(said: list[dict[str, Any]]) -> None:
    console = Console(soft_wrap=True, highlight=False)
    for one in said:
        console.print(f"[bold]{one['name']}[/], version {one['version']}")
        for found in one["providers"]:
            for line in _lines(found):
                console.print(f"  {line}")


def _lines(found: dict[str, Any]) -> list[str]:
    placed = "" if found["location_rate"] is None else f", {found['location_rate']:.1%} of rows well placed"
    filled = "no row" if found["completeness"] is None else f"{found['completeness']:.1%} of cells filled{placed}"
    held = f"{found['periods']} periods, {found['first']} to {found['last']}, {found['rows']:,} rows"
    lines = [f"{found['provider']}: {held}; {filled}; {found['repeated_rows']:,} equal rows"]
    if found["missing"]:
        lines.append(f"  no data between: {runs_in_words(found['missing'])}")
    if found["next_expected"]:
        late = "late since" if found["is_late"] else "expected by"
        lines.append(
            f"  comes {found['usual_days_to_arrive']} days after the month; the next {late} {found['next_expected']}"
        )
    for month, odd in found["odd_months"].items():
        lines.append(f"  {odd['leap']} in {month}: {odd['count']:,} where {odd['usual']:,.0f} are usual")
    lines += [f"  {change}" for change in found["category_changes"]]
    lines += [f"  another LSOA edition from {month}" for month in found["lsoa_edition_switches"]]
    return lines
