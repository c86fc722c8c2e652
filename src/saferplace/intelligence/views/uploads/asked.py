"""What all these pages begin with: whose upload it is, and what is wrong with an answer."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from saferplace.intelligence.uploads.access import sender_needed, uploads_visible_to
from saferplace.intelligence.uploads.commands import NotNow
from saferplace.intelligence.uploads.models import Upload
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import View


@dataclass(frozen=True)
class Problem:
    """An answer that cannot be taken. field: the id of where to correct it. sentence: shown above and beside it."""

    field: str
    sentence: str


def of_an_upload(view: View) -> View:
    """Give the view the upload that its address names. To whoever may not see it, it does not exist (404).

    Where the upload has moved on since the person's page was drawn, they are told and shown where it is.
    """

    @sender_needed
    @functools.wraps(view)
    def found(request: HttpRequest, partnership: Partnership, reference: str, **rest: Any) -> HttpResponseBase:
        upload = get_object_or_404(uploads_visible_to(request.user, partnership), reference=reference)
        upload.partnership = partnership
        try:
            return view(request, upload, **rest)
        except NotNow as moved_on:
            messages.info(request, str(moved_on))
            return to_upload(upload)

    return found


def to_upload(upload: Upload) -> HttpResponse:
    return redirect("intelligence:upload", upload.partnership.slug, upload.reference)
