"""A file that somebody sent, and mappings that were saved for the next one."""

from __future__ import annotations

import secrets
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import models

from saferplace.core.models import Job
from saferplace.partnership.models import Partnership


def new_reference() -> str:
    """Not to be guessed: it is in the address."""
    return secrets.token_hex(12)


class SavedMapping(models.Model):
    """How one provider's table becomes a data set, decided once. A change is a new version; versions stay.

    mapping: as `evidence.tables.mapping_file` writes it. agreement, purpose: the terms of the file it was made with.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="saved_mappings")
    provider = models.CharField(max_length=80)
    name = models.CharField(max_length=120)
    data_set = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    mapping = models.JSONField()
    agreement = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    retired_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["provider", "name", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "provider", "name", "version"], name="saved_mapping_version_once"
            ),
            models.UniqueConstraint(
                fields=["partnership", "provider", "name"],
                condition=models.Q(retired_at__isnull=True),
                name="saved_mapping_has_one_version_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(retired_at__isnull=True, retired_by__isnull=True)
                | models.Q(retired_at__isnull=False, retired_by__isnull=False),
                name="saved_mapping_is_retired_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class FileKind(models.TextChoices):
    """What the bytes are, which decides what has to be asked."""

    POLICE = "police", "Files of data.police.uk"
    CORRECTION = "correction", "Corrected refused rows"
    PUBLISHED = "published", "A publisher's own table"
    TABLE = "table", "A partner's table"


class Stage(StrEnum):
    """Where an upload stands: what its page shows and what may be done next."""

    MAPPING = "to be matched"
    CHECKING = "being checked"
    CHECKED = "checked"
    CHECK_FAILED = "could not be checked"
    IMPORTING = "being imported"
    IMPORTED = "imported"
    IMPORT_FAILED = "could not be imported"
    DISCARDED = "discarded"


class Upload(models.Model):
    """The file lies in a folder of its own and is deleted after its import, or when it was left lying.

    provider: an organisation's key, or a publisher's name; blank where the files themselves say it (data.police.uk).
    mapping: as it is being made (`drafting`), or as taken from ``saved_mapping``. covers: the periods that the sender
    says it covers whole. published, agreement, purpose: the terms.
    unreadable: the sentence, where the file could not be opened at all.
    trial: the dry run of exactly these settings; a change of any takes it away. import_job: the real run.
    """

    reference = models.CharField(max_length=24, unique=True, default=new_reference)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="uploads")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="uploads")
    provider = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=12, choices=FileKind.choices)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    mapping = models.JSONField(default=dict)
    covers = models.JSONField(default=list)
    data_set = models.CharField(max_length=80, blank=True)
    saved_mapping = models.ForeignKey(
        SavedMapping, null=True, blank=True, on_delete=models.PROTECT, related_name="uploads"
    )
    published = models.CharField(max_length=10, blank=True)
    agreement = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=300, blank=True)
    trial = models.ForeignKey(Job, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    import_job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unreadable = models.TextField(blank=True)
    uploaded_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    file_deleted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(import_job__isnull=True) | models.Q(trial__isnull=False),
                name="upload_is_tried_before_it_is_imported",
            )
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def folder(self) -> Path:
        return Path(settings.UPLOADS_ROOT) / self.reference

    @property
    def path(self) -> Path:
        """The file itself, under the name it came with."""
        return self.folder / "file" / self.file_name

    @property
    def stage(self) -> Stage:
        """Needs ``trial`` and ``import_job`` (see `queries.uploads_visible_to`)."""
        if self.import_job is not None and self.import_job.state == "done":
            return Stage.IMPORTED
        if self.file_deleted_at is not None:
            return Stage.DISCARDED
        if self.import_job is not None:
            return Stage.IMPORT_FAILED if self.import_job.has_ended else Stage.IMPORTING
        if self.trial is None:
            return Stage.MAPPING
        if not self.trial.has_ended:
            return Stage.CHECKING
        return Stage.CHECKED if self.trial.state == "done" else Stage.CHECK_FAILED
