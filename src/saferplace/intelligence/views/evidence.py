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
from saferplace.evidence.importing.corrected import write_correction
from saferplace.evidence.queries import NothingLoaded
from saferplace.evidence.sources.catalogue import SOURCES, source_of
from saferplace.evidence.sources.source import Source
from saferplace.intelligence import queries
from saferplace.intelligence.opening import area_of, evidence_store, store_of
from saferplace.intelligence.uploads.access import may_send
from saferplace.partnership.models import Partnership
from saferplace.partnership.queries import agreement_cited
from saferplace.partnership.scoping import permission_needed

ROWS_A_PAGE = 50


@require_GET
@permission_needed("evidence.view")
def evidence(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    store = evidence_store()
    data_sets = queries.data_sets(partnership)
    try:
        state = queries.evidence_state(store, area_of(partnership))
    except (NothingLoaded, UnknownArea) as nothing:
        context = {"why": str(nothing), "data_sets": data_sets, **_permission(request, partnership)}
        return render(request, "intelligence/nothing_loaded.html", context)
    context = {"state": state, "data_sets": data_sets, **_permission(request, partnership)}
    return render(request, "intelligence/evidence.html", context)


@require_GET
@permission_needed("evidence.view")
def data_set(request: HttpRequest, partnership: Partnership, data_set: str) -> HttpResponse:
    source = source_or_404(data_set)
    state = queries.data_set_state(store_of(source, partnership), source)
    permission = _permission(request, partnership)
    is_withheld = source.is_sensitive and not permission["may_see_sensitive"]
    context = {"state": state, "is_withheld": is_withheld, **permission}
    return render(request, "intelligence/data_set.html", context)


@require_GET
@permission_needed("evidence.view")
def one_import(request: HttpRequest, partnership: Partnership, import_id: str) -> HttpResponse:
    found = [
        (source, held)
        for source in SOURCES
        for held in held_imports(store_of(source, partnership), source.data_set)
        if held.import_id == import_id
    ]
    if not found:
        raise Http404("There is no such import.")
    cited = agreement_cited(partnership, found[0][1].agreement)
    permission = _permission(request, partnership)
    context = {
        "held": found[0][1],
        "of_data_sets": found,
        "cited": cited,
        # A file's name may say whom it is about.
        "may_see_names_of_files": permission["may_see_sensitive"]
        or not any(source.is_sensitive for source, _ in found),
        **permission,
    }
    return render(request, "intelligence/import.html", context)


@require_GET
@permission_needed("evidence.view_refused")
def refused(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Refused rows may hold anything, even names, so each reading is recorded."""
    import_id = request.GET.get("import") or None
    waiting = {source: count_refused(store_of(source, partnership), source, import_id) for source in SOURCES}
    source = _chosen(request, waiting)
    page = Paginator(range(waiting[source]), ROWS_A_PAGE).get_page(request.GET.get("page"))
    record_read(
        by=Actor.from_request(request),
        action="refused rows read",
        partnership=partnership,
        detail={"data set": source.data_set, "import": import_id or "all", "page": page.number},
    )
    store = store_of(source, partnership)
    listed = refused_rows(store, source, import_id, limit=ROWS_A_PAGE, offset=(page.number - 1) * ROWS_A_PAGE)
    others = [(other, count) for other, count in waiting.items() if count and other is not source]
    context = {"rows": listed, "page": page, "import_id": import_id, "source": source, "others": others}
    return render(request, "intelligence/refused.html", context)


@require_GET
@permission_needed("evidence.view_refused")
def refused_download(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """The CSV to correct and send again."""
    import_id = request.GET.get("import") or None
    source = _chosen(request, dict.fromkeys(SOURCES, 0))
    listed = refused_rows(store_of(source, partnership), source, import_id)
    record_read(
        by=Actor.from_request(request),
        action="refused rows downloaded",
        partnership=partnership,
        detail={"data set": source.data_set, "import": import_id or "all", "rows": len(listed)},
    )
    response = HttpResponse("\ufeff" + write_correction(source, listed), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="refused-rows-{source.data_set}.csv"'
    return response


def source_or_404(data_set: str) -> Source:
    try:
        return source_of(data_set)
    except LookupError as unknown:
        raise Http404(str(unknown)) from None


def _chosen(request: HttpRequest, waiting: dict[Source, int]) -> Source:
    """The data set that was asked for, or the first with rows that wait, or the first of all."""
    asked = request.GET.get("data_set")
    if asked:
        return source_or_404(asked)
    return next((source for source, count in waiting.items() if count), SOURCES[0])


def _permission(request: HttpRequest, partnership: Partnership) -> dict[str, bool]:
    return {
        "may_see_refused": access.allowed(request.user, "evidence.view_refused", partnership),
        "may_see_sensitive": access.allowed(request.user, "evidence.view_sensitive", partnership),
        "may_send": may_send(request.user, partnership),
    }
