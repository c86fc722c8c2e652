"""What a page or a file says when there is nothing to answer from, or the question is wrong."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from saferplace.evidence.areas import UnknownArea
from saferplace.evidence.queries import NothingLoaded
from saferplace.partnership.models import Partnership

View = Callable[..., HttpResponse]
Form = TypeVar("Form", bound=forms.Form)


class AskedWrongly(Exception):
    """The form of a file's address does not hold; the message says what is wrong."""


def page_or_nothing_loaded(view: View) -> View:
    """A page that says what has to be loaded first, where nothing is."""

    @functools.wraps(view)
    def answered(request: HttpRequest, partnership: Partnership, **rest: Any) -> HttpResponse:
        try:
            return view(request, partnership, **rest)
        except (NothingLoaded, UnknownArea) as nothing:
            return render(request, "intelligence/nothing_loaded.html", {"why": str(nothing)})

    return answered


def file_or_why_not(view: View) -> View:
    """A download that cannot be made says why as plain text: 400 for a wrong question, 404 where there is no answer."""

    @functools.wraps(view)
    def answered(request: HttpRequest, partnership: Partnership, **rest: Any) -> HttpResponse:
        try:
            return view(request, partnership, **rest)
        except AskedWrongly as wrong:
            return HttpResponse(str(wrong), status=400, content_type="text/plain; charset=utf-8")
        except (NothingLoaded, UnknownArea, ValueError) as nothing:
            return HttpResponse(str(nothing), status=404, content_type="text/plain; charset=utf-8")

    return answered


def valid(form: Form) -> Form:
    """The form of a file's address. Raises AskedWrongly."""
    if not form.is_valid():
        raise AskedWrongly(form.errors.as_text())
    return form
