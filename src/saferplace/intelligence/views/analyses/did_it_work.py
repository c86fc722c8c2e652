"""Did it work? A page for members, and its CSV."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from saferplace.core.downloads import csv_response
from saferplace.evidence.areas import UnknownArea
from saferplace.evidence.queries import NothingLoaded
from saferplace.intelligence.analyses.did_it_work import answered
from saferplace.intelligence.analyses.did_it_work.form import DidItWorkForm
from saferplace.intelligence.analyses.did_it_work.page import COLUMNS, DidItWorkPage
from saferplace.intelligence.analyses.page_form import months_of_recorded_crime
from saferplace.intelligence.commands import cite
from saferplace.intelligence.opening import area_of, evidence_store
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed

_PAGE = "intelligence/analyses/did_it_work.html"


@require_GET
@permission_needed("evidence.view")
def did_it_work(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    try:
        form = _form(request, partnership)
    except (NothingLoaded, UnknownArea) as nothing:
        return render(request, "intelligence/nothing_loaded.html", {"why": str(nothing)})
    if not form.is_valid():
        return render(request, _PAGE, {"form": form}, status=400)
    if not form.has_treated:
        return render(request, _PAGE, {"form": form})
    try:
        page = _page(form)
    except (ValueError, NothingLoaded) as why:
        return render(request, _PAGE, {"form": form, "why": str(why)})
    cite([page.answer.receipt], partnership)
    return render(request, _PAGE, {"form": form, "page": page, "asked": form.completed.urlencode()})


@require_GET
@permission_needed("evidence.view")
def did_it_work_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Everything that the page says, as rows."""
    try:
        form = _form(request, partnership)
        if not form.is_valid():
            return HttpResponse(form.errors.as_text(), status=400, content_type="text/plain; charset=utf-8")
        page = _page(form)
    except (NothingLoaded, UnknownArea) as nothing:
        return HttpResponse(str(nothing), status=404, content_type="text/plain; charset=utf-8")
    except ValueError as why:
        return HttpResponse(str(why), status=400, content_type="text/plain; charset=utf-8")
    cite([page.answer.receipt], partnership)
    return csv_response(f"{partnership.slug}-did-it-work.csv", COLUMNS, page.rows())


def _form(request: HttpRequest, partnership: Partnership) -> DidItWorkForm:
    area = area_of(partnership)
    return DidItWorkForm(request.GET, months_of_recorded_crime(evidence_store(), area), area)


def _page(form: DidItWorkForm) -> DidItWorkPage:
    question = form.question(evidence_store(), timezone.now())
    found, answer = answered(question, form.choice)
    return DidItWorkPage(found, answer, question.subject)
