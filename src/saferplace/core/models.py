"""The audit log, kept receipts, and (from `jobs`) long work."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.db import models

from saferplace.core.jobs.job import Job

__all__ = ["AuditEntry", "AuditHead", "Job", "StoredReceipt"]


class AuditEntry(models.Model):
    """One thing somebody did or read. Never changed, never deleted: the database itself refuses both.

    Each entry's hash covers the hash of the one before, so a change to any entry breaks the chain from there on.
    ``detail_json`` holds identifiers, counts and settings, never the words of a protected record: those must be
    erasable, and this log is not.
    """

    class Kind(models.TextChoices):
        WRITE = "write", "change"
        READ = "read", "reading"
        SECURITY = "security", "sign-in and permissions"

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    action = models.CharField(max_length=120)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="audit_entries", db_constraint=False
    )
    actor_label = models.CharField(max_length=200)
    organisation_label = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=64, blank=True)
    channel = models.CharField(max_length=20)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=80, blank=True)
    # The partnership's slug, not a key: core knows of no partnership, and the entry must outlive the record.
    partnership_slug = models.CharField(max_length=60, blank=True, db_index=True)
    detail_json = models.TextField(default="{}")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-number"]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.number}: {self.action}"

    @property
    def detail(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(self.detail_json)
        return said

    def computed_hash(self) -> str:
        """SHA-256 (hex) over what this entry says and the hash of the entry before it."""
        said = [
            self.number,
            self.at.isoformat(timespec="microseconds"),
            self.kind,
            self.action,
            self.actor_id,
            self.actor_label,
            self.organisation_label,
            self.address,
            self.channel,
            self.subject_type,
            self.subject_id,
            self.partnership_slug,
            self.detail_json,
            self.previous_hash,
        ]
        return hashlib.sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()


class AuditHead(models.Model):
    """One row: the newest entry. Writers lock it, so that numbers have no gaps; a cut-off tail shows against it."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_has_one_head")]


class StoredReceipt(models.Model):
    """A receipt as it was first computed. Its digest is its address; the same computation is stored once."""

    digest = models.CharField(max_length=64, primary_key=True)
    data_set = models.CharField(max_length=80)
    version = models.BigIntegerField()
    method = models.CharField(max_length=120)
    parameters = models.JSONField()
    result = models.JSONField()
    code_version = models.CharField(max_length=40)
    computed_at = models.DateTimeField()
    partnership_slug = models.CharField(max_length=60, blank=True, db_index=True)
    # Whether somebody without a sign-in may read it: only when a published figure rests on it.
    is_public = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.method} at version {self.version} ({self.digest[:12]})"
