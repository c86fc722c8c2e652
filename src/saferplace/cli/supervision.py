"""A main program and others beside it: all stop together, and one beside it that dies is started again."""

from __future__ import annotations

import contextlib
import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from types import FrameType

_GRACE_S = 15  # for what is under way; what is killed after it is taken up again at the next start
_LOOK_EVERY_S = 0.2
_START_AGAIN_AFTER_S = 2.0
_SIGNAL_WHEN_PARENT_DIES = 1  # PR_SET_PDEATHSIG of Linux' prctl


@dataclass
class Program:
    """name: for sentences. words: the command."""

    name: str
    words: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    start_at: float = 0.0

    def start(self) -> None:
        # A process group of its own: Ctrl-C reaches this program only, which then stops the others in order.
        self.process = subprocess.Popen(self.words, process_group=0, preexec_fn=_die_with_parent)

    def has_ended(self) -> int | None:
        return self.process.poll() if self.process else None

    def ask_to_stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def make_stop(self, until: float) -> None:
        if not self.process:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class _Stop(Exception):
    pass


def run_together(main: Program, beside: Sequence[Program]) -> int:
    """Run until the main program ends or this one is told to stop. Returns the exit status to give."""
    every = [main, *beside]
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _raise_stop)
    try:
        for program in every:
            program.start()
        while main.has_ended() is None:
            for program in beside:
                _keep_alive(program)
            time.sleep(_LOOK_EVERY_S)
        return main.has_ended() or 0
    except _Stop:
        return 0
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for program in every:
            program.ask_to_stop()
        until = time.monotonic() + _GRACE_S
        for program in every:
            program.make_stop(until)


def _keep_alive(program: Program) -> None:
    status = program.has_ended()
    if status is not None and program.start_at == 0.0:
        sys.stderr.write(f"{program.name} ended (status {status}) and is started again.\n")
        program.start_at = time.monotonic() + _START_AGAIN_AFTER_S
    elif status is not None and time.monotonic() >= program.start_at:
        program.start_at = 0.0
        program.start()


def _raise_stop(signum: int, frame: FrameType | None) -> None:
    raise _Stop


def _die_with_parent() -> None:
    """Should this program be killed outright, the others are told to stop (on Linux; elsewhere a worker sees it)."""
    with contextlib.suppress(Exception):
        ctypes.CDLL(None).prctl(_SIGNAL_WHEN_PARENT_DIES, signal.SIGTERM)
