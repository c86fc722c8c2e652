"""Texts that could be several places: what waits, and one page for each to settle it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from saferplace.core.actors import Actor
from saferplace.core.audit import record_read
from saferplace.evidence.importing import AnotherImportIsRunning
from saferplace.evidence.places.candidates import candidates_of, point_said
from saferplace.evidence.sources.catalogue import SOURCES
from saferplace.intelligence.opening import evidence_store
from saferplace.intelligence.place_form import PlaceForm
from saferplace.intelligence.queries.places import gazetteers_held, provider_names
from saferplace.intelligence.settling import places_of, settle_place, waiting_places
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed

TEXTS_A_PAGE = 50


@require_GET
@permission_needed("evidence.settle_places")
def waiting(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Texts as partners wrote them may hold anything, so each reading is recorded."""
    texts = waiting_places(partnership)
    page = Paginator(texts, TEXTS_A_PAGE).get_page(request.GET.get("page"))
    record_read(
        by=Actor.from_request(request),
        action="places that wait read",
        partnership=partnership,
        detail={"texts": len(texts), "page": page.number},
    )
    names = provider_names(text.provider for text in page)
    context = {
        "page": page,
        "texts": [(text, names[text.provider]) for text in page],
        "rows": sum(text.rows for text in texts),
        "gazetteers": gazetteers_held(evidence_store()),
    }
    return render(request, "intelligence/places.html", context)


@require_http_methods(["GET", "POST"])
@permission_needed("evidence.settle_places")
def one_text(request: HttpRequest, partnership: Partnership, digest: str) -> HttpResponse:
    here = reverse("intelligence:places", args=[partnership.slug])
    text = next((text for text in waiting_places(partnership) if text.digest == digest), None)
    if text is None:
        messages.info(request, "That text does not wait any more.")
        return redirect(here)
    places = places_of(partnership)
    candidates = candidates_of(text, places)
    form = PlaceForm(
        request.POST if request.method == "POST" else None,
        candidates=candidates,
        look_up=lambda written: point_said(written, places),
    )
    if request.method == "POST" and form.is_valid():
        by, why = Actor.from_request(request), form.cleaned_data["why"]
        try:
            replaced = settle_place(partnership, text, form.chosen(), why=why, by=by, at=timezone.now())
        except AnotherImportIsRunning as running:
            form.add_error(None, str(running))
        else:
            rows = sum(one.rows for one in replaced)
            messages.success(request, f"“{text.text}” is settled, for {rows:,} row{'' if rows == 1 else 's'}.")
            return redirect(here)
    titles = [source.title for source in SOURCES if source.data_set in text.data_sets]
    context = {
        "text": text,
        "titles": titles,
        "form": form,
        "candidates": candidates,
        "provider": provider_names([text.provider])[text.provider],
        "trail": [
            ("Evidence", reverse("intelligence:evidence", args=[partnership.slug])),
            ("Places to settle", here),
        ],
    }
    return render(request, "intelligence/place.html", context, status=400 if form.errors else 200)
