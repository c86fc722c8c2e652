"""The plan's pages. All are public: the plan is a published document."""

from __future__ import annotations

from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from saferplace.partnership.models import Partnership
from saferplace.partnership.scoping import for_partnership
from saferplace.plan import queries
from saferplace.plan.models import Passage, PlanVersion
from saferplace.plan.shown_by import measured_for

Item = TypeVar("Item")


def _current(partnership: Partnership) -> PlanVersion:
    return _found(queries.current_version(partnership))


def _found(item: Item | None) -> Item:
    if item is None:
        raise Http404
    return item


def _page(request: HttpRequest, template: str, version: PlanVersion, **context: Any) -> HttpResponse:
    return render(request, f"plan/{template}.html", {"version": version, **context})


@for_partnership
def plan(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    version = queries.current_version(partnership)
    if version is None:
        return render(request, "plan/none_yet.html")
    parts = Passage.Part
    return _page(
        request,
        "plan",
        version,
        has_ended=version.has_ended(timezone.localdate()),
        outline=queries.outline(version),
        matrix=queries.matrix(version),
        passages=queries.passages(version, parts.FOREWORD, parts.ABOUT, parts.COMMISSIONER, parts.MATRIX),
    )


@for_partnership
def priority(request: HttpRequest, partnership: Partnership, key: str) -> HttpResponse:
    version = _current(partnership)
    measured = measured_for(request.user, partnership)
    return _page(request, "priority", version, priority=_found(queries.priority(version, key)), measured=measured)


@for_partnership
def theme(request: HttpRequest, partnership: Partnership, key: str) -> HttpResponse:
    version = _current(partnership)
    measured = measured_for(request.user, partnership)
    return _page(request, "theme", version, theme=_found(queries.theme(version, key)), measured=measured)


@for_partnership
def objective(request: HttpRequest, partnership: Partnership, key: str) -> HttpResponse:
    version = _current(partnership)
    measured = measured_for(request.user, partnership)
    return _page(request, "objective", version, objective=_found(queries.objective(version, key)), measured=measured)


@for_partnership
def action(request: HttpRequest, partnership: Partnership, key: str) -> HttpResponse:
    version = _current(partnership)
    found = _found(queries.action(version, key))
    measured = measured_for(request.user, partnership)
    return _page(request, "action", version, action=found, parent=found.theme or found.objective, measured=measured)


@for_partnership
def outcome(request: HttpRequest, partnership: Partnership, key: str) -> HttpResponse:
    version = _current(partnership)
    found = _found(queries.outcome(version, key))
    measures = measured_for(request.user, partnership).showing(key)
    return _page(request, "outcome", version, outcome=found, parent=found.theme or found.objective, measures=measures)


@for_partnership
def partners(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    version = _current(partnership)
    return _page(request, "partners", version, structure=queries.structure(partnership))


@for_partnership
def legislation(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    version = _current(partnership)
    introduction = queries.passages(version, Passage.Part.LEGISLATION)[Passage.Part.LEGISLATION]
    return _page(request, "legislation", version, introduction=introduction, items=queries.legislation(version))


@for_partnership
def how_we_measure(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    version = _current(partnership)
    measured = measured_for(request.user, partnership)
    return _page(request, "how_we_measure", version, how=queries.how_we_measure(version), measured=measured)


@for_partnership
def versions(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    held = list(queries.versions(partnership))
    changes = queries.changes_visible_to(request.user, partnership, held)
    return _page(request, "versions", _current(partnership), changes=changes)


@for_partnership
def version(request: HttpRequest, partnership: Partnership, key: str, number: int) -> HttpResponse:
    shown = _found(queries.numbered_version(partnership, key, number))
    (changes,) = queries.changes_visible_to(request.user, partnership, [shown])
    outline = queries.outline(shown)
    return _page(request, "version", _current(partnership), shown=shown, changes=changes, outline=outline)
