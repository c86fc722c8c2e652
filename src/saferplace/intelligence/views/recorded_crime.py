"""The map of recorded crime and partners' records, its equal list, and the two files that the map draws from."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from saferplace.analysis.months import Month, runs_in_words
from saferplace.core import access
from saferplace.core.downloads import csv_response
from saferplace.evidence.areas import Area, UnknownArea
from saferplace.evidence.queries import NothingLoaded
from saferplace.intelligence import queries
from saferplace.intelligence.analyses.answer import source_in_words
from saferplace.intelligence.analyses.area_layer import AreaLayer
from saferplace.intelligence.commands import cite
from saferplace.intelligence.map_form import POLICE_LAYER, MapFilter
from saferplace.intelligence.opening import area_of, evidence_store, partner_store
from saferplace.intelligence.outlines import outlines_of
from saferplace.intelligence.views.answering import file_or_why_not, valid
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed

PLACES_A_PAGE = 50
AREAS_A_PAGE = 20


@require_GET
@permission_needed("intelligence.view_map")
def map_of_recorded_crime(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    try:
        form = _map_filter(request, partnership)
        found = _map_or_why_not(form, request, partnership) if form.is_valid() else None
    except (NothingLoaded, UnknownArea) as nothing:
        return render(request, "intelligence/nothing_loaded.html", {"why": str(nothing)})
    if found is None:
        return render(request, "intelligence/map.html", {"form": form}, status=400)
    cite(found.receipts, partnership)
    months = found.found.months if found.found else None
    context = {
        "form": form,
        "map": found,
        "places": Paginator(found.places, PLACES_A_PAGE).get_page(request.GET.get("page")),
        "areas": Paginator(found.areas.listed if found.areas else [], AREAS_A_PAGE).get_page(request.GET.get("areas")),
        "analysis_source": source_in_words(found.areas.answer.receipt) if found.areas else "",
        "asked": _without(form.asked, "page", "areas"),
        "now": f"?{_without(form.asked, 'page', 'stood_on', 'stood_by')}",
        "not_held": runs_in_words(months.not_held) if months else "",
        "doubtful": runs_in_words(months.spoilt(found.question.crime_types)) if months else "",
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
            return JsonResponse(_map(form, request, partnership).as_geojson(), content_type="application/geo+json")
    except (NothingLoaded, UnknownArea, ValueError) as nothing:
        return JsonResponse({"error": str(nothing)}, status=404)
    return JsonResponse({"error": form.errors}, status=400)


@require_GET
@permission_needed("intelligence.view_map")
def map_areas(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """The areas of the chosen analysis as GeoJSON; empty where there are none."""
    try:
        form = _map_filter(request, partnership)
        if form.is_valid():
            found = _analysed(form, request, partnership)
            drawn = (
                found.as_geojson() if isinstance(found, AreaLayer) else {"type": "FeatureCollection", "features": []}
            )
            return JsonResponse(drawn, content_type="application/geo+json")
    except (NothingLoaded, UnknownArea, ValueError) as nothing:
        return JsonResponse({"error": str(nothing)}, status=404)
    return JsonResponse({"error": form.errors}, status=400)


@require_GET
@permission_needed("intelligence.view_map")
@file_or_why_not
def map_areas_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """The list of the chosen analysis as CSV."""
    form = valid(_map_filter(request, partnership))
    found = _analysed(form, request, partnership) or "No analysis is chosen."
    if isinstance(found, str):
        raise ValueError(found)
    cite([found.answer.receipt], partnership)
    columns, lines = found.as_table()
    return csv_response(f"{partnership.slug}-{form.cleaned_data['analysis']}.csv", columns, lines)


@require_GET
@permission_needed("intelligence.view_map")
def map_outlines(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    try:
        return JsonResponse(outlines_of(area_of(partnership)), content_type="application/geo+json")
    except UnknownArea as unknown:
        return JsonResponse({"error": str(unknown)}, status=404)


def _map_filter(request: HttpRequest, partnership: Partnership) -> MapFilter:
    """Before anybody chooses: recorded crime, or else all that partners sent, and its newest months without a break."""
    area, partners = area_of(partnership), partner_store(partnership)
    sources = queries.layers_to_choose(partners)
    police = _months_of_recorded_crime(area, is_needed=not sources)
    sent = queries.months_of_layers(partners, sources)
    asked = request.GET.copy()
    if "layer" not in asked:
        asked.setlist("layer", [POLICE_LAYER] if police else [source.data_set for source in sources])
    # Either may be empty, but not both: then there would be no map at all.
    shown = police if POLICE_LAYER in asked.getlist("layer") else tuple(sorted(sent))
    newest = queries.newest_run(shown or police or tuple(sorted(sent)))
    asked.setdefault("first", str(newest.first))
    asked.setdefault("last", str(newest.last))
    months = sorted({*police, *sent})
    return MapFilter(asked, months, queries.wards_to_choose(area), sources, has_police=bool(police))


def _months_of_recorded_crime(area: Area, *, is_needed: bool) -> tuple[Month, ...]:
    """is_needed: there is nothing else to show, so that to hold none is to have no map at all."""
    try:
        months = queries.months_to_choose(evidence_store(), area)
    except NothingLoaded:
        if is_needed:
            raise
        return ()
    if not months and is_needed:
        raise NothingLoaded(f"No file of the police force of {area.name} has been loaded yet.")
    return months


def _map(form: MapFilter, request: HttpRequest, partnership: Partnership) -> queries.MapPage:
    return queries.map_page(
        evidence_store(),
        partner_store(partnership),
        area_of(partnership),
        form.question(),
        may_see_sensitive=access.allowed(request.user, "evidence.view_sensitive", partnership),
        at=timezone.now(),
    )


def _analysed(form: MapFilter, request: HttpRequest, partnership: Partnership) -> AreaLayer | str | None:
    return queries.map_areas(
        evidence_store(),
        partner_store(partnership),
        area_of(partnership),
        form.question(),
        may_see_sensitive=access.allowed(request.user, "evidence.view_sensitive", partnership),
        at=timezone.now(),
    )


def _map_or_why_not(form: MapFilter, request: HttpRequest, partnership: Partnership) -> queries.MapPage | None:
    """None, and the form says why, when nothing was there by the day asked for, or it has been removed since."""
    try:
        return _map(form, request, partnership)
    except ValueError as not_then:
        form.add_error("stood_on", str(not_then))
        return None


def _without(asked: QueryDict, *names: str) -> str:
    kept = asked.copy()
    for name in names:
        kept.pop(name, None)
    return kept.urlencode()
