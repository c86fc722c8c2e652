"""After an import at the command line: the same as after one in the browser, said on standard error."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from saferplace.cli.records import open_records


def bring_figures_up_to_date(evidence_root: Path, *, at: dt.datetime) -> None:
    """Refresh the measures of every partnership, and say what changed.

    Does nothing for evidence outside the data folder, and before the records database is set up.
    """
    open_records()
    from django.conf import settings
    from django.db import connection

    from saferplace.core.actors import Actor
    from saferplace.intelligence.after_import import refresh_figures
    from saferplace.partnership.models import Partnership
    from saferplace.performance.models import Observation

    if evidence_root != settings.EVIDENCE_ROOT:
        return
    if Observation._meta.db_table not in connection.introspection.table_names():
        return
    for done in refresh_figures(Partnership.objects.all(), by=Actor.command_line(), at=at):
        if done.why_not:
            click.echo(f"{done.partnership}: measures are as before. {done.why_not}", err=True)
        else:
            click.echo(
                f"{done.partnership}: {done.added} figures of measures added, {done.restated} restated.", err=True
            )
