"""Trend and forecast: a page for members, and its CSV."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from saferplace.analysis.months import Month, Period
from saferplace.core.downloads import csv_response
from saferplace.evidence.areas import Area, find_area
from saferplace.evidence.police_street import POLICE_STREET
from saferplace.evidence.police_street.layout import CRIME_TYPES
from saferplace.evidence.queries import NothingLoaded
from saferplace.evidence.sources.source import Source
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence import queries
from saferplace.intelligence.analyses.answer import source_in_words
from saferplace.intelligence.analyses.question import LayerQuestion
from saferplace.intelligence.analyses.trend import SETTINGS, trend_and_forecast
from saferplace.intelligence.analyses.trend_page import LINES, TrendPage
from saferplace.intelligence.commands import cite
from saferplace.intelligence.opening import area_of, evidence_store, store_of
from saferplace.intelligence.views.analyses.sources import categories_to_choose, shown_to
from saferplace.intelligence.views.answering import file_or_why_not, page_or_nothing_loaded, valid
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed

_TEMPLATE = "intelligence/analyses/trend.html"


class TrendFilter(forms.Form):
    """of: a data set, or one type or category of it, in one field, so that both always go together without script."""

    of = forms.ChoiceField(
        label="What", error_messages={"invalid_choice": "Choose from the list: “%(value)s” is not in it."}
    )
    ward = forms.ChoiceField(
        label="Ward", required=False, error_messages={"invalid_choice": "Choose a ward from the list."}
    )

    def __init__(self, asked: QueryDict, sources: Sequence[Source], area: Area) -> None:
        """sources: at least one, held, that this person may have analysed."""
        completed = asked.copy()
        completed.setdefault("of", sources[0].data_set)
        for setting in SETTINGS:
            completed.setdefault(setting.name, setting.default)
        super().__init__(completed)
        self.completed = completed
        self.area = area
        self.sources = {source.data_set: source for source in sources}
        self.fields["of"].choices = [choice for source in sources for choice in _choices(source)]  # type: ignore[attr-defined]
        self.fields["ward"].choices = [("", "All wards"), *queries.wards_to_choose(area)]  # type: ignore[attr-defined]
        for setting in SETTINGS:
            self.fields[setting.name] = forms.ChoiceField(
                label=setting.label,
                choices=setting.choices,
                error_messages={"invalid_choice": f"Choose “{setting.label}” from the list."},
            )

    def question(self, partnership: Partnership) -> LayerQuestion:
        """Of every month that is held. Only after ``is_valid()``. Raises NothingLoaded."""
        said = self.cleaned_data
        data_set, _, kind = said["of"].partition(":")
        source = self.sources[data_set]
        store = store_of(source, partnership)
        months = _months(source, store, self.area)
        return LayerQuestion(
            store,
            find_area(said["ward"]) if said["ward"] else self.area,
            Period(months[0], months[-1]),
            timezone.now(),
            frozenset({kind}) if kind else None,
            source,
            {setting.name: said[setting.name] for setting in SETTINGS},
        )


@require_GET
@permission_needed("evidence.view")
@page_or_nothing_loaded
def trend_page(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form, has_more = _form(request, partnership)
    context: dict[str, object] = {"form": form, "has_more": has_more, "asked": form.completed.urlencode()}
    if not form.is_valid():
        return render(request, _TEMPLATE, context, status=400)
    try:
        page = _page(form, partnership)
    except ValueError as too_little:
        return render(request, _TEMPLATE, {**context, "why": str(too_little)})
    receipt = page.found.answer.receipt
    cite([receipt], partnership)
    return render(request, _TEMPLATE, {**context, "page": page, "source_words": source_in_words(receipt)})


@require_GET
@permission_needed("evidence.view")
@file_or_why_not
def trend_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """A line for each month counted, and for each to come."""
    form, _ = _form(request, partnership)
    page = _page(valid(form), partnership)
    cite([page.found.answer.receipt], partnership)
    return csv_response(f"{partnership.slug}-trend.csv", LINES, page.lines())


def _form(request: HttpRequest, partnership: Partnership) -> tuple[TrendFilter, bool]:
    """The form, and whether data sets are held that this person may not have analysed. Raises NothingLoaded."""
    area = area_of(partnership)
    shown, has_more = shown_to(request.user, partnership)
    sources = [*([POLICE_STREET] if _has_police(area) else []), *shown]
    if not sources:
        raise NothingLoaded(f"Nothing that can be counted by month is held for {area.name} yet.")
    return TrendFilter(request.GET, sources, area), has_more


def _page(form: TrendFilter, partnership: Partnership) -> TrendPage:
    question = form.question(partnership)
    return TrendPage(trend_and_forecast(question), question.subject, question.area.name, question.area.code)


def _has_police(area: Area) -> bool:
    try:
        return bool(queries.months_to_choose(evidence_store(), area))
    except NothingLoaded:
        return False


def _months(source: Source, store: EvidenceStore, area: Area) -> list[Month]:
    if source is POLICE_STREET:
        return list(queries.months_to_choose(store, area))
    return sorted(queries.months_of_layers(store, [source]))


def _choices(source: Source) -> list[tuple[str, str]]:
    if source is POLICE_STREET:
        types = [(f"{source.data_set}:{name}", name) for name in sorted(CRIME_TYPES)]
        return [(source.data_set, "All recorded crime"), *types]
    return categories_to_choose(source)
