"""`saferplace serve` with its worker: both there, both gone."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.jobs.conftest import PROJECT, Records


def children_of(parent: int) -> list[int]:
    """Processes of Linux, with children's children."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            child = int(stat.parent.name)
            found += [child, *children_of(child)]
    return found


def is_running(process: int) -> bool:
    stat = Path(f"/proc/{process}/stat")
    try:
        return stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes as Linux shows them")
def test_ctrl_c_stops_the_server_and_its_worker(records: Records) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "saferplace.cli", "serve", "--port", str(port), "--workers", "1"]
    log = (records.folder / "worker.log").open("ab")
    served = subprocess.Popen(words, cwd=PROJECT, env=records.variables, stdout=log, stderr=log)
    records.programs.append(served)
    records.wait_for(lambda: answers(port) and len(children_of(served.pid)) >= 3, seconds=60)
    everyone = children_of(served.pid)
    served.send_signal(signal.SIGINT)
    assert served.wait(30) == 0
    records.wait_for(lambda: not any(map(is_running, everyone)), seconds=30)


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
