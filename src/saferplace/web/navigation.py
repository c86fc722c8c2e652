"""The places that a person may go to: of the whole product, and of the evidence, which has many pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from saferplace.core import access


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
    _Place("Other areas", "intelligence:comparators", ("evidence.view",)),
    _Place("Agreements", "partnership:agreements", ("agreements.view",)),
    _Place("Retention", "intelligence:retention", ("evidence.retain",)),
)


def main(request: HttpRequest, partnership: Any) -> list[NavigationItem]:
    """Empty on pages that belong to no partnership."""
    return _shown(_MAIN, request, partnership)


def of_evidence(request: HttpRequest, partnership: Any) -> list[NavigationItem]:
    """Empty on pages that are not about evidence."""
    if partnership is None:
        return []
    # An address at the root of the evidence begins all others, so the longest that fits is the current one.
    fitting = [place for place in _EVIDENCE if request.path.startswith(_href(place, partnership))]
    if not fitting:
        return []
    current = max(fitting, key=lambda place: len(_href(place, partnership)))
    return _shown(_EVIDENCE, request, partnership, current)


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
