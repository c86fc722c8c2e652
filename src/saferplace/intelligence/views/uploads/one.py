"""One upload from its arrival to the evidence: what its page shows at each stage, and what may be done there."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from saferplace.core import access
from saferplace.core.actors import Actor
from saferplace.core.audit import record_read
from saferplace.core.models import Job
from saferplace.intelligence.uploads import commands, queries, results, trial
from saferplace.intelligence.uploads.models import FileKind, Stage, Upload
from saferplace.intelligence.views.uploads.asked import of_an_upload, to_upload

_TEMPLATES = {
    Stage.MAPPING: "mapping",
    Stage.CHECKING: "progress",
    Stage.CHECKED: "checked",
    Stage.CHECK_FAILED: "stopped",
    Stage.IMPORTING: "progress",
    Stage.IMPORTED: "imported",
    Stage.IMPORT_FAILED: "stopped",
    Stage.DISCARDED: "discarded",
}


@require_GET
@of_an_upload
def upload(request: HttpRequest, upload: Upload) -> HttpResponse:
    commands.mark_seen(upload, request.user)
    context: dict[str, Any] = {
        "upload": upload,
        "job": upload.import_job or upload.trial,
        "sender": queries.sender(upload),
    }
    context["is_table"] = upload.kind == FileKind.TABLE
    if upload.stage is Stage.CHECKED and upload.trial:
        context |= _checked(request, upload, upload.trial)
    if upload.stage is Stage.IMPORTED and upload.trial and upload.import_job:
        context |= _imported(request, upload, upload.trial, upload.import_job)
    return render(request, f"intelligence/uploads/{_TEMPLATES[upload.stage]}.html", context)


@require_GET
@of_an_upload
def progress(request: HttpRequest, upload: Upload) -> HttpResponse:
    """What the page's script asks while a job runs."""
    job = upload.import_job or upload.trial
    if job is None:
        return JsonResponse({"has_ended": True})
    said = {"has_ended": job.has_ended, "state": job.get_state_display(), "done": job.done, "total": job.total}
    return JsonResponse(said | {"what": job.what, "is_being_cancelled": job.is_being_cancelled})


@require_POST
@of_an_upload
def check(request: HttpRequest, upload: Upload) -> HttpResponse:
    if upload.kind == FileKind.TABLE and not queries.is_ready(upload):
        return redirect("intelligence:upload-match", upload.partnership.slug, upload.reference)
    commands.try_out(upload, by=Actor.from_request(request))
    return to_upload(upload)


@require_POST
@of_an_upload
def import_it(request: HttpRequest, upload: Upload) -> HttpResponse:
    trial_number = request.POST.get("trial", "")
    number = int(trial_number) if trial_number.isdecimal() and len(trial_number) < 19 else 0
    commands.import_as_tried(upload, by=Actor.from_request(request), trial=number)
    return to_upload(upload)


@require_POST
@of_an_upload
def cancel(request: HttpRequest, upload: Upload) -> HttpResponse:
    commands.stop(upload, by=Actor.from_request(request))
    return to_upload(upload)


@require_POST
@of_an_upload
def discard(request: HttpRequest, upload: Upload) -> HttpResponse:
    commands.discard(upload, by=Actor.from_request(request))
    return to_upload(upload)


def _checked(request: HttpRequest, upload: Upload, job: Job) -> dict[str, Any]:
    """Refused rows may hold anything, even names, so that showing them is recorded."""
    found = trial.read(upload)
    rows = found.rows if found else ()
    if rows:
        _record_read(request, upload, len(rows))
    return {
        "results": results.results_of(job),
        "refused": results.total(job, "refused"),
        "figures": results.FIGURES,
        "rows": rows[: queries.ROWS_SHOWN],
        "more_rows": max(0, results.total(job, "refused") - queries.ROWS_SHOWN),
        "report": found.report if found else {},
        "may_be_imported": any(result.periods for result in results.results_of(job)),
    }


def _imported(request: HttpRequest, upload: Upload, told: Job, done: Job) -> dict[str, Any]:
    may_see_refused = access.allowed(request.user, "evidence.view_refused", upload.partnership)
    return {
        "results": results.results_of(done),
        "figures": results.FIGURES,
        "refused": results.total(done, "refused"),
        "differences": results.differences(told, done),
        "may_see_refused": may_see_refused,
        "refreshed": done.result.get("figures", []),
        "changes_nothing": done.result.get("changes_nothing"),
        "import_id": done.result.get("import_id"),
    }


def _record_read(request: HttpRequest, upload: Upload, rows: int) -> None:
    record_read(
        by=Actor.from_request(request),
        action="refused rows of a dry run read",
        subject=upload,
        partnership=upload.partnership,
        detail={"rows": rows},
    )
