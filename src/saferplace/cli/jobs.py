"""`saferplace jobs`: what is being done, and what became of the rest."""

from __future__ import annotations

import click
from rich.console import Console
from rich.table import Table

from saferplace.cli.records import open_records


@click.command()
@click.option("--all", "every", is_flag=True, help="Also those that ended before the newest twenty.")
def jobs(every: bool) -> None:
    """List long work, newest first: waiting, under way and ended."""
    open_records()
    from django.utils import timezone

    from saferplace.core.models import Job

    listed = Job.objects.select_related("asked_by")
    table = Table("Reference", "State", "Asked for", "By", "How far", box=None)
    for job in listed if every else listed[:20]:
        when = timezone.localtime(job.created_at).strftime("%d %b %Y, %H:%M")
        far = job.error or job.what or (f"{job.done} of {job.total}" if job.total else "")
        table.add_row(job.reference, job.get_state_display(), f"{job.title}, {when}", str(job.asked_by or "–"), far)
    if not table.row_count:
        click.echo("No long work was ever asked for.")
        return
    Console(soft_wrap=True, width=140).print(table, highlight=False)
