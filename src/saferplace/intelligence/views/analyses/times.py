"""Times: a page for members, and its CSV."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from saferplace.analysis.months import Month
from saferplace.core.downloads import csv_response
from saferplace.evidence.police_stop_and_search import POLICE_STOP_AND_SEARCH, STOP_AND_SEARCH_DATA_SET
from saferplace.evidence.queries import NothingLoaded
from saferplace.evidence.sources.source import Source
from saferplace.evidence.sources.unit import Unit
from saferplace.intelligence import queries
from saferplace.intelligence.analyses.answer import source_in_words
from saferplace.intelligence.analyses.times import SHARE, TimesQuestion, hours_of_the_week
from saferplace.intelligence.analyses.times_page import LINES, TimesPage
from saferplace.intelligence.commands import cite
from saferplace.intelligence.months_form import MonthsFields, with_newest_months
from saferplace.intelligence.opening import area_of, evidence_store, partner_store, store_of
from saferplace.intelligence.views.analyses.sources import categories_to_choose, shown_to, source_chosen
from saferplace.intelligence.views.answering import file_or_why_not, page_or_nothing_loaded, valid
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed

_TEMPLATE = "intelligence/analyses/times.html"


class TimesFilter(MonthsFields):
    """of: a data set, or one category of it, in one field, so that both always go together without script."""

    of = forms.ChoiceField(
        label="What", error_messages={"invalid_choice": "Choose from the list: “%(value)s” is not in it."}
    )
    share = forms.ChoiceField(
        label=SHARE.label, choices=SHARE.choices, error_messages={"invalid_choice": "Choose a share from the list."}
    )

    def __init__(self, asked: QueryDict, sources: Sequence[Source], partnership: Partnership) -> None:
        """sources: at least one, held, that this person may have analysed."""
        self.source = source_chosen(asked, sources)
        months = _months(self.source, partnership)
        completed = with_newest_months(asked, months)
        completed.setdefault("of", self.source.data_set)
        completed.setdefault(SHARE.name, SHARE.default)
        super().__init__(completed)
        self.completed = completed
        self.offer(months)
        self.fields["of"].choices = [choice for source in sources for choice in _choices(source)]  # type: ignore[attr-defined]

    def question(self, partnership: Partnership) -> TimesQuestion:
        """Only after ``is_valid()``."""
        said = self.cleaned_data
        category = said["of"].partition(":")[2]
        return TimesQuestion(
            store_of(self.source, partnership),
            self.source,
            self.period,
            timezone.now(),
            said["share"],
            frozenset({category}) if category else None,
            area_of(partnership).force_slugs if self.source is POLICE_STOP_AND_SEARCH else (),
        )


@require_GET
@permission_needed("evidence.view")
@page_or_nothing_loaded
def times_page(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    sources, has_more = _sources(request, partnership)
    context: dict[str, object] = {"has_more": has_more}
    if not sources:
        return render(request, _TEMPLATE, context)
    form = TimesFilter(request.GET, sources, partnership)
    context |= {"form": form, "asked": form.completed.urlencode()}
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
def times_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """A line for each hour of the week."""
    sources, _ = _sources(request, partnership)
    if not sources:
        raise NothingLoaded("No data set with times is held.")
    form = valid(TimesFilter(request.GET, sources, partnership))
    page = _page(form, partnership)
    cite([page.found.answer.receipt], partnership)
    return csv_response(f"{partnership.slug}-times.csv", LINES, page.lines(form.source.data_set))


def _page(form: TimesFilter, partnership: Partnership) -> TimesPage:
    question = form.question(partnership)
    return TimesPage(hours_of_the_week(question), question.subject, question.period)


def _sources(request: HttpRequest, partnership: Partnership) -> tuple[list[Source], bool]:
    """Those with times that this person may have analysed, and whether more are held that they may not."""
    shown, has_more = shown_to(request.user, partnership)
    searched = [POLICE_STOP_AND_SEARCH] if _months_of_searches(partnership) else []
    return [*shown, *searched], has_more


def _months(source: Source, partnership: Partnership) -> list[Month]:
    if source is POLICE_STOP_AND_SEARCH:
        return _months_of_searches(partnership)
    return sorted(queries.months_of_layers(partner_store(partnership), [source]))


def _months_of_searches(partnership: Partnership) -> list[Month]:
    held = [Unit.parse(key) for key in evidence_store().units(STOP_AND_SEARCH_DATA_SET)]
    forces = area_of(partnership).force_slugs
    return sorted({Month.parse(unit.period) for unit in held if unit.provider in forces})


def _choices(source: Source) -> list[tuple[str, str]]:
    if source is POLICE_STOP_AND_SEARCH:
        return [(source.data_set, "Stop and search (whole police force)")]
    return categories_to_choose(source)
