"""A real worker in a process of its own, with work that can be watched from outside through a file.

python -m tests.integration.jobs.worker_process DIARY N [lost]     asks for N pieces of work, then works until stopped

lost: the queue's entry is left as if its worker had died between the queue and the job.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

from saferplace.cli.records import open_records

STEPS = 20
STEP_S = 0.05


def main(diary: Path, asked: str, *words: str) -> None:
    open_records()
    from django.conf import settings
    from django_tasks_db.models import DBTaskResult

    from saferplace.core.jobs import register
    from saferplace.core.jobs.kinds import Report
    from saferplace.core.jobs.queue import ask
    from saferplace.core.jobs.worker import work_until_stopped
    from saferplace.core.models import Job

    settings.JOBS = {"look_every_s": 0.05, "heartbeat_s": 0.2, "stale_s": 1.5, "most_attempts": 3}

    def note(word: str, job: Job) -> None:
        with diary.open("a") as file:
            file.write(f"{word} {job.pk} {os.getpid()}\n")

    def slow(job: Job, report: Report) -> dict[str, Any]:
        note("began", job)
        for step in range(STEPS):
            report(step, STEPS, f"step {step}")
            time.sleep(STEP_S)
        report(STEPS, STEPS)
        note("ended", job)
        return {"steps": STEPS}

    register("slow", slow, address_of=lambda job: f"/jobs/{job.pk}/")
    for number in range(int(asked)):
        ask(kind="slow", title=f"Slow work {number}", parameters={}, asked_by=None)
    if words:
        DBTaskResult.objects.update(status="RUNNING")
    work_until_stopped()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
