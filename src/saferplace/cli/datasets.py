"""`saferplace datasets`: what evidence is held, since when, and from what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from saferplace.analysis.months import runs_in_words
from saferplace.cli.evidence import data_option, open_evidence, partnership_option
from saferplace.evidence.importing import count_refused, held_imports
from saferplace.evidence.importing.summary import missing_months
from saferplace.evidence.sources.catalogue import SOURCES
from saferplace.evidence.sources.source import Source
from saferplace.evidence.sources.unit import Unit
from saferplace.evidence.store import EvidenceStore


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@partnership_option
@data_option
def datasets(as_json: bool, partnership: str | None, data: Path | None) -> None:
    """List data sets: version, months held by force, gaps, and every import with its files."""
    said = _said(open_evidence(data, partnership), is_open=partnership is None)
    if as_json:
        click.echo(json.dumps(said, indent=2))
    else:
        _show(said)


def _said(store: EvidenceStore, *, is_open: bool) -> dict[str, Any]:
    return {"data_sets": [_said_of(store, source) for source in SOURCES if source.is_open is is_open]}


def _said_of(store: EvidenceStore, source: Source) -> dict[str, Any]:
    units = [Unit.parse(key) for key in store.units(source.data_set)]
    by_provider: dict[str, list[str]] = {}
    for unit in units:
        by_provider.setdefault(unit.provider, []).append(unit.period)
    gaps = dict(missing_months(units))
    imports = [
        {
            "import_id": held.import_id,
            "version": held.version,
            "committed_at": held.committed_at.isoformat(),
            "loaded_by": held.loaded_by,
            "published": held.published,
            "agreement": held.agreement,
            "purpose": held.purpose,
            "rows_read": held.summary["rows_read"],
            "rows_refused": held.summary["rows_refused"],
            "files": held.files,
        }
        for held in held_imports(store, source.data_set)
    ]
    return {
        "name": source.data_set,
        "title": source.title,
        "version": store.version(source.data_set),
        "coverage": [
            {"provider": provider, "periods": periods, "missing_between": list(gaps.get(provider, ()))}
            for provider, periods in sorted(by_provider.items())
        ],
        "refused_rows_waiting": count_refused(store, source) if imports else 0,
        "imports": imports,
    }


def _in_words(periods: list[str]) -> str:
    try:
        return f"{len(periods)} months: {runs_in_words(periods)}"
    except ValueError:
        return ", ".join(periods)


def _show(said: dict[str, Any]) -> None:
    console = Console(soft_wrap=True, highlight=False)
    for data_set in (each for each in said["data_sets"] if each["version"] is not None):
        console.print(f"[bold]{data_set['name']}[/], version {data_set['version']}")
        for held in data_set["coverage"]:
            console.print(f"  {held['provider']}: {_in_words(held['periods'])}")
            if held["missing_between"]:
                console.print(f"    no data between: {runs_in_words(held['missing_between'])}")
        console.print(f"  {data_set['refused_rows_waiting']:,} refused rows wait for correction")
        for held in data_set["imports"]:
            released = f", released {held['published']}" if held["published"] else ""
            when = held["committed_at"][:16].replace("T", " ")
            console.print(
                f"  version {held['version']}: {when} UTC by {held['loaded_by']}, "
                f"{len(held['files'])} files, {held['rows_read']:,} rows{released} (import {held['import_id']})"
            )
    empty = [data_set["name"] for data_set in said["data_sets"] if data_set["version"] is None]
    if empty:
        console.print(f"Nothing loaded yet: {', '.join(empty)}. Load files with: saferplace import PATH")
