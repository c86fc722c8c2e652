"""What evidence is held and how good it is, what one import did, and the rows that were refused."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from saferplace.core import access
from saferplace.core.actors import Actor
from saferplace.core.audit import record_read
from saferplace.evidence.areas import UnknownArea
from saferplace.evidence.importing import count_refused, held_imports, refused_rows
from saferplace.evidence.police_street import DATA_SET
from saferplace.evidence.police_street.corrected import write_correction
from saferplace.evidence.queries import NothingLoaded
from saferplace.intelligence import queries
from saferplace.intelligence.opening import area_of, evidence_store
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed

ROWS_A_PAGE = 50


@require_GET
@permission_needed("evidence.view")
def evidence(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    try:
        state = queries.evidence_state(evidence_store(), area_of(partnership))
    except (NothingLoaded, UnknownArea) as nothing:
        return render(request, "intelligence/nothing_loaded.html", {"why": str(nothing)})
    return render(request, "intelligence/evidence.html", {"state": state, **_permission(request, partnership)})


@require_GET
@permission_needed("evidence.view")
def one_import(request: HttpRequest, partnership: Partnership, import_id: str) -> HttpResponse:
    found = next((held for held in held_imports(evidence_store(), DATA_SET) if held.import_id == import_id), None)
    if found is None:
        raise Http404("There is no such import.")
    return render(request, "intelligence/import.html", {"held": found, **_permission(request, partnership)})


@require_GET
@permission_needed("evidence.view_refused")
def refused(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Refused rows may hold anything, even names, so each reading is recorded."""
    store, import_id = evidence_store(), request.GET.get("import") or None
    page = Paginator(range(count_refused(store, import_id)), ROWS_A_PAGE).get_page(request.GET.get("page"))
    record_read(
        by=Actor.from_request(request),
        action="refused rows read",
        partnership=partnership,
        detail={"import": import_id or "all", "page": page.number},
    )
    listed = refused_rows(store, import_id, limit=ROWS_A_PAGE, offset=(page.number - 1) * ROWS_A_PAGE)
    return render(request, "intelligence/refused.html", {"rows": listed, "page": page, "import_id": import_id})


@require_GET
@permission_needed("evidence.view_refused")
def refused_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """The CSV to correct and send again."""
    import_id = request.GET.get("import") or None
    listed = refused_rows(evidence_store(), import_id)
    record_read(
        by=Actor.from_request(request),
        action="refused rows downloaded",
        partnership=partnership,
        detail={"import": import_id or "all", "rows": len(listed)},
    )
    lines = [(row.import_id, row.file, str(row.line), row.column, row.reason, *row.cells) for row in listed]
    response = HttpResponse("\ufeff" + write_correction(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="refused-rows.csv"'
    return response


def _permission(request: HttpRequest, partnership: Partnership) -> dict[str, bool]:
    return {"may_see_refused": access.allowed(request.user, "evidence.view_refused", partnership)}
