"""`saferplace serve`: the web server, on this machine only unless told otherwise."""

from __future__ import annotations

import os
import socket
import sys

import click

from saferplace.cli.records import open_records


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the web pages until stopped with Ctrl-C."""
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
    gunicorn = [sys.executable, "-m", "gunicorn", "saferplace.web.wsgi:application", "--bind", f"{host}:{port}"]
    quiet = ["--workers", str(workers), "--threads", "4", "--log-level", "warning", "--access-logfile", "/dev/null"]
    os.execv(sys.executable, [*gunicorn, *quiet])  # noqa: S606 - becomes the server, so Ctrl-C reaches it
