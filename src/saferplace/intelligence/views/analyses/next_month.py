"""Where next month: the page, its list and its table of methods as CSV."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from saferplace.core.downloads import csv_response
from saferplace.evidence.areas import UnknownArea
from saferplace.evidence.queries import NothingLoaded
from saferplace.intelligence.analyses.next_month_page import NextMonthFilter, NextMonthPage, next_month_page
from saferplace.intelligence.analyses.page_form import months_of_recorded_crime
from saferplace.intelligence.commands import cite
from saferplace.intelligence.opening import area_of, evidence_store
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed


@require_GET
@permission_needed("evidence.view")
def next_month(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    try:
        form = _form(request, partnership)
        if not form.is_valid():
            return render(request, "intelligence/analyses/next_month.html", {"form": form}, status=400)
        page = _page(form)
    except (NothingLoaded, UnknownArea) as nothing:
        return render(request, "intelligence/nothing_loaded.html", {"why": str(nothing)})
    except ValueError as too_little:
        return render(request, "intelligence/analyses/next_month.html", {"form": form, "why_not": str(too_little)})
    cite([page.layer.answer.receipt], partnership)
    context = {"form": form, "page": page, "asked": form.completed.urlencode(), "of_the_map": form.of_the_map()}
    return render(request, "intelligence/analyses/next_month.html", context)


@require_GET
@permission_needed("evidence.view")
def next_month_places_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    page = _for_download(request, partnership)
    if isinstance(page, HttpResponse):
        return page
    return csv_response(f"{partnership.slug}-next-month.csv", *page.place_lines())


@require_GET
@permission_needed("evidence.view")
def next_month_methods_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    page = _for_download(request, partnership)
    if isinstance(page, HttpResponse):
        return page
    return csv_response(f"{partnership.slug}-next-month-methods.csv", *page.method_lines())


def _for_download(request: HttpRequest, partnership: Partnership) -> NextMonthPage | HttpResponse:
    """The page, its receipt kept; or the sentence why there is none."""
    plain = "text/plain; charset=utf-8"
    try:
        form = _form(request, partnership)
        if not form.is_valid():
            return HttpResponse(form.errors.as_text(), status=400, content_type=plain)
        page = _page(form)
    except (NothingLoaded, UnknownArea, ValueError) as nothing:
        return HttpResponse(str(nothing), status=404, content_type=plain)
    cite([page.layer.answer.receipt], partnership)
    return page


def _form(request: HttpRequest, partnership: Partnership) -> NextMonthFilter:
    area = area_of(partnership)
    return NextMonthFilter(request.GET, months_of_recorded_crime(evidence_store(), area), area)


def _page(form: NextMonthFilter) -> NextMonthPage:
    return next_month_page(form.question(evidence_store(), timezone.now()))
