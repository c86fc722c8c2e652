"""How the partnership's area compares with others in published figures, on a page and as CSV."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from saferplace.core.charts import funnel_chart
from saferplace.evidence.areas import UnknownArea
from saferplace.evidence.peers import Peers
from saferplace.evidence.published.comparing import Comparing
from saferplace.evidence.published.similar_areas import SIMILAR_AREAS
from saferplace.evidence.queries import NothingLoaded, indicators_held
from saferplace.intelligence.commands import cite
from saferplace.intelligence.comparators_csv import as_csv
from saferplace.intelligence.forms import ComparatorFilter
from saferplace.intelligence.opening import area_of, evidence_store, store_of
from saferplace.intelligence.queries.comparators_page import (
    ComparatorsPage,
    comparable_held,
    comparators_page,
    peers_to_choose,
)
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed


@dataclass(frozen=True)
class _Chosen:
    rules: Comparing
    indicator: str
    peers: Peers


@require_GET
@permission_needed("evidence.view")
def comparators(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    try:
        form, peers = _form(request, partnership)
    except (NothingLoaded, UnknownArea) as nothing:
        return render(request, "intelligence/nothing_loaded.html", {"why": str(nothing)})
    if not form.is_valid():
        return render(request, "intelligence/comparators.html", {"form": form}, status=400)
    chosen = _chosen(form, peers)
    page = comparators_page(evidence_store(), chosen.rules, chosen.indicator, chosen.peers, at=timezone.now())
    cite(page.receipts, partnership)
    context = {"form": form, "page": page, "asked": form.asked_again(), "chart": _funnel(page)}
    return render(request, "intelligence/comparators.html", context)


@require_GET
@permission_needed("evidence.view")
def comparators_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Every period that is held."""
    try:
        form, peers = _form(request, partnership)
    except (NothingLoaded, UnknownArea) as nothing:
        return HttpResponse(str(nothing), status=404, content_type="text/plain; charset=utf-8")
    if not form.is_valid():
        return HttpResponse(form.errors.as_text(), status=400, content_type="text/plain; charset=utf-8")
    chosen = _chosen(form, peers)
    page = comparators_page(
        evidence_store(), chosen.rules, chosen.indicator, chosen.peers, every_period=True, at=timezone.now()
    )
    cite(page.receipts, partnership)
    response = HttpResponse("\ufeff" + as_csv(page.comparison, page.among), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="comparators-{chosen.rules.data_set}.csv"'
    return response


def _funnel(page: ComparatorsPage) -> str:
    if page.among is None:
        return ""
    return funnel_chart(
        page.among.funnel,
        own=page.among.own,
        chart_id="funnel",
        title=f"{page.comparison.indicator}, {page.among.period}: rates of {len(page.among.areas)} areas by their size",
        description=f"{page.among.answer.finding} The table below has every number.",
        size_name="Residents",
        per=1000,
    )


def _form(request: HttpRequest, partnership: Partnership) -> tuple[ComparatorFilter, list[Peers]]:
    """Before anybody chooses: the first data set that is held, its usual indicator, and the neighbours."""
    held = comparable_held(evidence_store())
    if not held:
        raise NothingLoaded(
            "No published figures of other areas have been loaded yet. Load them: saferplace import PATH"
        )
    asked = request.GET.get("data_set")
    rules = next((one for one, _ in held if one.data_set == asked), held[0][0])
    peers = peers_to_choose(store_of(SIMILAR_AREAS, partnership), area_of(partnership), rules)
    indicators = indicators_held(evidence_store(), rules.data_set)
    return ComparatorFilter(request.GET, held, rules, indicators, peers), peers


def _chosen(form: ComparatorFilter, peers: list[Peers]) -> _Chosen:
    said = form.cleaned_data
    return _Chosen(form.rules, said["indicator"], next(one for one in peers if one.key == said["peers"]))
