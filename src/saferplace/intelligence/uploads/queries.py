"""Reads for the pages of uploads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, Q
from django.urls import reverse

from saferplace.core.attention import AttentionItem, Urgency
from saferplace.core.models import Job
from saferplace.intelligence.uploads.access import may_send, uploads_visible_to
from saferplace.intelligence.uploads.drafting import Draft
from saferplace.intelligence.uploads.models import Stage, Upload
from saferplace.intelligence.uploads.steps import Step, first_open
from saferplace.partnership.models import Organisation, Partnership

ROWS_SHOWN = 100


def sender(upload: Upload) -> str:
    """The provider's name; blank where the files themselves say it."""
    if not upload.provider:
        return ""
    return Organisation.objects.filter(key=upload.provider).values_list("name", flat=True).first() or upload.provider


def is_ready(upload: Upload) -> bool:
    """Whether everything about a table is decided. Raises `UnreadableTable`."""
    return first_open(Draft(upload)) is Step.PREVIEW


def about_uploads(user: Any, partnership: Model) -> Iterator[AttentionItem]:
    """For the home page: what this person's own work has come to, until they have opened it."""
    assert isinstance(partnership, Partnership)  # noqa: S101 - the registry speaks of models, and gives partnerships
    if not may_send(user, partnership):
        return
    ended = Job.objects.filter(asked_by=user, seen_at__isnull=True, ended_at__isnull=False)
    mine = uploads_visible_to(user, partnership).filter(Q(trial__in=ended) | Q(import_job__in=ended))
    for upload in mine[:10]:
        href = reverse("intelligence:upload", args=[partnership.slug, upload.reference])
        if item := _TOLD.get(upload.stage):
            urgency, title, why = item
            yield AttentionItem(urgency, title.format(upload.file_name), why, href)


_TOLD = {
    Stage.CHECKED: (Urgency.SOON, "Look at the check of {} and import it", "Nothing is stored until you confirm."),
    Stage.CHECK_FAILED: (Urgency.SOON, "See why {} could not be checked", "Nothing of it was stored."),
    Stage.IMPORTED: (Urgency.KNOW, "{} was imported", "See what is new and what was refused."),
    Stage.IMPORT_FAILED: (Urgency.SOON, "See why {} was not imported", "Nothing of it was stored."),
}
