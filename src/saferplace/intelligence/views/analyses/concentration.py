"""Concentration: a page for members, and its CSV."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from saferplace.core.downloads import csv_response
from saferplace.evidence.areas import UnknownArea
from saferplace.evidence.queries import NothingLoaded
from saferplace.intelligence.analyses.answer import source_in_words
from saferplace.intelligence.analyses.concentration import concentration_of
from saferplace.intelligence.analyses.concentration_page import LINES, ConcentrationPage
from saferplace.intelligence.analyses.page_form import PageFilter, months_of_recorded_crime
from saferplace.intelligence.commands import cite
from saferplace.intelligence.opening import area_of, evidence_store
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed


@require_GET
@permission_needed("evidence.view")
def concentration_page(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    context: dict[str, object] = {}
    try:
        form = _form(request, partnership)
        context = {"form": form, "asked": form.completed.urlencode()}
        if not form.is_valid():
            return render(request, "intelligence/analyses/concentration.html", context, status=400)
        page = _page(form)
    except (NothingLoaded, UnknownArea) as nothing:
        return render(request, "intelligence/nothing_loaded.html", {"why": str(nothing)})
    except ValueError as too_little:
        return render(request, "intelligence/analyses/concentration.html", {**context, "why": str(too_little)})
    cite([page.answer.receipt], partnership)
    context |= {"page": page, "source_words": source_in_words(page.answer.receipt)}
    return render(request, "intelligence/analyses/concentration.html", context)


@require_GET
@permission_needed("evidence.view")
def concentration_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Every measure of what was asked and of each type of crime."""
    plain = "text/plain; charset=utf-8"
    try:
        form = _form(request, partnership)
        if not form.is_valid():
            return HttpResponse(form.errors.as_text(), status=400, content_type=plain)
        page = _page(form)
    except (NothingLoaded, UnknownArea, ValueError) as nothing:
        return HttpResponse(str(nothing), status=404, content_type=plain)
    cite([page.answer.receipt], partnership)
    return csv_response(f"{partnership.slug}-concentration.csv", LINES, page.lines())


def _form(request: HttpRequest, partnership: Partnership) -> PageFilter:
    area = area_of(partnership)
    return PageFilter(request.GET, months_of_recorded_crime(evidence_store(), area), area)


def _page(form: PageFilter) -> ConcentrationPage:
    question = form.question(evidence_store(), timezone.now())
    return ConcentrationPage(concentration_of(question), question.subject)
