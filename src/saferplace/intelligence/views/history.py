"""What changed between two versions of a data set: the table, the rows behind it, and the same as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from saferplace.core import access
from saferplace.core.actors import Actor
from saferplace.core.audit import record_read
from saferplace.evidence.queries.restated_rows import RowChangeKind, all_restated_rows, restated_rows
from saferplace.evidence.queries.restatement import Compared, compare_versions, restatement
from saferplace.evidence.restated_file import restated_csv
from saferplace.evidence.sources.catalogue import source_of
from saferplace.evidence.sources.source import Source
from saferplace.intelligence.commands import cite
from saferplace.intelligence.opening import store_of
from saferplace.intelligence.queries import changes_page as pages
from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import permission_needed
from saferplace.performance.queries.restated import restated_figures

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class _Asked:
    """unit: blank for all. kind and what: which rows to list."""

    before: int
    after: int
    unit: str
    kind: RowChangeKind
    what: str

    @property
    def units(self) -> list[str] | None:
        return [self.unit] if self.unit else None


@require_GET
@permission_needed("evidence.view")
def changes(request: HttpRequest, partnership: Partnership, data_set: str) -> HttpResponse:
    source = _source(request, partnership, data_set)
    store = store_of(source, partnership)
    choices = pages.versions_to_choose(store, source)
    context = {"source": source, "choices": choices, "trail": _trail(partnership, source)}
    if not choices:
        return render(request, "intelligence/changes.html", context)
    asked = _asked(request, choices)
    context["asked"] = asked
    try:
        compared = compare_versions(store, source, before=asked.before, after=asked.after, units=asked.units)
        at = timezone.now()
        found = restatement(store, source, before=asked.before, after=asked.after, units=asked.units, at=at)
    except ValueError as refused:
        return render(request, "intelligence/changes.html", {**context, "why": str(refused)}, status=400)
    if not source.is_sensitive:  # a receipt is for every member, and these counts are not
        cite([found.receipt], partnership)
    may_see_rows = access.allowed(request.user, "evidence.view_rows", partnership)
    context |= {
        "found": found,
        "what_changed": pages.what_changed(found, compared),
        "categories": pages.that_differ(found.by_category),
        "areas": pages.that_differ(found.by_area),
        "units": compared.units,
        "kinds": list(RowChangeKind),
        "figures": restated_figures(
            partnership, request.user, data_set=data_set, after_version=asked.before, up_to_version=asked.after
        ),
        "may_see_rows": may_see_rows,
    }
    if may_see_rows and found.units:
        context |= _rows(request, partnership, source, compared, asked)
    return render(request, "intelligence/changes.html", context)


@require_GET
@permission_needed("evidence.view_rows")
def changes_csv(request: HttpRequest, partnership: Partnership, data_set: str) -> HttpResponse | StreamingHttpResponse:
    """Every row that is new, removed or changed, as it was and as it is."""
    source = _source(request, partnership, data_set)
    store = store_of(source, partnership)
    choices = pages.versions_to_choose(store, source)
    if not choices:
        raise Http404("Nothing of this data set is held.")
    asked = _asked(request, choices)
    try:
        compared = compare_versions(store, source, before=asked.before, after=asked.after, units=asked.units)
    except ValueError as refused:
        return HttpResponse(str(refused), status=400, content_type="text/plain; charset=utf-8")
    _note(request, partnership, source, asked, "restated rows downloaded")
    lines = restated_csv(source, all_restated_rows(compared))
    response = StreamingHttpResponse(_with_mark(lines), content_type="text/csv; charset=utf-8")
    name = f"changes-{source.data_set}-{asked.before}-to-{asked.after}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _rows(
    request: HttpRequest, partnership: Partnership, source: Source, compared: Compared, asked: _Asked
) -> dict[str, object]:
    written = request.GET.get("page", "1")
    number = max(1, int(written)) if written.isdecimal() and len(written) < 7 else 1
    what = asked.what if asked.kind is RowChangeKind.CHANGED and asked.what in compared.kinds else None
    found = restated_rows(compared, asked.kind, what_changed=what, page=number, page_size=ROWS_A_PAGE)
    _note(request, partnership, source, asked, "restated rows read", page=number)
    return {
        "rows": pages.changed_rows(source, found),
        "total": found.total,
        "page": Paginator(range(found.total), ROWS_A_PAGE).get_page(number),
    }


def _note(
    request: HttpRequest, partnership: Partnership, source: Source, asked: _Asked, action: str, page: int = 0
) -> None:
    detail = {"data set": source.data_set, "from": asked.before, "to": asked.after, "unit": asked.unit[:120]}
    record_read(
        by=Actor.from_request(request), action=action, partnership=partnership, detail={**detail, "page": page or "all"}
    )


def _source(request: HttpRequest, partnership: Partnership, data_set: str) -> Source:
    """Of a sensitive data set even the counts of what changed are for few eyes: they may be of one person."""
    try:
        source = source_of(data_set)
    except LookupError as unknown:
        raise Http404(str(unknown)) from None
    if source.is_sensitive:
        access.require(request.user, "evidence.view_sensitive", partnership)
    return source


def _asked(request: HttpRequest, choices: list[pages.VersionChoice]) -> _Asked:
    """By default the newest version beside the one before it."""
    said = request.GET
    after = _number(said.get("to"), choices[0].version)
    before = _number(said.get("from"), next((c.version for c in choices if c.version < after), 0))
    kind = said.get("kind", "")
    kinds = {each.value for each in RowChangeKind}
    unit, what = said.get("unit", "").strip(), said.get("what", "")
    return _Asked(before, after, unit, RowChangeKind(kind) if kind in kinds else RowChangeKind.CHANGED, what)


def _number(written: str | None, otherwise: int) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 10 else otherwise


def _with_mark(lines: Iterable[str]) -> Iterator[str]:
    """Excel reads UTF-8 only after this mark."""
    yield "\ufeff"
    yield from lines


def _trail(partnership: Partnership, source: Source) -> list[tuple[str, str]]:
    title = source.title[0].upper() + source.title[1:]
    return [
        ("Evidence", reverse("intelligence:evidence", args=[partnership.slug])),
        (title, reverse("intelligence:data-set", args=[partnership.slug, source.data_set])),
    ]
