"""One import at a time. The operating system lets go of the lock when its holder dies, however it dies."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path


class AnotherImportIsRunning(Exception):
    """The message is the sentence to show."""


@contextlib.contextmanager
def import_lock(root: Path) -> Iterator[None]:
    """Hold the right to change the evidence store. Raises `AnotherImportIsRunning` at once when it is taken."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / "import.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise AnotherImportIsRunning(
                f"Another import is running (process {holder}). Wait until it is done, then start this one again."
            ) from taken
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        yield
