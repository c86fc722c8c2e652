"""What stands out in the newest month or quarter: a page for members, and its CSV."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from saferplace.analysis.scan import Standing
from saferplace.analysis.xmr import Kind
from saferplace.core.charts import Dot, ratio_dots
from saferplace.core.downloads import csv_response
from saferplace.intelligence.analyses.answer import source_in_words
from saferplace.intelligence.analyses.page_form import months_of_recorded_crime
from saferplace.intelligence.analyses.stands_out import StandsOutPage, stands_out_page
from saferplace.intelligence.analyses.stands_out_form import StandsOutFilter
from saferplace.intelligence.commands import cite
from saferplace.intelligence.opening import area_of, evidence_store
from saferplace.intelligence.views.answering import file_or_why_not, page_or_nothing_loaded, valid
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed

_TEMPLATE = "intelligence/analyses/stands_out.html"
_KINDS = {Standing.HIGHER: Kind.CONCERN, Standing.LOWER: Kind.IMPROVEMENT}
_KEY = (
    (Kind.CONCERN, "Exceptionally high"),
    (Kind.IMPROVEMENT, "Exceptionally low"),
    (Kind.COMMON, "Could be chance, with so many looked at"),
)
_COLUMNS = (
    "crime_type", "place", "code", "months_judged", "count", "expected", "usual_from", "usual_to", "standing",
    "same_months_year_before", "months_before", "chance_if_nothing_new", "chance_allowing_for_all", "status", "receipt",
)  # fmt: skip


@require_GET
@permission_needed("evidence.view")
@page_or_nothing_loaded
def stands_out(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = _form(request, partnership)
    if not form.is_valid():
        return render(request, _TEMPLATE, {"form": form}, status=400)
    try:
        page = stands_out_page(form.asks(evidence_store(), timezone.now()))
    except ValueError as too_little:
        return render(request, _TEMPLATE, {"form": form, "why_not": str(too_little)})
    cite([page.answer.receipt], partnership)
    context = {
        "form": form,
        "page": page,
        "chart": _chart(page),
        "asked": form.completed.urlencode(),
        "source_words": source_in_words(page.answer.receipt),
    }
    return render(request, _TEMPLATE, context)


@require_GET
@permission_needed("evidence.view")
@file_or_why_not
def stands_out_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Everything that was looked at."""
    page = stands_out_page(valid(_form(request, partnership)).asks(evidence_store(), timezone.now()))
    cite([page.answer.receipt], partnership)
    return csv_response(f"{partnership.slug}-stands-out.csv", _COLUMNS, _lines(page))


def _form(request: HttpRequest, partnership: Partnership) -> StandsOutFilter:
    area = area_of(partnership)
    return StandsOutFilter(request.GET, months_of_recorded_crime(evidence_store(), area), area)


def _chart(page: StandsOutPage) -> str:
    dots = [
        Dot(
            label=one.name[:1].upper() + one.name[1:],
            value=one.found.count / one.found.expected,
            lower=one.found.low / one.found.expected,
            upper=one.found.high / one.found.expected,
            written=f"{one.found.count:,} ({one.usual})",
            kind=_KINDS.get(one.found.standing, Kind.COMMON),
        )
        for one in (*page.exceptional, *page.nearest)
    ]
    return ratio_dots(
        dots,
        chart_id="stands-out",
        title=f"{page.asked.judged.in_words()}: how many times as many as usual",
        description=f"{page.answer.finding} The tables below have every number.",
        key=_KEY,
        same="as usual",
    )


def _lines(page: StandsOutPage) -> Iterator[tuple[object, ...]]:
    for one in page.series:
        found, is_judged = one.found, one.found.standing is not Standing.NOT_JUDGED
        yield (
            one.crime_type, one.place, one.code, str(page.asked.judged), found.count if is_judged else None,
            round(found.expected, 2) if is_judged else None, found.low if is_judged else None,
            found.high if is_judged else None, found.standing.value, one.year_before, found.months,
            None if one.chance is None else round(one.chance, 6),
            None if one.adjusted is None else round(one.adjusted, 6),
            "known" if is_judged else "not calculable", page.answer.receipt.digest,
        )  # fmt: skip
