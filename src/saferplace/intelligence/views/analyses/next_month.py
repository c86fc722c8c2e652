"""Where next month: the page, its list and its table of methods as CSV."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from saferplace.core.downloads import csv_response
from saferplace.intelligence.analyses.next_month_page import NextMonthFilter, NextMonthPage, next_month_page
from saferplace.intelligence.analyses.page_form import months_of_recorded_crime
from saferplace.intelligence.commands import cite
from saferplace.intelligence.opening import area_of, evidence_store
from saferplace.intelligence.views.answering import file_or_why_not, page_or_nothing_loaded, valid
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed


@require_GET
@permission_needed("evidence.view")
@page_or_nothing_loaded
def next_month(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = _form(request, partnership)
    if not form.is_valid():
        return render(request, "intelligence/analyses/next_month.html", {"form": form}, status=400)
    try:
        page = _page(form)
    except ValueError as too_little:
        return render(request, "intelligence/analyses/next_month.html", {"form": form, "why_not": str(too_little)})
    cite([page.layer.answer.receipt], partnership)
    context = {"form": form, "page": page, "asked": form.completed.urlencode(), "of_the_map": form.of_the_map()}
    return render(request, "intelligence/analyses/next_month.html", context)


@require_GET
@permission_needed("evidence.view")
@file_or_why_not
def next_month_places_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    page = _for_download(request, partnership)
    return csv_response(f"{partnership.slug}-next-month.csv", *page.place_lines())


@require_GET
@permission_needed("evidence.view")
@file_or_why_not
def next_month_methods_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    page = _for_download(request, partnership)
    return csv_response(f"{partnership.slug}-next-month-methods.csv", *page.method_lines())


def _for_download(request: HttpRequest, partnership: Partnership) -> NextMonthPage:
    """The page, its receipt kept."""
    page = _page(valid(_form(request, partnership)))
    cite([page.layer.answer.receipt], partnership)
    return page


def _form(request: HttpRequest, partnership: Partnership) -> NextMonthFilter:
    area = area_of(partnership)
    return NextMonthFilter(request.GET, months_of_recorded_crime(evidence_store(), area), area)


def _page(form: NextMonthFilter) -> NextMonthPage:
    return next_month_page(form.question(evidence_store(), timezone.now()))
