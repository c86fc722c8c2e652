"""One job from claim to end. Only the claim's holder writes, and only one worker can hold it."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from saferplace.core.jobs.interruptions import (
    JobCancelled,
    JobFailed,
    JobTakenAway,
    TryAgainLater,
    WorkerIsStopping,
)
from saferplace.core.jobs.job import Job, JobState
from saferplace.core.jobs.kinds import kind_of
from saferplace.core.jobs.mail import tell, wants_mail
from saferplace.core.jobs.queue import give_back

logger = logging.getLogger(__name__)
_SAVE_EVERY_S = 0.5

# Of this process: the claims that it holds, and whether it was told to stop.
claims_held: set[str] = set()
stopping = threading.Event()


def claim(job_id: int) -> Job | None:
    """Take the job up, if nobody else has. One UPDATE decides, on every database."""
    now, word = timezone.now(), uuid.uuid4().hex
    free = Job.objects.filter(pk=job_id, state=JobState.QUEUED).filter(Q(not_before=None) | Q(not_before__lte=now))
    taken = free.update(
        state=JobState.RUNNING,
        claim=word,
        attempts=F("attempts") + 1,
        heartbeat_at=now,
        started_at=Coalesce(F("started_at"), now),
    )
    return Job.objects.select_related("asked_by").get(pk=job_id) if taken else None


class Reporting:
    """The callback given to the work: saves progress now and then, and raises when the work is to stop."""

    def __init__(self, job: Job) -> None:
        self._job, self._saved_at = job, float("-inf")

    def __call__(self, done: int, total: int, what: str = "") -> None:
        if stopping.is_set():
            raise WorkerIsStopping
        # The last step is never skipped: after it the work may do what cannot be undone.
        if time.monotonic() - self._saved_at < _SAVE_EVERY_S and done < total:
            return
        self._saved_at = time.monotonic()
        held = Job.objects.filter(pk=self._job.pk, state=JobState.RUNNING, claim=self._job.claim)
        if not held.update(done=done, total=total, what=what[:200], heartbeat_at=timezone.now()):
            raise JobTakenAway
        if held.filter(cancel_requested_at__isnull=False).exists():
            raise JobCancelled


def run_job(job_id: int) -> None:
    """Do the job, if it still waits. Whatever the work raises ends here, in the job."""
    job = claim(job_id)
    if job is None:
        return
    claims_held.add(job.claim)
    try:
        _run(job)
    finally:
        claims_held.discard(job.claim)


def _run(job: Job) -> None:
    try:
        result = kind_of(job).run(job, Reporting(job))
    except JobTakenAway:
        logger.warning("Job %s went to another worker.", job.pk)
    except JobCancelled:
        _end(job, JobState.CANCELLED)
    except WorkerIsStopping:
        give_back(job, why="Waiting: the worker was stopped.", is_counted=False)
    except TryAgainLater as later:
        give_back(job, why=f"Waiting: {later}", after=dt.timedelta(seconds=later.after_s), is_counted=False)
    except JobFailed as failed:
        _end(job, JobState.FAILED, error=str(failed))
    except OperationalError:
        # A locked or restarting database is not the work's fault.
        logger.exception("Job %s met a database that did not answer.", job.pk)
        if job.attempts >= settings.JOBS["most_attempts"]:
            _end(job, JobState.FAILED, error="The records database did not answer. Start it again later.")
        else:
            give_back(job, why="Waiting: the records database did not answer.", after=dt.timedelta(seconds=5))
    except Exception:
        logger.exception("Job %s failed.", job.pk)
        sentence = f"Something went wrong that Saferplace did not expect. Its log says more, under “Job {job.pk}”."
        _end(job, JobState.FAILED, error=sentence)
    else:
        if _end(job, JobState.DONE, result=result) and (after := kind_of(job).after):
            _safely(after, job)


def _safely(after: Callable[[Job], None], job: Job) -> None:
    try:
        after(job)
    except Exception:
        logger.exception("What follows job %s failed.", job.pk)


def _end(job: Job, state: JobState, *, error: str = "", result: dict[str, Any] | None = None) -> bool:
    """Returns whether the claim still held."""
    now = timezone.now()
    changes: dict[str, Any] = {"state": state, "ended_at": now, "claim": "", "error": error, "what": ""}
    if result is not None:
        changes |= {"result": result, "done": F("total")}
    if state is not JobState.CANCELLED:
        changes["mail"] = wants_mail(job, failed=state is JobState.FAILED, ended_at=now)
    held = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, claim=job.claim)
    if not held.update(**changes):
        return False
    tell(Job.objects.select_related("asked_by").get(pk=job.pk))
    return True
