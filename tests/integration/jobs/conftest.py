"""A records database that several processes share: a file of SQLite, or a database of the server that CI names."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[3]
SERVER = os.environ.get("DATABASE_URL", "")


@dataclass
class Records:
    """variables: the environment in which programs meet this database. diary: what the work wrote down."""

    folder: Path
    url: str
    programs: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def variables(self) -> dict[str, str]:
        return {**os.environ, "SAFERPLACE_DATA": str(self.folder), "DATABASE_URL": self.url}

    @property
    def diary(self) -> list[list[str]]:
        """Word, job, process."""
        file = self.folder / "diary"
        return [line.split() for line in file.read_text().splitlines()] if file.exists() else []

    def run(self, *words: str) -> None:
        subprocess.run([sys.executable, *words], cwd=PROJECT, env=self.variables, check=True, capture_output=True)

    def start_worker(self, *asked: str) -> subprocess.Popen[bytes]:
        """asked: how many pieces of work to ask for first (see `worker_process`)."""
        driver = ("-m", "tests.integration.jobs.worker_process", str(self.folder / "diary"))
        words = [sys.executable, *driver, *(asked or ("0",))]
        log = (self.folder / "worker.log").open("ab")
        self.programs.append(subprocess.Popen(words, cwd=PROJECT, env=self.variables, stdout=log, stderr=log))
        return self.programs[-1]

    def jobs(self, columns: str) -> list[tuple[Any, ...]]:
        return _rows(self.url, f"SELECT {columns} FROM core_job ORDER BY id")  # noqa: S608 - the tests' own words

    def count(self, of: str) -> int:
        return int(_rows(self.url, f"SELECT count(*) FROM {of}")[0][0])  # noqa: S608 - as above

    def change(self, statement: str) -> None:
        _rows(self.url, statement)

    def wait_for(self, is_so: Callable[[], object], seconds: float = 25) -> None:
        until = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > until:
                log = self.folder / "worker.log"
                raise AssertionError(f"It did not come to be.\n{log.read_text() if log.exists() else ''}")
            time.sleep(0.05)


def _rows(url: str, statement: str) -> list[tuple[Any, ...]]:
    if url.startswith("sqlite"):
        connection: Any = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20)
    else:
        import psycopg

        connection = psycopg.connect(url)
    try:
        cursor = connection.execute(statement)
        found = cursor.fetchall() if cursor.description else []
        connection.commit()
        return list(found)
    finally:
        connection.close()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty, migrated database to copy from: the path of a file, or the name of a database of the server."""
    folder = tmp_path_factory.mktemp("migrated")
    if not SERVER.startswith("postgres"):
        file = folder / "records.sqlite3"
        Records(folder, f"sqlite:///{file}").run("manage.py", "migrate", "--verbosity", "0")
        yield str(file)
        return
    name = f"processes_{uuid.uuid4().hex[:12]}"
    _on_server(f"CREATE DATABASE {name}")
    Records(folder, _named(name)).run("manage.py", "migrate", "--verbosity", "0")
    yield name
    _on_server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def records(migrated: str, tmp_path: Path) -> Iterator[Records]:
    name = f"records_{uuid.uuid4().hex[:12]}"
    if SERVER.startswith("postgres"):
        _on_server(f"CREATE DATABASE {name} TEMPLATE {migrated}")
        made = Records(tmp_path, _named(name))
    else:
        shutil.copy(migrated, tmp_path / "records.sqlite3")
        made = Records(tmp_path, f"sqlite:///{tmp_path / 'records.sqlite3'}")
    yield made
    for program in made.programs:
        if program.poll() is None:
            program.send_signal(signal.SIGKILL)
        program.wait()
    if SERVER.startswith("postgres"):
        _on_server(f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(statement: str) -> None:
    import psycopg

    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(statement)


def _named(name: str) -> str:
    """The server's address with another database's name."""
    from urllib.parse import urlsplit, urlunsplit

    return urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))
