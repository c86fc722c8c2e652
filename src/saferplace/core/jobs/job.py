"""A piece of work that somebody asked for, and how far it has come."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models


class JobState(models.TextChoices):
    QUEUED = "queued", "Waiting to start"
    RUNNING = "running", "Under way"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


class MailState(models.TextChoices):
    """What became of the message that tells the person."""

    NOT_NEEDED = "", "Not needed"
    WAITING = "waiting", "Waiting to be sent"
    SENT = "sent", "Sent"
    GIVEN_UP = "given up", "Could not be sent"


class Job(models.Model):
    """parameters, result: identifiers, settings and counts only, never the words of a file: those must be erasable.

    done of total, what: progress, in units of the kind of work. error: the sentence to show when it failed.
    claim: a fresh random word for each time a worker takes it up; who no longer holds it may write nothing.
    task_id: the entry of the queue that will bring a worker here. not_before: when it may be tried again.
    seen_at: when the person who asked for it opened its end.
    """

    kind = models.CharField(max_length=40)
    partnership_slug = models.CharField(max_length=60, blank=True, db_index=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="jobs"
    )
    title = models.CharField(max_length=200)
    parameters = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    what = models.CharField(max_length=200, blank=True)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=32, blank=True)
    task_id = models.UUIDField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    not_before = models.DateTimeField(null=True)
    cancel_requested_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=10, choices=MailState.choices, default=MailState.NOT_NEEDED, blank=True)
    mail_attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "heartbeat_at"], name="job_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ENDED, ended_at__isnull=False)
                | (~models.Q(state__in=ENDED) & models.Q(ended_at__isnull=True)),
                name="job_has_ended_with_a_time_or_not_at_all",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=JobState.FAILED) | ~models.Q(error=""), name="job_failed_has_a_sentence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_state_display().lower()})"

    @property
    def reference(self) -> str:
        """What a message or a telephone call names it by."""
        return f"J{self.pk}"

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED

    @property
    def is_being_cancelled(self) -> bool:
        return self.cancel_requested_at is not None and not self.has_ended

    @property
    def took(self) -> dt.timedelta | None:
        """From asking to end; None while it is not over."""
        return self.ended_at - self.created_at if self.ended_at else None
