"""The questions that can be asked of the evidence, as a manager would put them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from saferplace.intelligence.analyses.registry import MAP_ANALYSES, PAGE_ANALYSES
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed


@require_GET
@permission_needed("evidence.view")
def questions(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    pages = [
        (page.text, reverse(page.address, kwargs={"partnership_slug": partnership.slug}), page.asks)
        for page in PAGE_ANALYSES
    ]
    return render(request, "intelligence/analyses/questions.html", {"pages": pages, "of_the_map": MAP_ANALYSES})
