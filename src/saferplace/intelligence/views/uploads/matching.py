"""Matching a table to a data set, one question a page. Each page saves its answer and goes on to the next open one."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from saferplace.core.actors import Actor
from saferplace.evidence.sources.broken import UnreadableFile
from saferplace.intelligence.uploads import commands, queries
from saferplace.intelligence.uploads.answers import (
    columns,
    constants,
    data_set,
    headings,
    months,
    preview,
    sheet,
    terms,
    words,
)
from saferplace.intelligence.uploads.answers.question import Question, Refused
from saferplace.intelligence.uploads.drafting import Draft
from saferplace.intelligence.uploads.models import FileKind, Stage, Upload
from saferplace.intelligence.uploads.saving import save_mapping
from saferplace.intelligence.uploads.steps import Step, before, first_open
from saferplace.intelligence.views.uploads.asked import of_an_upload, to_upload

QUESTIONS: dict[Step, Question] = {
    Step.TERMS: terms.QUESTION,
    Step.SHEET: sheet.QUESTION,
    Step.HEADER: headings.QUESTION,
    Step.DATA_SET: data_set.QUESTION,
    Step.COLUMNS: columns.QUESTION,
    Step.WORDS: words.QUESTION,
    Step.CONSTANTS: constants.QUESTION,
    Step.MONTHS: months.QUESTION,
}
_MAY_BE_MATCHED = {Stage.MAPPING, Stage.CHECKED, Stage.CHECK_FAILED, Stage.IMPORT_FAILED}
DraftView = Callable[[HttpRequest, Draft], HttpResponseBase]


def of_a_draft(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For a table that may still be matched; others are shown their page. A file that cannot be opened says why."""

    @of_an_upload
    @functools.wraps(view)
    def opened(request: HttpRequest, upload: Upload, **rest: Any) -> HttpResponseBase:
        if upload.kind != FileKind.TABLE or upload.stage not in _MAY_BE_MATCHED:
            return to_upload(upload)
        try:
            return view(request, Draft(upload), **rest)
        except UnreadableFile as unreadable:
            commands.note_unreadable(upload, str(unreadable), by=Actor.from_request(request))
            return to_upload(upload)

    return opened


@require_GET
@of_a_draft
def match(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Go on where the person left off."""
    return redirect(_address(draft, first_open(draft)))


@require_http_methods(["GET", "POST"])
@of_a_draft
def question(request: HttpRequest, draft: Draft, step: Step) -> HttpResponse:
    asked = QUESTIONS[step]
    if not asked.can_be_asked(draft):
        return redirect(_address(draft, first_open(draft)))
    errors: tuple[Refused, ...] = ()
    if request.method == "POST":
        answer = asked.read(draft, request.POST)
        if not isinstance(answer, tuple):
            commands.decide(draft.upload, by=Actor.from_request(request), **answer)
            return redirect(_address(draft, first_open(Draft(draft.upload))))
        errors = answer
    context = {
        "upload": draft.upload,
        "draft": draft,
        "step": step,
        "errors": errors,
        "error_of": {error.field: error.sentence for error in errors},
        "asked": request.POST,
        "back": _back(draft, step),
        "sender": queries.sender(draft.upload),
        **asked.show(draft, request.POST if errors else None),
    }
    template = f"intelligence/uploads/match/{asked.template}.html"
    return render(request, template, context, status=400 if errors else 200)


@require_http_methods(["GET", "POST"])
@of_a_draft
def look(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The first rows as they would be read, and what still stands in the way; then the dry run."""
    if first_open(draft) is not Step.PREVIEW:
        return redirect(_address(draft, first_open(draft)))
    shown = preview.look_at(draft)
    errors: list[Refused] = []
    by = Actor.from_request(request)
    if request.method == "POST":
        name = request.POST.get("name", "").strip()
        is_saved = request.POST.get("save") == "yes"
        if is_saved and not 0 < len(name) <= preview.LONGEST_NAME:
            errors = [Refused("name", f"Give the mapping a name of at most {preview.LONGEST_NAME} letters.")]
        elif not shown.obstacles:
            if is_saved:
                save_mapping(draft.upload, name=name, by=by)
            commands.try_out(draft.upload, by=by)
            return to_upload(draft.upload)
    context = {
        "upload": draft.upload,
        "draft": draft,
        "shown": shown,
        "errors": errors,
        "error_of": {error.field: error.sentence for error in errors},
        "back": _back(draft, Step.PREVIEW),
        "name": request.POST.get("name", preview.name_to_save(draft, queries.sender(draft.upload))),
        "sender": queries.sender(draft.upload),
    }
    status = 400 if errors or (request.method == "POST" and shown.obstacles) else 200
    return render(request, "intelligence/uploads/match/preview.html", context, status=status)


def _address(draft: Draft, step: Step) -> str:
    place = [draft.upload.partnership.slug, draft.upload.reference]
    if step is Step.PREVIEW:
        return reverse("intelligence:upload-preview", args=place)
    return reverse(f"intelligence:upload-{step.value}", args=place)


def _back(draft: Draft, step: Step) -> str:
    earlier = before(draft, step)
    if earlier is None:
        return reverse("intelligence:upload", args=[draft.upload.partnership.slug, draft.upload.reference])
    return _address(draft, earlier)
