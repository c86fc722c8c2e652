"""Sending a file, and the list of what was sent."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from saferplace.core import access
from saferplace.core.actors import Actor
from saferplace.evidence.sources.broken import UnreadableFile
from saferplace.intelligence.uploads import commands, saving
from saferplace.intelligence.uploads.access import (
    IMPORT,
    organisations_to_send_for,
    sender_needed,
    uploads_visible_to,
)
from saferplace.intelligence.uploads.arriving import TOO_LARGE
from saferplace.intelligence.uploads.files import CannotBeTaken
from saferplace.intelligence.uploads.models import FileKind, Upload
from saferplace.intelligence.views.uploads.asked import Problem, to_upload
from saferplace.partnership.models import Partnership

UPLOADS_A_PAGE = 30
_DATE_FORMS = ("%Y-%m-%d", "%Y-%m", "%Y")


@require_http_methods(["GET", "POST"])
@sender_needed
def send(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Choose a file and say who it comes from. What can be read without a question goes straight to its dry run."""
    errors: list[Problem] = []
    if request.method == "POST":
        received = _receive(request, partnership)
        if isinstance(received, Upload):
            return _go_on(request, received)
        errors = received
    context = {
        "errors": errors,
        "error_of": {error.field: error.sentence for error in errors},
        "organisations": organisations_to_send_for(request.user, partnership),
        "may_import": access.allowed(request.user, IMPORT, partnership),
        "most_mb": settings.LARGEST_UPLOAD_BYTES // 1024**2,
        "asked": request.POST,
    }
    return render(request, "intelligence/uploads/send.html", context, status=400 if errors else 200)


@require_GET
@sender_needed
def uploads(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    page = Paginator(uploads_visible_to(request.user, partnership), UPLOADS_A_PAGE).get_page(request.GET.get("page"))
    names = dict(organisations_to_send_for(request.user, partnership).values_list("key", "name"))
    return render(request, "intelligence/uploads/list.html", {"page": page, "names": names})


def _receive(request: HttpRequest, partnership: Partnership) -> Upload | list[Problem]:
    sent, provider = request.FILES.get("file"), request.POST.get("provider", "")
    if getattr(request, "arrival_refused", "") == TOO_LARGE:
        most = settings.LARGEST_UPLOAD_BYTES // 1024**2
        return [
            Problem("file", f"The file is larger than {most:,} MB. Split it, for example by year, and send the parts.")
        ]
    published = request.POST.get("published", "").strip()
    errors = [] if sent is not None else [Problem("file", "Choose a file.")]
    known = organisations_to_send_for(request.user, partnership)
    if provider and not known.filter(key=provider).exists():
        errors.append(Problem("provider", "Choose an organisation from the list."))
    if published and not _is_date(published):
        errors.append(Problem("published", f"“{published[:20]}” is not a date like 2026, 2026-06 or 2026-06-30."))
    if errors or sent is None:
        return errors
    by = Actor.from_request(request)
    try:
        return commands.receive(by=by, partnership=partnership, sent=sent, provider=provider, published=published)
    except CannotBeTaken as refused:
        is_who = str(refused) == commands.CHOOSE_WHO
        return [Problem("provider" if is_who else "file", str(refused))]


def _go_on(request: HttpRequest, upload: Upload) -> HttpResponse:
    """A table that cannot be opened says so on its page, as does everything else."""
    by = Actor.from_request(request)
    try:
        if upload.kind != FileKind.TABLE or saving.recognise(upload, by=by):
            commands.try_out(upload, by=by)
    except UnreadableFile as unreadable:
        commands.note_unreadable(upload, str(unreadable), by=by)
    return to_upload(upload)


def _is_date(written: str) -> bool:
    for form in _DATE_FORMS:
        try:
            dt.datetime.strptime(written, form)  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
        return True
    return False
