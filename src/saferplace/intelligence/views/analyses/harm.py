"""Harm by offence: a page for members, and its CSV."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from saferplace.core.downloads import csv_response
from saferplace.evidence.areas import UnknownArea
from saferplace.evidence.peers import own_codes
from saferplace.evidence.published.comparing import ComparedBy
from saferplace.evidence.queries import NothingLoaded
from saferplace.intelligence.analyses.answer import source_in_words
from saferplace.intelligence.analyses.harm import (
    Edition,
    HarmAsked,
    Year,
    editions_held,
    harm_of_year,
    year_before,
    years_held,
)
from saferplace.intelligence.analyses.harm_page import LINES, HarmPage
from saferplace.intelligence.commands import cite
from saferplace.intelligence.opening import area_of, evidence_store
from saferplace.intelligence.views.answering import file_or_why_not, valid
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed


class HarmFilter(forms.Form):
    """Read from the address; what is not there is completed: the newest year, the first of the editions held."""

    year = forms.ChoiceField(label="Year to", error_messages={"invalid_choice": "Choose a year that is held."})
    weights = forms.ChoiceField(
        label="Weights", error_messages={"invalid_choice": "Choose an edition of weights that is held."}
    )

    def __init__(self, asked: QueryDict, years: Sequence[Year], editions: Sequence[Edition]) -> None:
        """years, editions: at least one of each."""
        completed = asked.copy()
        completed.setdefault("year", years[0].key)
        completed.setdefault("weights", editions[0].key)
        super().__init__(completed)
        self.completed = completed
        self.years, self.editions = years, editions
        self.fields["year"].choices = [(year.key, year.last.in_words()) for year in years]  # type: ignore[attr-defined]
        self.fields["weights"].choices = [(one.key, one.in_words) for one in editions]  # type: ignore[attr-defined]

    def question(self, partnership: Partnership) -> HarmAsked:
        """Only after ``is_valid()``."""
        year = next(one for one in self.years if one.key == self.cleaned_data["year"])
        edition = next(one for one in self.editions if one.key == self.cleaned_data["weights"])
        area = area_of(partnership)
        codes = tuple(own_codes(area, ComparedBy.PARTNERSHIP))
        before = year_before(year, self.years)
        return HarmAsked(evidence_store(), codes, area.name, year, before, edition, timezone.now())


@require_GET
@permission_needed("evidence.view")
def harm_page(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = _form(request)
    context: dict[str, object] = {"form": form, "years": years_held(evidence_store())}
    if form is None:
        context["editions"] = editions_held(evidence_store())
        return render(request, "intelligence/analyses/harm.html", context)
    context["asked"] = form.completed.urlencode()
    if not form.is_valid():
        return render(request, "intelligence/analyses/harm.html", context, status=400)
    try:
        page = HarmPage(harm_of_year(form.question(partnership)))
    except UnknownArea as nothing:
        return render(request, "intelligence/nothing_loaded.html", {"why": str(nothing)})
    except (NothingLoaded, ValueError) as too_little:
        return render(request, "intelligence/analyses/harm.html", {**context, "why": str(too_little)})
    receipt = page.found.answer.receipt
    cite([receipt], partnership)
    context |= {"page": page, "chart": page.chart(), "source_words": source_in_words(receipt)}
    return render(request, "intelligence/analyses/harm.html", context)


@require_GET
@permission_needed("evidence.view")
@file_or_why_not
def harm_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """A line for each offence, those without a weight too."""
    form = _form(request)
    if form is None:
        raise NothingLoaded("Counts of offences and weights of them have to be loaded first.")
    page = HarmPage(harm_of_year(valid(form).question(partnership)))
    cite([page.found.answer.receipt], partnership)
    return csv_response(f"{partnership.slug}-harm.csv", LINES, page.lines())


def _form(request: HttpRequest) -> HarmFilter | None:
    """None as long as counts or weights are not held."""
    store = evidence_store()
    years, editions = years_held(store), editions_held(store)
    return HarmFilter(request.GET, years, editions) if years and editions else None
