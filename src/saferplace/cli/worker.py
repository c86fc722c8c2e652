"""`saferplace worker`: does the work that pages only ask for."""

from __future__ import annotations

import click

from saferplace.cli.records import open_records


@click.command()
@click.option("--parent", type=int, hidden=True, help="Stop when this process is gone: “serve” gives its own number.")
def worker(parent: int | None) -> None:
    """Do long work, such as imports asked for in the browser, until stopped with Ctrl-C or SIGTERM.

    Any number may run at once, on one machine or (with PostgreSQL and shared data folders) on several; each piece of
    work is done by one of them. What a worker leaves behind when it is killed, another takes up.
    """
    open_records()
    from saferplace.core.jobs.worker import work_until_stopped

    work_until_stopped(parent=parent)
