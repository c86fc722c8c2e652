"""The map of recorded crime, its equal list, and the two files that the map draws from."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from saferplace.analysis.months import runs_in_words
from saferplace.core import access
from saferplace.evidence.areas import UnknownArea
from saferplace.evidence.queries import NothingLoaded
from saferplace.intelligence import queries
from saferplace.intelligence.commands import cite
from saferplace.intelligence.forms import MapFilter
from saferplace.intelligence.opening import area_of, evidence_store
from saferplace.intelligence.outlines import outlines_of
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed

PLACES_A_PAGE = 50


@require_GET
@permission_needed("intelligence.view_map")
def map_of_recorded_crime(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    try:
        form = _map_filter(request, partnership)
        found = _map(form, partnership) if form.is_valid() else None
    except (NothingLoaded, UnknownArea) as nothing:
        return render(request, "intelligence/nothing_loaded.html", {"why": str(nothing)})
    if found is None:
        return render(request, "intelligence/map.html", {"form": form}, status=400)
    cite([found.found.receipt, found.nowhere.receipt], partnership)
    context = {
        "form": form,
        "map": found,
        "places": Paginator(found.places, PLACES_A_PAGE).get_page(request.GET.get("page")),
        "asked": _without_page(form.asked),
        "not_held": runs_in_words(found.found.months.not_held),
        "doubtful": runs_in_words(found.found.months.spoilt(found.question.crime_types)),
        "may_see_rows": access.allowed(request.user, "evidence.view_rows", partnership),
    }
    return render(request, "intelligence/map.html", context)


@require_GET
@permission_needed("intelligence.view_map")
def map_points(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """The list's places and numbers as GeoJSON."""
    try:
        form = _map_filter(request, partnership)
        if form.is_valid():
            return JsonResponse(_map(form, partnership).as_geojson(), content_type="application/geo+json")
    except (NothingLoaded, UnknownArea) as nothing:
        return JsonResponse({"error": str(nothing)}, status=404)
    return JsonResponse({"error": form.errors}, status=400)


@require_GET
@permission_needed("intelligence.view_map")
def map_outlines(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    try:
        return JsonResponse(outlines_of(area_of(partnership)), content_type="application/geo+json")
    except UnknownArea as unknown:
        return JsonResponse({"error": str(unknown)}, status=404)


def _map_filter(request: HttpRequest, partnership: Partnership) -> MapFilter:
    """Before anybody chooses, the newest months without a break."""
    area = area_of(partnership)
    months = queries.months_to_choose(evidence_store(), area)
    if not months:
        raise NothingLoaded(f"No file of the police force of {area.name} has been loaded yet.")
    asked = request.GET.copy()
    newest = queries.newest_run(months)
    asked.setdefault("first", str(newest.first))
    asked.setdefault("last", str(newest.last))
    return MapFilter(asked, months, queries.wards_to_choose(area))


def _map(form: MapFilter, partnership: Partnership) -> queries.MapPage:
    return queries.map_page(evidence_store(), area_of(partnership), form.question(), at=timezone.now())


def _without_page(asked: QueryDict) -> str:
    kept = asked.copy()
    kept.pop("page", None)
    return kept.urlencode()
