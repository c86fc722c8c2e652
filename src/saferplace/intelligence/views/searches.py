"""Stop and search: a page for members, and its CSV."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from saferplace.analysis.months import Month
from saferplace.core.downloads import csv_response
from saferplace.evidence.areas import UnknownArea
from saferplace.evidence.police_stop_and_search import STOP_AND_SEARCH_DATA_SET
from saferplace.evidence.queries import NothingLoaded, Searches, searches
from saferplace.evidence.sources.unit import Unit
from saferplace.intelligence.commands import cite
from saferplace.intelligence.opening import area_of, evidence_store
from saferplace.intelligence.queries.searches_page import SearchesPage
from saferplace.intelligence.views.outcomes import OutcomesFilter
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed


@require_GET
@permission_needed("evidence.view")
def stop_and_search(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    try:
        form, found = _asked(request, partnership)
    except (NothingLoaded, UnknownArea) as nothing:
        return render(request, "intelligence/nothing_loaded.html", {"why": str(nothing)})
    if found is None:
        return render(request, "intelligence/stop_and_search.html", {"form": form}, status=400)
    cite([found.receipt], partnership)
    page = SearchesPage(found, form.period, area_of(partnership).force_slugs)
    context = {"form": form, "page": page, "asked": form.asked.urlencode()}
    return render(request, "intelligence/stop_and_search.html", context)


@require_GET
@permission_needed("evidence.view")
def stop_and_search_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Every table of the page, one under the other."""
    try:
        form, found = _asked(request, partnership)
    except (NothingLoaded, UnknownArea) as nothing:
        return HttpResponse(str(nothing), status=404, content_type="text/plain; charset=utf-8")
    if found is None:
        return HttpResponse(form.errors.as_text(), status=400, content_type="text/plain; charset=utf-8")
    cite([found.receipt], partnership)
    page = SearchesPage(found, form.period, area_of(partnership).force_slugs)
    lines = [(kind, value, count, status, found.receipt.digest) for kind, value, count, status in page.lines()]
    columns = ("told_apart_by", "value", "searches", "status", "receipt")
    return csv_response(f"{partnership.slug}-stop-and-search.csv", columns, lines)


def _asked(request: HttpRequest, partnership: Partnership) -> tuple[OutcomesFilter, Searches | None]:
    """The form, and the answer when what was asked can be answered. Raises NothingLoaded."""
    area, store = area_of(partnership), evidence_store()
    held = [Unit.parse(key) for key in store.units(STOP_AND_SEARCH_DATA_SET)]
    months = sorted({Month.parse(unit.period) for unit in held if unit.provider in area.force_slugs})
    if not months:
        raise NothingLoaded(f"No stop and search of the police force of {area.name} has been loaded yet.")
    form = OutcomesFilter(request.GET, months)
    if not form.is_valid():
        return form, None
    return form, searches(store, forces=area.force_slugs, period=form.period, at=timezone.now())
