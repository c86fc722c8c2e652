"""What a person does with a file: send it, decide how it is read, try it, import it, stop it, throw it away."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from saferplace.core import access
from saferplace.core.actors import Actor
from saferplace.core.audit import audited
from saferplace.core.jobs.queue import ask, ask_to_stop
from saferplace.core.models import Job
from saferplace.evidence.importing.corrected import UnreadableCorrection, read_correction
from saferplace.evidence.published.recognise import published_file
from saferplace.evidence.sources.catalogue import SOURCES, source_of
from saferplace.intelligence.uploads import files, work
from saferplace.intelligence.uploads.access import IMPORT, organisations_to_send_for, uploads_visible_to
from saferplace.intelligence.uploads.files import CannotBeTaken
from saferplace.intelligence.uploads.models import FileKind, Stage, Upload, new_reference
from saferplace.partnership.models import Partnership, User

OPEN_LICENCE = "Open Government Licence v3.0"
_ONLY_ANALYSTS = (
    "Published files and corrected rows are loaded by an analyst of the partnership. Send this file to them."
)
CHOOSE_WHO = "Choose which organisation the file comes from."


class NotNow(Exception):
    """The upload is at another stage than the person's page said. The message is the sentence to show."""


def receive(
    *, by: Actor, partnership: Partnership, sent: UploadedFile[Any], provider: str, published: str = ""
) -> Upload:
    """Keep a file that arrived. Raises `CannotBeTaken` or NotAllowed; then nothing of it is kept."""
    may_import = access.allowed(by, IMPORT, partnership)
    assert isinstance(by.user, User)  # noqa: S101 - pages are for people
    senders = organisations_to_send_for(by.user, partnership)
    if provider and not senders.filter(key=provider).exists():
        raise access.NotAllowed(IMPORT)
    reference, now = new_reference(), timezone.now()
    folder = Path(settings.UPLOADS_ROOT) / reference
    try:
        place, digest = files.keep(sent, folder / "file", files.safe_name(sent.name or ""))
        kind = files.kind_of_file(place)
        if kind is not FileKind.TABLE and not may_import:
            raise CannotBeTaken(_ONLY_ANALYSTS)
        if kind is FileKind.TABLE and not provider:
            raise CannotBeTaken(CHOOSE_WHO)
        place = files.with_true_suffix(place, kind)
        data_set = _data_set_that_it_says(place, kind)
        with audited(by=by, action="file sent", partnership=partnership) as draft:
            upload = Upload.objects.create(
                reference=reference,
                partnership=partnership,
                uploaded_by=by.user,
                provider=provider if kind is FileKind.TABLE else "",
                kind=kind,
                file_name=place.name,
                sha256=digest,
                size=place.stat().st_size,
                data_set=data_set,
                published=published,
                agreement=OPEN_LICENCE if _is_open(kind, data_set) else "",
                uploaded_at=now,
                expires_at=now + dt.timedelta(days=settings.UPLOADS_KEPT_DAYS),
            )
            draft.subject = upload
            draft.detail |= {"kind": kind.value, "provider": provider, "sha256": digest, "bytes": upload.size}
    except BaseException:
        files.delete(folder)
        raise
    return upload


def note_unreadable(upload: Upload, why: str, *, by: Actor) -> None:
    """Keep the sentence that says why a table cannot be opened, and let go of the file: another must be sent."""
    _require(upload, by, {Stage.MAPPING, Stage.CHECKED, Stage.CHECK_FAILED, Stage.IMPORT_FAILED})
    with audited(by=by, action="file could not be opened", subject=upload, partnership=upload.partnership):
        upload.unreadable, upload.file_deleted_at = why, timezone.now()
        upload.save(update_fields=["unreadable", "file_deleted_at"])
        transaction.on_commit(lambda: files.delete(upload.folder))


def decide(upload: Upload, *, by: Actor, mapping: dict[str, Any] | None = None, **fields: Any) -> None:
    """Note an answer about how the file is read, or its terms. What was tried with other answers no longer counts."""
    _require(upload, by, {Stage.MAPPING, Stage.CHECKED, Stage.CHECK_FAILED, Stage.IMPORT_FAILED})
    if mapping is not None:
        fields["mapping"] = mapping
    if (chosen := fields.get("data_set")) and source_of(chosen).is_open:
        access.require(by, IMPORT, upload.partnership)
    for name, value in fields.items():
        setattr(upload, name, value)
    upload.trial = upload.import_job = None
    upload.save(update_fields=[*fields, "trial", "import_job"])


