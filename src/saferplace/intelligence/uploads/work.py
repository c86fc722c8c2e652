"""The two kinds of long work on an upload: trying it (a dry run) and importing it. Both are the same import."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone

from saferplace.core.actors import Actor
from saferplace.core.audit import audited
from saferplace.core.jobs import JobFailed, Report, TryAgainLater, register
from saferplace.core.models import AuditEntry, Job
from saferplace.evidence.importing import AnotherImportIsRunning, Terms, held_imports, import_files
from saferplace.evidence.importing.progress import Progress
from saferplace.evidence.importing.summary import ImportReport
from saferplace.intelligence.after_import import refresh_figures
from saferplace.intelligence.uploads import files, trial
from saferplace.intelligence.uploads.drafting import mapping_of
from saferplace.intelligence.uploads.models import FileKind, Upload
from saferplace.intelligence.uploads.stores import places_of_upload, sources_of, store_of_upload
from saferplace.partnership.models import Partnership

TRIAL = "evidence trial"
IMPORT = "evidence import"


def register_kinds() -> None:
    register(TRIAL, try_file, address_of=_address)
    register(IMPORT, import_file, address_of=_address, after=delete_file)


def try_file(job: Job, report: Report) -> dict[str, Any]:
    """A dry run. Its refused rows go beside the file; the job keeps counts."""
    upload = _upload(job)
    found = _run(upload, job, report, is_dry_run=True)
    trial.write(upload, found)
    return trial.counts(found)


def import_file(job: Job, report: Report) -> dict[str, Any]:
    """The real run, then figures, then the end of the file. Done twice it is done once: see `_as_committed`."""
    upload = _upload(job)
    found = _run(upload, job, report, is_dry_run=False)
    result = _as_committed(upload, trial.counts(found))
    if not any(data_set["units"] for data_set in result["data_sets"]):
        raise JobFailed("No file could be taken, so nothing was changed. Try it again to see why.")
    by = Actor.of(job.asked_by or upload.uploaded_by)
    _note_once(upload, by, result)
    report(1, 2, "Bringing figures up to date")
    result["figures"] = _refresh(upload, by)
    return result


def delete_file(job: Job) -> None:
    """After an import the evidence knows where each row came from; the file itself is no longer needed."""
    upload = _upload(job)
    Upload.objects.filter(pk=upload.pk).update(file_deleted_at=timezone.now())
    files.delete(upload.folder)


def _upload(job: Job) -> Upload:
    return Upload.objects.select_related("partnership", "uploaded_by").get(pk=job.parameters["upload"])


def _note_once(upload: Upload, by: Actor, result: dict[str, Any]) -> None:
    """A second attempt after a killed worker must not make it look like two imports."""
    action = "file imported"
    if not AuditEntry.objects.filter(
        action=action, subject_type=upload._meta.label_lower, subject_id=str(upload.pk)
    ).exists():
        with audited(by=by, action=action, subject=upload, partnership=upload.partnership, detail=result):
            pass


def _run(upload: Upload, job: Job, report: Report, *, is_dry_run: bool) -> ImportReport:
    """The time of asking names the import, so that a second attempt is the same import and not another."""
    if not upload.path.exists():
        raise JobFailed("The file is no longer there. Send it again.")
    mapping = mapping_of(upload) if upload.kind == FileKind.TABLE else None
    try:
        return import_files(
            store_of_upload(upload),
            [upload.path],
            today=timezone.localdate(),
            terms=Terms(
                str(job.asked_by or upload.uploaded_by),
                upload.published or None,
                upload.agreement or None,
                upload.purpose or None,
            ),
            started_at=job.created_at,
            is_dry_run=is_dry_run,
            report=lambda progress: _pass_on(progress, report),
            mappings=[mapping] if mapping else [],
            covers=upload.covers,
            sources=sources_of(upload),
            places=places_of_upload(upload),
        )
    except AnotherImportIsRunning as running:
        raise TryAgainLater("another import is under way.") from running


def _pass_on(progress: Progress, report: Report) -> None:
    report(progress.done, progress.total, progress.what)


def _as_committed(upload: Upload, result: dict[str, Any]) -> dict[str, Any]:
    """Where this import was committed before its worker died, the second attempt found everything unchanged. What the
    first one did is in the commit, and that is what the person is told."""
    store = store_of_upload(upload)
    for data_set in result["data_sets"]:
        for held in held_imports(store, data_set["data_set"])[:5]:
            if held.import_id == result["import_id"]:
                data_set["units"] = [_unit(unit) for unit in held.summary["units"]]
                data_set["version"] = held.version
                result["changes_nothing"] = False
    return result


def _unit(said: dict[str, Any]) -> dict[str, Any]:
    provider, period = said["unit"].split("~")
    figures = ("read", "new", "unchanged", "changed", "removed", "refused")
    return {"provider": provider, "period": period, **{name: said[name] for name in figures}}


def _refresh(upload: Upload, by: Actor) -> list[dict[str, Any]]:
    """Open data changes everybody's figures; what partners share, this partnership's only."""
    is_open = all(source.is_open for source in sources_of(upload))
    whose = Partnership.objects.all() if is_open else [upload.partnership]
    done = refresh_figures(whose, by=Actor.worker(by.label), at=timezone.now().astimezone(dt.UTC))
    return [
        {"partnership": found.partnership, "added": found.added, "restated": found.restated, "why_not": found.why_not}
        for found in done
    ]


def _address(job: Job) -> str:
    upload = Upload.objects.select_related("partnership").get(pk=job.parameters["upload"])
    return reverse("intelligence:upload", args=[upload.partnership.slug, upload.reference])
