"""Progress on a terminal, and nothing anywhere else, so that output can be piped."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from saferplace.evidence.importing.progress import Progress, Report, silent


@contextlib.contextmanager
def shown_on_terminal(title: str) -> Iterator[Report]:
    """Give a function to report progress to; it draws on standard error when that is a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield silent
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, TextColumn("{task.fields[what]}"), console=console, transient=True) as bar:
        task = bar.add_task(title, total=None, what="")

        def report(progress: Progress) -> None:
            bar.update(task, completed=progress.done, total=progress.total, what=progress.what[-50:])

        yield report
