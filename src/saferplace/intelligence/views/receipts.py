"""Key findings and the receipts they cite, and the rows behind a receipt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from saferplace.analysis.months import Month, Period
from saferplace.core import access
from saferplace.core.actors import Actor
from saferplace.core.audit import record_read
from saferplace.evidence.partner.stored import RECORD
from saferplace.evidence.queries import Place, record_rows, recorded_crime_rows
from saferplace.evidence.sources.catalogue import source_of
from saferplace.evidence.sources.source import PROVENANCE, UNIT_COLUMN
from saferplace.evidence.standing import open_as_it_stood, standing_of
from saferplace.evidence.store import EvidenceStore
from saferplace.intelligence import queries
from saferplace.intelligence.opening import evidence_store, store_of
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import for_partnership, permission_needed

ROWS_A_PAGE = 50
NOT_SHOWN = tuple(name for name, _ in (*RECORD, *PROVENANCE))  # as own columns: these have columns in the table


@require_GET
@for_partnership
def key_findings(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    return render(request, "intelligence/key_findings.html", {"page": queries.findings_page(partnership)})


@require_GET
def receipt(request: HttpRequest, digest: str) -> HttpResponse:
    """To whoever may not see it, it does not exist."""
    found = queries.receipt_visible_to(request.user, digest)
    if found is None:
        raise Http404("There is no such receipt.")
    page = queries.receipt_page(found)
    request.partnership = page.partnership  # type: ignore[attr-defined]
    may_see_rows = page.partnership is not None and access.allowed(request.user, "evidence.view_rows", page.partnership)
    context = {"page": page, "may_see_rows": may_see_rows and page.has_rows}
    return render(request, "intelligence/receipt.html", context)


@require_GET
@permission_needed("evidence.view_rows")
def rows(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """The rows behind a number: of a receipt, of one of its months, or of one place on the map."""
    receipt = queries.receipt_visible_to(request.user, request.GET.get("receipt", ""))
    if receipt is None or receipt.partnership_slug != partnership.slug:
        raise Http404("There is no such receipt.")
    page = queries.receipt_page(receipt)
    if page.period is None or not page.has_rows:
        raise Http404("There are no rows behind this receipt.")
    period = _one_month(request.GET.get("month", ""), page.period)
    place = _one_place(request.GET.get("place", ""))
    number = _page_number(request)
    record_read(
        by=Actor.from_request(request),
        action="evidence rows read",
        subject=receipt,
        partnership=partnership,
        detail={"period": str(period), "place": place, "page": number},
    )
    shown = _records if page.is_of_records else _recorded_crime
    return shown(request, partnership, page, period, place, number)


def _recorded_crime(
    request: HttpRequest,
    partnership: Partnership,
    page: queries.ReceiptPage,
    period: Period,
    place: Place | None,
    number: int,
) -> HttpResponse:
    assert page.area is not None  # noqa: S101 - for the type checker: a receipt of recorded crime names an area
    found = recorded_crime_rows(
        evidence_store(),
        area=page.area,
        crime_types=frozenset(page.crime_types) or None,
        period=period,
        page=number,
        page_size=ROWS_A_PAGE,
        place=place,
        version=standing_of(page.receipt.version, page.receipt.parameters),
        at=timezone.now(),
    )
    pages = Paginator(range(found.total), ROWS_A_PAGE).get_page(number)
    context = {
        "found": found,
        "page": pages,
        "receipt_page": page,
        "period": period,
        "place": place,
        "old": _if_old(evidence_store(), page),
    }
    return render(request, "intelligence/rows.html", context)


def _records(
    request: HttpRequest,
    partnership: Partnership,
    page: queries.ReceiptPage,
    period: Period,
    place: Place | None,
    number: int,
) -> HttpResponse:
    """What partners sent, row by row; of a sensitive data set only for the few who may see it."""
    source = source_of(page.receipt.data_set)
    if source.is_sensitive:
        access.require(request.user, "evidence.view_sensitive", partnership)
    found = record_rows(
        store_of(source, partnership),
        source=source,
        area=page.area,
        categories=frozenset(page.categories) or None,
        providers=frozenset(page.providers) or None,
        period=period,
        page=number,
        page_size=ROWS_A_PAGE,
        place=place,
        version=standing_of(page.receipt.version, page.receipt.parameters),
        at=timezone.now(),
    )
    pages = Paginator(range(found.total), ROWS_A_PAGE).get_page(number)
    own = [name for name in source.stored.names if name not in (UNIT_COLUMN, *NOT_SHOWN)]
    context = {
        "found": found,
        "page": pages,
        "receipt_page": page,
        "period": period,
        "place": place,
        "source": source,
        "old": _if_old(store_of(source, partnership), page),
        "rows": [
            (row, [(name.replace("_", " "), row[name]) for name in own if row[name] is not None]) for row in found.rows
        ],
    }
    return render(request, "intelligence/record_rows.html", context)


def _own_details(row: Mapping[str, Any], columns: list[str]) -> list[tuple[str, Any]]:
    """What only this data set has, in words, where the row says it."""
    return [(name.replace("_", " "), row[name]) for name in columns if row[name] is not None]


def _if_old(store: EvidenceStore, page: queries.ReceiptPage) -> str:
    """Which past state the rows are of, in words; blank when it is the newest."""
    standing = standing_of(page.receipt.version, page.receipt.parameters)
    opened = open_as_it_stood(store, page.receipt.data_set, standing)
    return opened.in_words if opened else ""


def _page_number(request: HttpRequest) -> int:
    written = request.GET.get("page", "1")
    return max(1, int(written)) if written.isdecimal() and len(written) < 7 else 1


def _one_month(written: str, whole: Period) -> Period:
    """One month of the receipt's period, or all of it. A month outside it is no page of this receipt."""
    if not written:
        return whole
    try:
        month = Month.parse(written)
    except ValueError as wrong:
        raise Http404(str(wrong)) from wrong
    if month not in whole:
        raise Http404("That month is not of this receipt.")
    return Period(month, month)


def _one_place(written: str) -> Place | None:
    place = queries.place_of(written) if written else None
    if written and place is None:
        raise Http404("There is no such place.")
    return place
