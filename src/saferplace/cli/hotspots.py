"""`saferplace hotspots`: the places that an analysis finds, as files for maps, spreadsheets and reports."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from saferplace.analysis.months import Month, Period
from saferplace.cli.evidence import data_option, open_evidence, partnership_option
from saferplace.cli.kept_receipts import keep_where_records_are
from saferplace.cli.records import open_records
from saferplace.evidence.areas import Area, UnknownArea, find_area
from saferplace.evidence.crime_types import UnknownCrimeType, find_crime_type
from saferplace.evidence.queries import NothingLoaded
from saferplace.evidence.sources.catalogue import source_of
from saferplace.evidence.sources.source import Source

if TYPE_CHECKING:  # their rooms need Django to be set up
    from saferplace.intelligence.analyses.map_analysis import MapAnalysis


@click.command()
@click.option("--area", required=True, help="GSS code or name, for example E07000096 or Dacorum.")
@click.option("--period", required=True, metavar="MONTHS", help="2021, 2021-04 or 2021-01/2021-12.")
@click.option("--method", required=True, metavar="NAME", help="surface, clusters, persistent, groups, next and others.")
@click.option(
    "--out",
    "files",
    required=True,
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write: .geojson, .gpkg, .csv or .png. May be repeated.",
)
@click.option("--type", "types", multiple=True, help="For example robbery; may be repeated. All types when left out.")
@click.option("--data-set", metavar="NAME", help="Records that partners sent instead of recorded crime.")
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="A choice of the method, e.g. places=50.")
@click.option("--force", is_flag=True, help="Write over files that are there.")
@partnership_option
@data_option
def hotspots(
    area: str,
    period: str,
    method: str,
    files: tuple[Path, ...],
    types: tuple[str, ...],
    data_set: str | None,
    settings: tuple[str, ...],
    force: bool,
    partnership: str | None,
    data: Path | None,
) -> None:
    """Write the places that a method finds: the same as the map's analysis and its list.

    GeoJSON is in degrees (WGS84), GeoPackage in British National Grid; PNG is a map with its legend, list and source.
    Every file says how it was worked out and carries the receipt, which is kept where there are records.
    Exit status 0: written. 1: nothing is loaded, or too little to say anything. 2: wrong use.
    """
    asked_area, months, source = _area(area), _period(period), _source(data_set, partnership)
    _refuse_files(files, may_overwrite=force)
    open_records()
    from saferplace.core.charts.picture import NoFonts
    from saferplace.intelligence.analyses.question import LayerQuestion
    from saferplace.intelligence.layer_files import AnsweredLayer, write

    analysis = _analysis(method)
    question = LayerQuestion(
        store=open_evidence(data, None if source.is_open else partnership),
        area=asked_area,
        period=months,
        at=dt.datetime.now(dt.UTC),
        kinds=_kinds(types, source),
        source=source,
        settings=_settings(settings, analysis),
    )
    try:
        layer = analysis.answer(question)
        for file in files:
            write(AnsweredLayer(question, layer), file)
    except (NothingLoaded, ValueError, NoFonts) as too_little:
        raise click.ClickException(str(too_little)) from too_little
    except OSError as unwritable:
        raise click.ClickException(f"{unwritable.filename or files[0]}: {unwritable.strerror}.") from unwritable
    receipt = layer.answer.receipt
    keep_where_records_are([receipt], data)
    click.echo(f"{layer.title}: {layer.answer.finding}")
    click.echo(layer.answer.method)
    for caveat in layer.answer.caveats:
        click.echo(f"Mind: {caveat}")
    for file in files:
        click.echo(f"Written: {file} ({len(layer.areas):,} areas)")
    click.echo(f"Receipt: {receipt.digest}")


def _area(written: str) -> Area:
    try:
        return find_area(written)
    except UnknownArea as unknown:
        raise click.BadParameter(str(unknown), param_hint="--area") from None


def _period(written: str) -> Period:
    """A year, a month, or two months with a stroke between them."""
    first, _, last = written.partition("/")
    try:
        if len(written) == 4 and written.isdigit():
            return Period.year(int(written))
        return Period(Month.parse(first), Month.parse(last or first))
    except ValueError as wrong:
        raise click.BadParameter(str(wrong), param_hint="--period") from None


def _source(data_set: str | None, partnership: str | None) -> Source:
    from saferplace.evidence.police_street import POLICE_STREET

    if data_set is None:
        return POLICE_STREET
    try:
        source = source_of(data_set)
    except LookupError as unknown:
        raise click.BadParameter(str(unknown), param_hint="--data-set") from None
    if source is not POLICE_STREET and not source.fields:
        raise click.BadParameter(f"{source.title} has no places to map.", param_hint="--data-set")
    if not source.is_open and partnership is None:
        raise click.UsageError(f"{source.title} is shared within a partnership: name it with --partnership.")
    return source


def _kinds(types: tuple[str, ...], source: Source) -> frozenset[str] | None:
    """Crime types by any of their names; of partners' records their own categories."""
    if source.fields:
        return frozenset(types) or None
    try:
        return frozenset(find_crime_type(written) for written in types) or None
    except UnknownCrimeType as unknown:
        raise click.BadParameter(str(unknown), param_hint="--type") from None


def _refuse_files(files: tuple[Path, ...], *, may_overwrite: bool) -> None:
    """Before anything is computed."""
    known = (".geojson", ".gpkg", ".csv", ".png")
    for file in files:
        if file.suffix.lower() not in known:
            raise click.BadParameter(f"“{file.name}” must end in one of {', '.join(known)}.", param_hint="--out")
        if not file.parent.is_dir():
            raise click.BadParameter(f"There is no folder {file.parent}.", param_hint="--out")
        if file.exists() and not may_overwrite:
            raise click.ClickException(f"{file} is there already. Write over it with --force.")


def _analysis(written: str) -> MapAnalysis:
    """By its key, or by a word of it that no other has."""
    from saferplace.intelligence.analyses.registry import MAP_ANALYSES

    found = [one for one in MAP_ANALYSES if one.key == written] or [
        one for one in MAP_ANALYSES if written in one.key.split("-")
    ]
    if len(found) != 1:
        known = ", ".join(one.key for one in MAP_ANALYSES)
        raise click.BadParameter(f"There is no method “{written}”. There are: {known}.", param_hint="--method")
    return found[0]


def _settings(written: tuple[str, ...], analysis: MapAnalysis) -> dict[str, str]:
    chosen = dict(one.partition("=")[::2] for one in written)
    known = {setting.name for setting in analysis.settings}
    if wrong := sorted(set(chosen) - known):
        said = f"It has: {', '.join(sorted(known))}." if known else "It has none."
        raise click.BadParameter(f"“{analysis.key}” has no choice “{wrong[0]}”. {said}", param_hint="--set")
    try:
        return analysis.complete(chosen)
    except ValueError as no_choice:
        raise click.BadParameter(str(no_choice), param_hint="--set") from None
