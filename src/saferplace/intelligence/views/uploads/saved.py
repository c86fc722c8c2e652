"""Saved mappings: the list, one with its versions, and retiring it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from saferplace.core.actors import Actor
from saferplace.evidence.sources.catalogue import SOURCES
from saferplace.intelligence.uploads.access import (
    organisations_to_send_for,
    saved_mappings_visible_to,
    sender_needed,
)
from saferplace.intelligence.uploads.saving import retire_mapping
from saferplace.partnership.models import Organisation, Partnership


@require_GET
@sender_needed
def mappings(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    listed = saved_mappings_visible_to(request.user, partnership).filter(retired_at__isnull=True)
    names = dict(organisations_to_send_for(request.user, partnership).values_list("key", "name"))
    titles = {source.data_set: source.title for source in SOURCES}
    rows = [(saved, names.get(saved.provider, saved.provider), titles.get(saved.data_set, "")) for saved in listed]
    return render(request, "intelligence/uploads/mappings.html", {"rows": rows})


@require_GET
@sender_needed
def mapping(request: HttpRequest, partnership: Partnership, number: int) -> HttpResponse:
    visible = saved_mappings_visible_to(request.user, partnership)
    saved = get_object_or_404(visible, pk=number)
    source = next((source for source in SOURCES if source.data_set == saved.data_set), None)
    headings = {field.name: field.heading for field in source.fields} if source else {}
    said = saved.mapping
    context = {
        "saved": saved,
        "provider": Organisation.objects.filter(key=saved.provider).first() or saved.provider,
        "source": source,
        "columns": [
            (column["heading"], column["use"], headings.get(column.get("field", ""), "")) for column in said["columns"]
        ],
        "constants": [(headings.get(name, name), word) for name, word in said.get("constants", {}).items()],
        "words": [
            (headings.get(name, name), local, ours)
            for name, pairs in said.get("translations", {}).items()
            for local, ours in pairs.items()
        ],
        "versions": visible.filter(provider=saved.provider, name=saved.name),
    }
    return render(request, "intelligence/uploads/mapping_saved.html", context)


@require_POST
@sender_needed
def retire(request: HttpRequest, partnership: Partnership, number: int) -> HttpResponse:
    saved = get_object_or_404(saved_mappings_visible_to(request.user, partnership), pk=number)
    retire_mapping(saved, by=Actor.from_request(request))
    messages.success(request, f"“{saved.name}” is retired: the next file will be asked about again.")
    return redirect("intelligence:mappings", partnership.slug)
