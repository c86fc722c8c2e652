"""Near repeats: a page for members, its boxes as CSV, and the zones for those who may see single records."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from saferplace.core import access
from saferplace.core.downloads import csv_response
from saferplace.evidence.queries import NothingLoaded
from saferplace.evidence.sources.source import Source
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence import queries
from saferplace.intelligence.analyses.answer import source_in_words
from saferplace.intelligence.analyses.near_repeats import RING, STEP, near_repeats
from saferplace.intelligence.analyses.near_repeats_page import LINES, ZONE_LINES, NearRepeatsPage, zone_lines
from saferplace.intelligence.analyses.question import LayerQuestion
from saferplace.intelligence.commands import cite
from saferplace.intelligence.months_form import MonthsFields, with_newest_months
from saferplace.intelligence.opening import area_of, partner_store
from saferplace.intelligence.views.analyses.sources import categories_to_choose, shown_to, source_chosen
from saferplace.intelligence.views.answering import file_or_why_not, page_or_nothing_loaded, valid
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed

ZONES_A_PAGE = 20


class NearRepeatsFilter(MonthsFields):
    """of: a data set, or one category of it, in one field, so that the two always go together without script."""

    of = forms.ChoiceField(
        label="Records", error_messages={"invalid_choice": "Choose records from the list: “%(value)s” is not in it."}
    )
    ring = forms.ChoiceField(
        label=RING.label, choices=RING.choices, error_messages={"invalid_choice": "Choose rings from the list."}
    )
    step = forms.ChoiceField(
        label=STEP.label, choices=STEP.choices, error_messages={"invalid_choice": "Choose steps from the list."}
    )

    def __init__(self, asked: QueryDict, sources: Sequence[Source], store: EvidenceStore) -> None:
        """sources: at least one, held, that this person may have analysed."""
        self.source = source_chosen(asked, sources)
        months = sorted(queries.months_of_layers(store, [self.source]))
        completed = with_newest_months(asked, months)
        completed.setdefault("of", self.source.data_set)
        for setting in (RING, STEP):
            completed.setdefault(setting.name, setting.default)
        super().__init__(completed)
        self.completed = completed
        self.store = store
        self.offer(months)
        self.fields["of"].choices = [choice for source in sources for choice in categories_to_choose(source)]  # type: ignore[attr-defined]

    def question(self, partnership: Partnership) -> LayerQuestion:
        """Only after ``is_valid()``."""
        said = self.cleaned_data
        category = said["of"].partition(":")[2]
        return LayerQuestion(
            self.store,
            area_of(partnership),
            self.period,
            timezone.now(),
            frozenset({category}) if category else None,
            self.source,
            {setting.name: said[setting.name] for setting in (RING, STEP)},
        )


@require_GET
@permission_needed("evidence.view")
@page_or_nothing_loaded
def near_repeats_page(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    sources, has_more = shown_to(request.user, partnership)
    context: dict[str, object] = {"has_more": has_more}
    if not sources:
        return render(request, "intelligence/analyses/near_repeats.html", context)
    form = NearRepeatsFilter(request.GET, sources, partner_store(partnership))
    context |= {"form": form, "asked": form.completed.urlencode()}
    if not form.is_valid():
        return render(request, "intelligence/analyses/near_repeats.html", context, status=400)
    try:
        page = _page(form, partnership)
    except ValueError as too_little:
        return render(request, "intelligence/analyses/near_repeats.html", {**context, "why": str(too_little)})
    cite([page.found.answer.receipt], partnership)
    context |= {"page": page, "source_words": source_in_words(page.found.answer.receipt)}
    if access.allowed(request.user, "evidence.view_rows", partnership):
        context["zones"] = Paginator(page.zones(), ZONES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "intelligence/analyses/near_repeats.html", context)


@require_GET
@permission_needed("evidence.view")
@file_or_why_not
def near_repeats_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """A line for each box of distance and time."""
    found = _for_download(request, partnership)
    return csv_response(f"{partnership.slug}-near-repeats.csv", LINES, found.lines())


@require_GET
@permission_needed("evidence.view_rows")
@file_or_why_not
def near_repeat_zones_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """A line for each zone: a record, its place, and how long the risk is raised there."""
    found = _for_download(request, partnership)
    return csv_response(f"{partnership.slug}-near-repeat-zones.csv", ZONE_LINES, zone_lines(found))


def _for_download(request: HttpRequest, partnership: Partnership) -> NearRepeatsPage:
    """The page, its receipt kept."""
    sources, _ = shown_to(request.user, partnership)
    if not sources:
        raise NothingLoaded("No data set of dated records with points is held.")
    page = _page(valid(NearRepeatsFilter(request.GET, sources, partner_store(partnership))), partnership)
    cite([page.found.answer.receipt], partnership)
    return page


def _page(form: NearRepeatsFilter, partnership: Partnership) -> NearRepeatsPage:
    return NearRepeatsPage(near_repeats(form.question(partnership)), timezone.localdate())