def try_out(upload: Upload, *, by: Actor) -> Job:
    """Ask for a dry run."""
    _require(upload, by, {Stage.MAPPING, Stage.CHECKED, Stage.CHECK_FAILED, Stage.IMPORT_FAILED})
    with audited(by=by, action="dry run asked for", subject=upload, partnership=upload.partnership) as draft:
        job = _ask(upload, work.TRIAL, f"Check of {upload.file_name}", by)
        upload.trial, upload.import_job = job, None
        upload.save(update_fields=["trial", "import_job"])
        draft.detail["job"] = job.pk
    return job


def import_as_tried(upload: Upload, *, by: Actor, trial: int) -> Job:
    """Ask for the import that the dry run number ``trial`` showed. Asked twice it is asked once."""
    with transaction.atomic():
        locked = Upload.objects.select_for_update(of=("self",)).select_related("trial", "import_job", "partnership")
        upload = locked.get(pk=upload.pk)
        if upload.stage is Stage.IMPORTING and upload.import_job:
            return upload.import_job
        _require(upload, by, {Stage.CHECKED, Stage.IMPORT_FAILED})
        if upload.trial_id != trial:
            raise NotNow("The file was checked again since. Look at the newer summary first.")
        with audited(by=by, action="import asked for", subject=upload, partnership=upload.partnership) as draft:
            job = _ask(upload, work.IMPORT, f"Import of {upload.file_name}", by)
            upload.import_job = job
            upload.save(update_fields=["import_job"])
            draft.detail["job"] = job.pk
    return job


def stop(upload: Upload, *, by: Actor) -> None:
    """Cancel the dry run or import under way."""
    _require(upload, by, {Stage.CHECKING, Stage.IMPORTING})
    job = upload.import_job or upload.trial
    assert job is not None  # noqa: S101 - either stage has one
    with audited(by=by, action="job cancelled", subject=upload, partnership=upload.partnership, detail={"job": job.pk}):
        ask_to_stop(job)


def discard(upload: Upload, *, by: Actor) -> None:
    """Delete the file without importing it."""
    _require(upload, by, {Stage.MAPPING, Stage.CHECKED, Stage.CHECK_FAILED, Stage.IMPORT_FAILED})
    with audited(by=by, action="file discarded", subject=upload, partnership=upload.partnership):
        upload.file_deleted_at = timezone.now()
        upload.save(update_fields=["file_deleted_at"])
        transaction.on_commit(lambda: files.delete(upload.folder))


def mark_seen(upload: Upload, user: Any) -> None:
    """The person who asked has opened the end of their work. Opened again, nothing is written."""
    ended = [job.pk for job in (upload.trial, upload.import_job) if job and job.has_ended and not job.seen_at]
    if ended:
        Job.objects.filter(pk__in=ended, asked_by=user, seen_at__isnull=True).update(seen_at=timezone.now())


def delete_what_is_not_needed() -> None:
    """Files whose time is over, whose import is done, or whose record was never made. Safe for several at once."""
    now = timezone.now()
    for upload in Upload.objects.filter(file_deleted_at__isnull=True).select_related("trial", "import_job"):
        is_over = upload.expires_at < now and upload.stage not in {Stage.CHECKING, Stage.IMPORTING}
        if is_over or upload.stage is Stage.IMPORTED:
            Upload.objects.filter(pk=upload.pk).update(file_deleted_at=now)
            files.delete(upload.folder)
    kept = set(Upload.objects.filter(file_deleted_at__isnull=True).values_list("reference", flat=True))
    files.delete_all_but(kept)
    files.delete_broken_arrivals()


def _require(upload: Upload, by: Actor, stages: set[Stage]) -> None:
    if by.user is None or not uploads_visible_to(by.user, upload.partnership).filter(pk=upload.pk).exists():
        raise access.NotAllowed(IMPORT)
    if upload.stage not in stages:
        raise NotNow(f"The file is {upload.stage.value}, so this cannot be done now.")


def _ask(upload: Upload, kind: str, title: str, by: Actor) -> Job:
    return ask(
        kind=kind,
        title=title,
        parameters={"upload": upload.pk},
        asked_by=by.user,
        partnership_slug=upload.partnership.slug,
    )


def _data_set_that_it_says(place: Path, kind: FileKind) -> str:
    """Blank where the file does not say, or says several."""
    if kind is FileKind.CORRECTION:
        return _data_set_of_correction(place)
    published = published_file(place) if kind is FileKind.PUBLISHED else None
    return published.source.data_set if published else ""


def _is_open(kind: FileKind, data_set: str) -> bool:
    return kind is FileKind.POLICE or (kind is FileKind.PUBLISHED and source_of(data_set).is_open)


def _data_set_of_correction(place: Path) -> str:
    try:
        source, _ = read_correction(place.read_bytes(), SOURCES)
    except UnreadableCorrection as unreadable:
        raise CannotBeTaken(str(unreadable)) from unreadable
    return source.data_set
