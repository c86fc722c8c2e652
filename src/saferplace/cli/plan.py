"""`saferplace plan`: load, check and show a partnership's plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from saferplace.cli.records import open_records
from saferplace.plan.file import BrokenFile, PartnershipFile, published_schema, read_partnership_file

if TYPE_CHECKING:
    from saferplace.partnership.models import Partnership
    from saferplace.plan.commands import Loaded

FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@click.group()
def plan() -> None:
    """The plan: one file for each partnership."""


@plan.command()
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Say what would happen and store nothing.")
def load(file: Path, dry_run: bool) -> None:
    """Load a partnership FILE. The same file again changes nothing."""
    sound = _read(file)
    open_records()
    from django.utils import timezone

    from saferplace.core.actors import Actor
    from saferplace.plan import commands

    act = commands.rehearse if dry_run else commands.load
    try:
        loaded = act(sound, by=Actor.command_line(), at=timezone.now())
    except commands.CannotLoad as refused:
        raise click.ClickException(str(refused)) from refused
    _tell(loaded, dry_run)


@plan.command()
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Say everything that is wrong with a partnership FILE, by line. Stores nothing."""
    sound = _read(file)
    said = sound.content
    promised = [theme for priority in said["plan"]["priorities"] for theme in priority["themes"]]
    click.echo(
        f"{file} is sound: {said['partnership']['name']}, {len(said['plan']['priorities'])} priorities, "
        f"{len(promised)} themes, {sum(len(theme['actions']) for theme in promised)} actions, "
        f"{sum(len(theme['outcomes']) for theme in promised)} outcomes, {len(said['measures'])} measures."
    )


@plan.command()
def schema() -> None:
    """Print the JSON Schema of the partnership file."""
    click.echo(json.dumps(published_schema(), indent=2, ensure_ascii=False))


@plan.command()
@click.argument("partnership_slug", metavar="[PARTNERSHIP]", required=False)
@click.option("--json", "as_json", is_flag=True, help="For a program to read.")
def show(partnership_slug: str | None, as_json: bool) -> None:
    """Show the current plan of a PARTNERSHIP (its slug; not needed where there is only one)."""
    open_records()
    from saferplace.plan.queries import plan_in_full

    partnership = _partnership(partnership_slug)
    found = plan_in_full(partnership)
    if found is None:
        raise click.ClickException(f"{partnership} has no plan yet. Load its file: saferplace plan load FILE")
    if as_json:
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        from saferplace.cli.plan_text import lines

        click.echo("\n".join(lines(found)))


def _read(file: Path) -> PartnershipFile:
    try:
        return read_partnership_file(file)
    except BrokenFile as broken:
        count = len(broken.faults)
        told = "\n".join(f"  {fault}" for fault in broken.faults)
        raise click.ClickException(
            f"{file} cannot be used. {count} fault{'s' if count > 1 else ''}:\n{told}"
        ) from broken


def _tell(loaded: Loaded, dry_run: bool) -> None:
    version = loaded.version
    if not loaded.is_new:
        click.echo(f"Nothing changed: version {version.number} of {version.title} already says the same.")
        return
    done = "Would become" if dry_run else "Loaded as"
    click.echo(f"{done} version {version.number} of {version.title} {version.years_in_words}.")
    for line in (*loaded.differences, *loaded.notes):
        click.echo(f"  {line}")
    if dry_run:
        click.echo("Nothing was stored.")


def _partnership(slug: str | None) -> Partnership:
    from saferplace.partnership.models import Partnership

    known = {partnership.slug: partnership for partnership in Partnership.objects.all()}
    if not known:
        raise click.ClickException("There is no partnership yet. Load its file: saferplace plan load FILE")
    if slug is None and len(known) == 1:
        return next(iter(known.values()))
    if slug in known:
        return known[slug]
    wrong = f"There is no partnership “{slug}”." if slug else "There is more than one partnership."
    raise click.UsageError(f"{wrong} Name one of: {', '.join(known)}.")
