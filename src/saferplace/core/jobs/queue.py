"""Asking for work, asking for it to stop, and finding work whose worker has died."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from saferplace.core.jobs.job import ENDED, Job, JobState
from saferplace.core.jobs.mail import wants_mail

KEPT_QUEUE_ENTRIES = dt.timedelta(days=7)


def ask(*, kind: str, title: str, parameters: dict[str, Any], asked_by: Any, partnership_slug: str = "") -> Job:
    """Queue a piece of work. It is in the queue exactly when the transaction around this call is committed.

    asked_by: a person, or None for the machine itself.
    """
    now = timezone.now()
    with transaction.atomic():
        job = Job.objects.create(
            kind=kind,
            title=title,
            parameters=parameters,
            asked_by=asked_by,
            partnership_slug=partnership_slug,
            created_at=now,
            queued_at=now,
        )
        _enqueue(job)
    return job


def ask_to_stop(job: Job) -> None:
    """Stop a job: at once while it waits, at the next step of its work when it runs. After its end, nothing."""
    now = timezone.now()
    waiting = Job.objects.filter(pk=job.pk, state=JobState.QUEUED)
    if not waiting.update(state=JobState.CANCELLED, cancel_requested_at=now, ended_at=now, claim=""):
        Job.objects.filter(pk=job.pk).exclude(state__in=ENDED).update(cancel_requested_at=now)
    job.refresh_from_db()


def give_back(job: Job, *, why: str = "", after: dt.timedelta | None = None, is_counted: bool = True) -> bool:
    """Put a job that this claim holds back into the queue. Returns whether the claim still held.

    is_counted: whether the attempt counts towards the most there may be.
    """
    now = timezone.now()
    changes: dict[str, Any] = {"state": JobState.QUEUED, "claim": "", "queued_at": now, "what": why[:200]}
    changes["not_before"] = now + after if after else None
    if not is_counted:
        changes["attempts"] = job.attempts - 1
    with transaction.atomic():
        held = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, claim=job.claim)
        if not held.update(**changes):
            return False
        job.refresh_from_db()
        _enqueue(job)
    return True


def take_up_abandoned() -> int:
    """Queue again what no living worker holds. Any number of workers may do this at once. Returns how many."""
    silent_since = timezone.now() - dt.timedelta(seconds=settings.JOBS["stale_s"])
    found = 0
    for job in Job.objects.filter(state=JobState.RUNNING, heartbeat_at__lt=silent_since):
        found += _take_up(job)
    waiting = DBTaskResult.objects.filter(status="READY").values("id")
    for job in Job.objects.filter(state=JobState.QUEUED, queued_at__lt=silent_since).exclude(task_id__in=waiting):
        with transaction.atomic():
            still = Job.objects.filter(pk=job.pk, state=JobState.QUEUED, task_id=job.task_id)
            if still.update(queued_at=timezone.now()):
                _enqueue(job)
                found += 1
    return found


def forget_old_queue_entries() -> None:
    """The queue's own entries are means, not records; the job says what happened."""
    DBTaskResult.objects.filter(enqueued_at__lt=timezone.now() - KEPT_QUEUE_ENTRIES).exclude(status="READY").delete()


def _take_up(job: Job) -> bool:
    if job.cancel_requested_at is None and job.attempts < settings.JOBS["most_attempts"]:
        return give_back(job)
    now = timezone.now()
    held = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, claim=job.claim)
    if job.cancel_requested_at is not None:
        return bool(held.update(state=JobState.CANCELLED, ended_at=now, claim=""))
    sentence = (
        f"The work was broken off {job.attempts} times, each time with the program that did it. Nothing was changed "
        "half-way. Ask whoever runs Saferplace whether the machine has enough memory and disk, then start it again."
    )
    mail = wants_mail(job, failed=True, ended_at=now)
    return bool(held.update(state=JobState.FAILED, ended_at=now, claim="", error=sentence, mail=mail))


def _enqueue(job: Job) -> None:
    from saferplace.core.jobs.tasks import run_one

    entry = run_one.using(run_after=job.not_before).enqueue(job.pk)
    Job.objects.filter(pk=job.pk).update(task_id=entry.id)
