"""The places that a person may go to: of the whole product, and of the evidence, which has many pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from saferplace.core import access
from saferplace.intelligence.analyses.registry import PAGE_ANALYSES


@dataclass(frozen=True)
class NavigationItem:
    text: str
    href: str
    is_current: bool


@dataclass(frozen=True)
class _Place:
    """permissions: any of them is enough; without one it is for everybody."""

    text: str
    address: str
    permissions: tuple[str, ...] = ()


_MAIN = (
    _Place("Home", "web:home", ("performance.view",)),
    _Place("Plan", "plan:plan"),
    _Place("Key findings", "intelligence:key-findings"),
    _Place("Scorecard", "performance:scorecard"),
    _Place("Map", "intelligence:map", ("intelligence.view_map",)),
    _Place("Analysis", "intelligence:analysis", ("evidence.view",)),
    _Place("Evidence", "intelligence:evidence", ("evidence.view",)),
    _Place("People", "partnership:people", ("people.view",)),
    _Place("Audit", "partnership:audit", ("audit.view",)),
)
_EVIDENCE = (
    _Place("What is held", "intelligence:evidence", ("evidence.view",)),
    _Place("Send a file", "intelligence:send", ("evidence.import", "evidence.send")),
    _Place("Files sent", "intelligence:uploads", ("evidence.import", "evidence.send")),
    _Place("Refused rows", "intelligence:refused", ("evidence.view_refused",)),
    _Place("Places to settle", "intelligence:places", ("evidence.settle_places",)),
    _Place("Quality", "intelligence:quality", ("evidence.view",)),
    _Place("Quarterly exchange", "intelligence:exchange", ("evidence.view",)),
    _Place("Outcomes", "intelligence:outcomes", ("evidence.view",)),
    _Place("Stop and search", "intelligence:stop-and-search", ("evidence.view",)),
    _Place("Agreements", "partnership:agreements", ("agreements.view",)),
    _Place("Retention", "intelligence:retention", ("evidence.retain",)),
)

_ANALYSIS = (
    _Place("All questions", "intelligence:analysis", ("evidence.view",)),
    *(_Place(page.text, page.address, ("evidence.view",)) for page in PAGE_ANALYSES),
)
_SECTIONS = (("Evidence", _EVIDENCE), ("Analysis", _ANALYSIS))


def main(request: HttpRequest, partnership: Any) -> list[NavigationItem]:
    """Empty on pages that belong to no partnership."""
    return _shown(_MAIN, request, partnership)


def of_section(request: HttpRequest, partnership: Any) -> tuple[str, list[NavigationItem]]:
    """The name and the places of the section that the page is in; blank and empty on pages of none."""
    if partnership is None:
        return "", []
    for name, places in _SECTIONS:
        # An address at the root of a section begins all its others, so the longest that fits is the current one.
        fitting = [place for place in places if request.path.startswith(_href(place, partnership))]
        if fitting:
            current = max(fitting, key=lambda place: len(_href(place, partnership)))
            return name, _shown(places, request, partnership, current)
    return "", []


def _shown(
    places: Sequence[_Place], request: HttpRequest, partnership: Any, current: _Place | None = None
) -> list[NavigationItem]:
    if partnership is None:
        return []
    items = []
    for place in places:
        if place.permissions and not any(access.allowed(request.user, name, partnership) for name in place.permissions):
            continue
        href = _href(place, partnership)
        is_current = request.path.startswith(href) if current is None else place is current
        items.append(NavigationItem(place.text, href, is_current))
    return items


def _href(place: _Place, partnership: Any) -> str:
    return reverse(place.address, kwargs={"partnership_slug": partnership.slug})
