"""What every page is given: the partnership it belongs to, and the navigation this person may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from saferplace.web import navigation


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor. ``partnership`` is None on pages that belong to none, such as sign-in."""
    partnership = getattr(request, "partnership", None)
    section, places = navigation.of_section(request, partnership)
    return {
        "is_demo": settings.DEMO,
        "partnership": partnership,
        "navigation": navigation.main(request, partnership),
        "section": section,
        "navigation_of_section": places,
    }
