"""What happens around every page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from saferplace.evidence.retention.certificates import VersionRemoved


def private_pages_are_not_stored(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """A signed-in page is not kept by the browser or a proxy: the next person at the desk must not find it."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, no_store=True, private=True)
        return response

    return respond


def removed_evidence_is_told(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that asks for evidence which retention removed answers 410, and names the certificate."""

    def respond(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, raised: Exception) -> HttpResponse | None:
        if isinstance(raised, VersionRemoved):
            return render(request, "410.html", {"said": str(raised)}, status=410)
        return None

    respond.process_exception = process_exception  # type: ignore[attr-defined]  # where Django looks for it
    return respond
