"""`saferplace setup`: everything between installing and serving. Safe to run again: it does only what is left."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from saferplace import __version__
from saferplace.cli.after_import import bring_figures_up_to_date
from saferplace.cli.bundled import PARTNERSHIP_FILES, load_bundled_comparators, load_bundled_police_files
from saferplace.cli.progress import shown_on_terminal
from saferplace.cli.records import open_records
from saferplace.evidence.police_street import DATA_SET
from saferplace.evidence.published.fly_tipping import FLY_TIPPING
from saferplace.evidence.store import EvidenceStore


@click.command()
def setup() -> None:
    """Prepare the database and static files, and load the bundled plan and police files on the first start."""
    open_records()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    _collect_static_files(Path(settings.STATIC_ROOT))
    store = EvidenceStore(settings.EVIDENCE_ROOT)
    is_first_start = store.version(DATA_SET) is None
    if is_first_start:
        _say("Loading the bundled months of data.police.uk…")
        with shown_on_terminal("Loading") as report:
            rows = load_bundled_police_files(store, now=dt.datetime.now(dt.UTC), report=report)
        _say(f"{rows:,} rows of recorded crime and anti-social behaviour loaded.")
    if store.version(FLY_TIPPING.data_set) is None:
        figures = load_bundled_comparators(store, now=dt.datetime.now(dt.UTC))
        _say(f"{figures:,} published figures of fly-tipping in every district of England loaded.")
    has_new_plan = _load_partnerships()
    if is_first_start or has_new_plan:
        bring_figures_up_to_date(store.root, at=dt.datetime.now(dt.UTC))
    if settings.DEMO:
        _add_demo_people()
    if is_first_start:
        _warm_analyses(store)


def _collect_static_files(folder: Path) -> None:
    """Collecting takes seconds, so it is done once for each state of the files."""
    from django.core.management import call_command

    source = Path(__file__).resolve().parents[1] / "web" / "static"
    newest = max(file.stat().st_mtime_ns for file in source.rglob("*") if file.is_file())
    stamp, state = folder / "collected", f"{__version__} {newest}"
    if not stamp.exists() or stamp.read_text() != state:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(state)


def _load_partnerships() -> bool:
    """Load each bundled partnership's file. Returns whether any was new or changed."""
    from saferplace.core.actors import Actor
    from saferplace.plan.commands import load_partnership_file

    changed = False
    for file in sorted(PARTNERSHIP_FILES.glob("*.yaml")):
        loaded = load_partnership_file(file, by=Actor.command_line())
        changed = changed or loaded.is_new
    return changed


def _warm_analyses(store: EvidenceStore) -> None:
    from saferplace.evidence.areas import UnknownArea
    from saferplace.intelligence.analyses.warming import warm_analyses
    from saferplace.intelligence.opening import area_of
    from saferplace.partnership.models import Partnership

    partnership = Partnership.objects.order_by("pk").first()
    if partnership is None:
        return
    _say("Preparing the analyses…")
    try:
        warm_analyses(store, area_of(partnership), at=dt.datetime.now(dt.UTC))
    except UnknownArea:  # a partnership of made-up areas; each analysis is then prepared when it is first asked for
        return


def _add_demo_people() -> None:
    from django.utils import timezone

    from saferplace.core.actors import Actor
    from saferplace.partnership.demo import add_demo_people
    from saferplace.partnership.models import Partnership

    for partnership in Partnership.objects.all():
        add_demo_people(partnership, by=Actor.command_line(), today=timezone.localdate())


def _say(sentence: str) -> None:
    click.echo(sentence)
    sys.stdout.flush()
