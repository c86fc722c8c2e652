"""What has changed from one period to another: a page for members, and its CSV."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from saferplace.analysis.many_changes import AmongMany
from saferplace.analysis.xmr import Kind
from saferplace.core.charts import Dot, ratio_dots
from saferplace.core.downloads import csv_response
from saferplace.intelligence.analyses.answer import source_in_words
from saferplace.intelligence.analyses.change_form import ChangeFilter
from saferplace.intelligence.analyses.changes import ChangedRow, ChangePage, change_page
from saferplace.intelligence.analyses.page_form import months_of_recorded_crime
from saferplace.intelligence.commands import cite
from saferplace.intelligence.opening import area_of, evidence_store
from saferplace.intelligence.views.answering import file_or_why_not, page_or_nothing_loaded, valid
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed

_TEMPLATE = "intelligence/analyses/change.html"
_KINDS = {
    AmongMany.RISE: Kind.CONCERN,
    AmongMany.FALL: Kind.IMPROVEMENT,
    AmongMany.COULD_BE_CHANCE: Kind.COMMON,
    AmongMany.CHANCE_AMONG_SO_MANY: Kind.COMMON,
    AmongMany.TOO_FEW: Kind.NOT_JUDGED,
}
_KEY = (
    (Kind.CONCERN, "A real rise"),
    (Kind.IMPROVEMENT, "A real fall"),
    (Kind.COMMON, "Could be chance"),
    (Kind.NOT_JUDGED, "Too few to tell"),
)
_COLUMNS = (
    "line", "code", "months_compared", "compared_with", "count", "count_before", "percent_change", "ratio",
    "ratio_lower_95", "ratio_upper_95", "residents", "residents_source", "rate_per_1000", "rate_per_1000_before",
    "verdict", "chance_if_unchanged", "chance_allowing_for_all", "newest_month_since", "status", "receipt",
)  # fmt: skip


@require_GET
@permission_needed("evidence.view")
@page_or_nothing_loaded
def change(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = _form(request, partnership)
    if not form.is_valid():
        return render(request, _TEMPLATE, {"form": form}, status=400)
    try:
        page = change_page(form.asks(evidence_store(), timezone.now()))
    except ValueError as too_little:
        return render(request, _TEMPLATE, {"form": form, "why_not": str(too_little)})
    cite([page.answer.receipt], partnership)
    rows = page.in_order(form.order_chosen)
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "chart": _chart(page, rows),
        "asked": form.completed.urlencode(),
        "source_words": source_in_words(page.answer.receipt),
    }
    return render(request, _TEMPLATE, context)


@require_GET
@permission_needed("evidence.view")
@file_or_why_not
def change_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """The whole first, then each line."""
    form = valid(_form(request, partnership))
    page = change_page(form.asks(evidence_store(), timezone.now()))
    cite([page.answer.receipt], partnership)
    return csv_response(f"{partnership.slug}-change.csv", _COLUMNS, _lines(page, page.in_order(form.order_chosen)))


def _form(request: HttpRequest, partnership: Partnership) -> ChangeFilter:
    area = area_of(partnership)
    return ChangeFilter(request.GET, months_of_recorded_crime(evidence_store(), area), area)


def _chart(page: ChangePage, rows: tuple[ChangedRow, ...]) -> str:
    dots = [
        Dot(
            label=row.name,
            value=row.change.ratio.ratio,
            lower=row.change.ratio.lower,
            upper=row.change.ratio.upper,
            written=f"{row.change.count_before:,} to {row.change.count:,}",
            kind=_KINDS[row.found.verdict],
        )
        for row in (page.whole, *rows)
    ]
    return ratio_dots(
        dots,
        chart_id="change",
        title=f"{page.now_in_words} against {page.before_in_words}: how many times as many",
        description=f"{page.answer.finding} The table below has every number.",
        key=_KEY,
    )


def _lines(page: ChangePage, rows: tuple[ChangedRow, ...]) -> Iterator[tuple[object, ...]]:
    months, before = ("; ".join(map(str, some)) for some in (page.compared, page.compared_before))
    for row in (page.whole, *rows):
        ratio, found, people, now = row.change.ratio, row.found, row.residents, row.change
        yield (
            row.name, row.code, months, before, now.count, now.count_before, _rounded(now.percent, 1),
            _rounded(ratio.ratio, 4), _rounded(ratio.lower, 4), _rounded(ratio.upper, 4),
            people.value if people else None, people.source if people else None,
            _rounded(row.rate, 3), _rounded(row.rate_before, 3),
            found.verdict.value, _rounded(found.chance, 6), _rounded(found.adjusted, 6), row.since_in_words,
            "known", page.answer.receipt.digest,
        )  # fmt: skip


def _rounded(value: float | None, decimals: int) -> float | None:
    """None, an empty cell, also where a ratio has no end."""
    return None if value is None or value == float("inf") else round(value, decimals)
