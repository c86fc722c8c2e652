"""`saferplace serve`: the web server and one worker, on this machine only unless told otherwise."""

from __future__ import annotations

import os
import socket
import sys

import click

from saferplace.cli.records import open_records
from saferplace.cli.supervision import Program, run_together


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Web server processes.")
@click.option("--no-worker", is_flag=True, help="Start no worker for long work: “saferplace worker” runs elsewhere.")
def serve(host: str, port: int, workers: int, no_worker: bool) -> None:
    """Serve the web pages, and do long work beside them, until stopped with Ctrl-C."""
    open_records()
    from django.conf import settings

    from saferplace.partnership.demo import DEMO_PASSWORD, DEMO_PEOPLE

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise click.ClickException(
                f"Port {port} on {host} is in use. Stop the other program or choose another: --port {port + 1}"
            ) from taken
    click.echo(f"\nSaferplace is at http://{host}:{port}/   (Ctrl-C stops it)")
    if settings.DEMO:
        click.echo(f"Demo sign-ins, all with the password {DEMO_PASSWORD}")
        for person in DEMO_PEOPLE:
            click.echo(f"  {person.email:30} {person.role.label}")
    sys.stdout.flush()
    os.environ.setdefault("SAFERPLACE_ADDRESS", f"http://{host}:{port}")
    server = [sys.executable, "-m", "gunicorn", "saferplace.web.wsgi:application", "--bind", f"{host}:{port}"]
    quiet = ["--workers", str(workers), "--threads", "4", "--log-level", "warning", "--access-logfile", "/dev/null"]
    worker = [sys.executable, "-m", "saferplace.cli", "worker", "--parent", str(os.getpid())]
    beside = [] if no_worker else [Program("The worker", worker)]
    raise SystemExit(run_together(Program("The web server", [*server, *quiet]), beside))
