"""A worker: takes queued jobs until it is told to stop, and keeps saying that it lives."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker

from saferplace.core.jobs import running
from saferplace.core.jobs.job import Job, JobState
from saferplace.core.jobs.kinds import hourly
from saferplace.core.jobs.mail import tell_those_still_waiting
from saferplace.core.jobs.queue import forget_old_queue_entries, take_up_abandoned

logger = logging.getLogger(__name__)
_HOUR_S = 3600
_MAIL_AGAIN_S = 120


class Worker(QueueWorker):
    """django-tasks-db's loop over the queue. Told to stop, it does not finish a long import first: the job goes back
    to the queue at its next step, and whoever takes it up does it again from the start."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["default"],
            interval=settings.JOBS["look_every_s"],
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{os.getpid()}-{get_random_string(12)}",
            excluded_queue_names=[],
        )

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        running.stopping.set()
        self.running = False
        if not self.running_task:
            sys.exit(0)


def work_until_stopped(*, parent: int | None = None) -> None:
    """Run jobs until SIGTERM or Ctrl-C, or until the process ``parent`` is no longer this one's parent."""
    worker = Worker()
    worker.configure_signals()
    threading.Thread(target=_pulse, args=(parent,), name="pulse", daemon=True).start()
    worker.run()


def _pulse(parent: int | None) -> None:
    """Beside the work, which may be silent for minutes inside one step: heartbeats, and care for what others left."""
    next_at: dict[Callable[[], object], float] = {}
    every_s: dict[Callable[[], object], float] = {
        take_up_abandoned: settings.JOBS["heartbeat_s"],
        tell_those_still_waiting: _MAIL_AGAIN_S,
        forget_old_queue_entries: _HOUR_S,
        **dict.fromkeys(hourly(), _HOUR_S),
    }
    while True:
        if parent is not None and os.getppid() != parent:
            _stop_now_or_at_the_next_beat()
        close_old_connections()
        _safely(_beat)
        for care, pause in every_s.items():
            if time.monotonic() >= next_at.get(care, 0.0):
                next_at[care] = time.monotonic() + pause
                _safely(care)
        connection.close()
        time.sleep(settings.JOBS["heartbeat_s"])


def _stop_now_or_at_the_next_beat() -> None:
    """The server that started this worker is gone. A step that goes on too long is given up: another worker takes the
    job up from its silence."""
    if running.stopping.is_set():
        os._exit(0)
    os.kill(os.getpid(), signal.SIGTERM)


def _beat() -> None:
    held = list(running.claims_held)
    if held:
        Job.objects.filter(claim__in=held, state=JobState.RUNNING).update(heartbeat_at=timezone.now())


def _safely(care: Callable[[], object]) -> None:
    """One thing going wrong must not end the pulse, or every job of this worker would look dead."""
    try:
        care()
    except Exception:
        logger.warning("%s failed; it is tried again.", getattr(care, "__name__", care), exc_info=True)
