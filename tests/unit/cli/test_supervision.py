"""Programs that run together: nothing is left of them, and one that dies is there again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

# A main program that sleeps, and one beside it that writes down each of its starts.
DRIVER = """
import sys
from saferplace.cli.supervision import Program, run_together
note = "import os, sys, time; print(os.getpid(), file=open(sys.argv[1], 'a'), flush=True); time.sleep(60)"
beside = Program("The worker", [sys.executable, "-c", note, sys.argv[1]])
sys.exit(run_together(Program("The server", [sys.executable, "-c", note, sys.argv[1]]), [beside]))
"""


def wait_for(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")
    return not stat.exists() or stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def started(starts: Path) -> list[int]:
    return [int(line) for line in starts.read_text().split()] if starts.exists() else []


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda how: how.name)
def test_however_it_is_stopped_no_program_is_left(tmp_path: Path, how: signal.Signals) -> None:
    if how is signal.SIGKILL and sys.platform != "linux":
        pytest.skip("only Linux tells a program that its parent was killed")
    starts = tmp_path / "starts"
    running = subprocess.Popen([sys.executable, "-c", DRIVER, str(starts)])
    wait_for(lambda: len(started(starts)) == 2)
    running.send_signal(how)
    assert running.wait(20) == (-9 if how is signal.SIGKILL else 0)
    wait_for(lambda: not any(map(is_running, started(starts))))


def test_a_program_beside_that_dies_is_started_again_and_the_main_ones_end_is_the_end(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    running = subprocess.Popen([sys.executable, "-c", DRIVER, str(starts)], stderr=subprocess.DEVNULL)
    wait_for(lambda: len(started(starts)) == 2)
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    if not children.exists():
        running.terminate()
        pytest.skip("only Linux lists a program's children in the order of their start")
    server, worker = map(int, children.read_text().split())
    os.kill(worker, signal.SIGKILL)
    wait_for(lambda: len(started(starts)) == 3)
    os.kill(server, signal.SIGKILL)
    assert running.wait(20) == 247  # -9 as an exit status
    wait_for(lambda: not any(map(is_running, started(starts))))
