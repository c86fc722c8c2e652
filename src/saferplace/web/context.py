"""What every page is given: the partnership it belongs to, and the navigation this person may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from saferplace.core import access


@dataclass(frozen=True)
class NavigationItem:
    text: str
    href: str
    is_current: bool


# text, address name, permission needed (blank: everyone)
_PLACES = (
    ("Home", "web:home", "performance.view"),
    ("Plan", "plan:plan", ""),
    ("Key findings", "intelligence:key-findings", ""),
    ("Scorecard", "performance:scorecard", ""),
    ("Map", "intelligence:map", "intelligence.view_map"),
    ("Evidence", "intelligence:evidence", "evidence.view"),
    ("People", "partnership:people", "people.view"),
    ("Audit", "partnership:audit", "audit.view"),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor. ``partnership`` is None on pages that belong to none, such as sign-in."""
    partnership = getattr(request, "partnership", None)
    return {"is_demo": settings.DEMO, "partnership": partnership, "navigation": _navigation(request, partnership)}


def _navigation(request: HttpRequest, partnership: Any) -> list[NavigationItem]:
    if partnership is None:
        return []
    items = []
    for text, name, permission in _PLACES:
        if permission and not access.allowed(request.user, permission, partnership):
            continue
        href = reverse(name, kwargs={"partnership_slug": partnership.slug})
        items.append(NavigationItem(text, href, request.path.startswith(href)))
    return items
