"""Open data for residents: recorded crime by ward and type, as a page, a file and the dictionary of its columns."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from saferplace.core.downloads import csv_response
from saferplace.evidence.areas import UnknownArea
from saferplace.evidence.queries import NothingLoaded
from saferplace.intelligence.analyses.answer import source_in_words
from saferplace.intelligence.analyses.page_form import months_of_recorded_crime
from saferplace.intelligence.analyses.ward_table import COLUMNS, DICTIONARY, WardTable, ward_table, whole_years
from saferplace.intelligence.commands import cite_for_everybody
from saferplace.intelligence.opening import area_of, evidence_store
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import for_partnership

_PAGE = "intelligence/analyses/open_data.html"
_NO_YEAR = "No whole calendar year is held yet, and only whole years are published."


@require_GET
@for_partnership
def open_data(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    try:
        years = _years(partnership)
    except (NothingLoaded, UnknownArea) as nothing:
        return render(request, _PAGE, {"why": str(nothing)})
    if not years:
        return render(request, _PAGE, {"why": _NO_YEAR})
    year = _asked(request, years)
    context = {"years": years, "year": year, "dictionary": DICTIONARY}
    try:
        table = _table(partnership, year)
    except ValueError as why:
        return render(request, _PAGE, {**context, "why": str(why)})
    words = source_in_words(table.answer.receipt)
    return render(request, _PAGE, {**context, "table": table, "source_words": words})


@require_GET
@for_partnership
def open_data_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    try:
        years = _years(partnership)
        if not years:
            raise Http404(_NO_YEAR)
        table = _table(partnership, _asked(request, years))
    except (NothingLoaded, UnknownArea, ValueError) as why:
        return HttpResponse(str(why), status=404, content_type="text/plain; charset=utf-8")
    return csv_response(f"{partnership.slug}-recorded-crime-by-ward-{table.year}.csv", COLUMNS, table.rows())


@require_GET
@for_partnership
def open_data_dictionary(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    return csv_response("recorded-crime-by-ward-dictionary.csv", ("column", "meaning"), DICTIONARY)


def _years(partnership: Partnership) -> list[int]:
    return whole_years(months_of_recorded_crime(evidence_store(), area_of(partnership)))


def _asked(request: HttpRequest, years: list[int]) -> int:
    """The year of the address, or the newest. Raises Http404 for one that is not published."""
    asked = request.GET.get("year", str(years[0]))
    if asked not in map(str, years):
        raise Http404("That year is not published.")
    return int(asked)


def _table(partnership: Partnership, year: int) -> WardTable:
    table = ward_table(evidence_store(), area_of(partnership), year, timezone.now())
    cite_for_everybody([table.answer.receipt], partnership)
    return table
