"""What follows an import: stored figures are brought up to what the evidence now says, for pages only read those."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from saferplace.cli.records import open_records


def bring_figures_up_to_date(evidence_root: Path, *, at: dt.datetime) -> None:
    """Refresh the measures of every partnership, and say what changed on standard error.

    Does nothing for evidence outside the data folder, and before the records database is set up. A partnership that
    cannot be refreshed is named; the import stands.
    """
    open_records()
    from django.conf import settings
    from django.db import connection

    from saferplace.core.actors import Actor
    from saferplace.evidence.areas import UnknownArea
    from saferplace.evidence.store import EvidenceStore
    from saferplace.intelligence.commands import recount_findings
    from saferplace.partnership.models import Partnership
    from saferplace.performance.commands import refresh_all
    from saferplace.performance.models import Observation

    if evidence_root != settings.EVIDENCE_ROOT:
        return
    if Observation._meta.db_table not in connection.introspection.table_names():
        return
    for partnership in Partnership.objects.all():
        try:
            done = refresh_all(partnership, by=Actor.command_line(), at=at)
            recount_findings(partnership, EvidenceStore(evidence_root), by=Actor.command_line(), at=at)
        except (UnknownArea, ValueError) as refused:
            click.echo(f"{partnership}: measures are as before. {refused}", err=True)
            continue
        added, restated = sum(found.added for found in done), sum(found.restated for found in done)
        click.echo(f"{partnership}: {added} figures of measures added, {restated} restated.", err=True)
