"""Concentration: a page for members, and its CSV."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from saferplace.core.downloads import csv_response
from saferplace.intelligence.analyses.answer import source_in_words
from saferplace.intelligence.analyses.concentration import concentration_of
from saferplace.intelligence.analyses.concentration_page import LINES, ConcentrationPage
from saferplace.intelligence.analyses.page_form import PageFilter, months_of_recorded_crime
from saferplace.intelligence.commands import cite
from saferplace.intelligence.opening import area_of, evidence_store
from saferplace.intelligence.views.answering import file_or_why_not, page_or_nothing_loaded, valid
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed


@require_GET
@permission_needed("evidence.view")
@page_or_nothing_loaded
def concentration_page(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = _form(request, partnership)
    context: dict[str, object] = {"form": form, "asked": form.completed.urlencode()}
    if not form.is_valid():
        return render(request, "intelligence/analyses/concentration.html", context, status=400)
    try:
        page = _page(form)
    except ValueError as too_little:
        return render(request, "intelligence/analyses/concentration.html", {**context, "why": str(too_little)})
    cite([page.answer.receipt], partnership)
    context |= {"page": page, "source_words": source_in_words(page.answer.receipt)}
    return render(request, "intelligence/analyses/concentration.html", context)


@require_GET
@permission_needed("evidence.view")
@file_or_why_not
def concentration_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Every measure of what was asked and of each type of crime."""
    page = _page(valid(_form(request, partnership)))
    cite([page.answer.receipt], partnership)
    return csv_response(f"{partnership.slug}-concentration.csv", LINES, page.lines())


def _form(request: HttpRequest, partnership: Partnership) -> PageFilter:
    area = area_of(partnership)
    return PageFilter(request.GET, months_of_recorded_crime(evidence_store(), area), area)


def _page(form: PageFilter) -> ConcentrationPage:
    question = form.question(evidence_store(), timezone.now())
    return ConcentrationPage(concentration_of(question), question.subject)
