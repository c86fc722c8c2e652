"""Key findings and the receipts they cite, and the rows behind a receipt."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from saferplace.analysis.months import Month, Period
from saferplace.core import access
from saferplace.core.actors import Actor
from saferplace.core.audit import record_read
from saferplace.evidence.queries import Place, recorded_crime_rows
from saferplace.intelligence import queries
from saferplace.intelligence.opening import evidence_store
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import for_partnership, permission_needed

ROWS_A_PAGE = 50


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
    if page.area is None or page.period is None or not page.has_rows:
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
    found = recorded_crime_rows(
        evidence_store(),
        area=page.area,
        crime_types=frozenset(page.crime_types) or None,
        period=period,
        page=number,
        page_size=ROWS_A_PAGE,
        place=place,
        version=receipt.version,
        at=timezone.now(),
    )
    pages = Paginator(range(found.total), ROWS_A_PAGE).get_page(number)
    context = {"found": found, "page": pages, "receipt_page": page, "period": period, "place": place}
    return render(request, "intelligence/rows.html", context)


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
