"""How far the evidence can be trusted: every data set, every police force, and the quarterly exchange."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from saferplace.analysis.months import Month, Period
from saferplace.core import access
from saferplace.evidence.areas import Area, UnknownArea
from saferplace.evidence.exchange import ExchangeLine, exchange, last_information_period
from saferplace.evidence.queries import NothingLoaded, coverage
from saferplace.evidence.queries.force_matrix import Cell, force_matrix
from saferplace.evidence.sources.catalogue import SOURCES
from saferplace.evidence.store import EvidenceStore
from saferplace.evidence.timeliness import information_period, is_under_the_duty
from saferplace.intelligence.opening import area_of, evidence_store, partner_store, store_of
from saferplace.intelligence.queries.data_sets import provider_name
from saferplace.intelligence.queries.quality_page import held_sources, quality_of
from saferplace.intelligence.views.evidence import source_or_404
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed

PERIODS_SHOWN = 4


@require_GET
@permission_needed("evidence.view")
def quality(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    may_see = access.allowed(request.user, "evidence.view_sensitive", partnership)
    shown = [
        one
        for source, store in held_sources(evidence_store(), partner_store(partnership))
        for one in quality_of(store, source, _area(partnership), may_see_sensitive=may_see, today=timezone.localdate())
    ]
    return render(request, "intelligence/quality.html", {"shown": shown})


@require_GET
@permission_needed("evidence.view")
def quality_of_data_set(request: HttpRequest, partnership: Partnership, data_set: str) -> HttpResponse:
    source = source_or_404(data_set)
    shown = quality_of(
        store_of(source, partnership),
        source,
        _area(partnership),
        may_see_sensitive=access.allowed(request.user, "evidence.view_sensitive", partnership),
        today=timezone.localdate(),
    )
    return render(request, "intelligence/quality_of_data_set.html", {"source": source, "shown": shown})


@require_GET
@permission_needed("evidence.view")
def forces(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """A year of every force's months: held, doubtful or no data."""
    store = evidence_store()
    years = _years_held(store) or [timezone.localdate().year]
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else years[0]
    matrix = force_matrix(store, Period.year(year))
    context = {"matrix": matrix, "year": year, "years": years, "cells": [(cell, matrix.count(cell)) for cell in Cell]}
    return render(request, "intelligence/forces.html", context)


@require_GET
@permission_needed("evidence.view")
def quarterly_exchange(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """What SI 2007/1831 has shared each quarter, and what other data sets came as if it did."""
    today = timezone.localdate()
    store = partner_store(partnership)
    sets = [source for source in SOURCES if not source.is_open and is_under_the_duty(source.duty)]
    newest = last_information_period(today)
    lines = exchange(store, sets, newest=newest, periods=PERIODS_SHOWN, today=today)
    shown = [(line, provider_name(line.provider) if line.provider else "Nobody has sent it") for line in lines]
    context = {"lines": shown, "states": _counted(lines), "current": information_period(Month.of(today))}
    return render(request, "intelligence/exchange.html", context)


def _counted(lines: Sequence[ExchangeLine]) -> list[tuple[str, int]]:
    states = [line.state for line in lines]
    return [(state.value, states.count(state)) for state in dict.fromkeys(states)]


def _years_held(store: EvidenceStore) -> list[int]:
    """Newest first, without a gap: a year of which nothing is held is a page of no data, not a page that is missing."""
    try:
        months = [month for force in coverage(store).forces for month in force.months]
    except NothingLoaded:
        return []
    return list(range(max(months).year, min(months).year - 1, -1)) if months else []


def _area(partnership: Partnership) -> Area | None:
    try:
        return area_of(partnership)
    except UnknownArea:
        return None
